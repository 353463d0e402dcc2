/** What the stories of BCS share: one host, hops of 10 ms, a socket of 1 ms, a package that lies there. Source: bcs-process.md 9. */
import type { BcsDocument, ScenarioDocument } from '#model/scenario/document.ts'

/** Keys of the only process, and of the document around it. */
interface Wish {
  readonly process?: Readonly<Record<string, unknown>>
  readonly simulate?: Readonly<Record<string, unknown>>
  readonly restartPolicy?: Readonly<Record<string, unknown>>
  readonly graceSeconds?: number
}

/** The Process document of the stories. */
export function gameProcess({ process, simulate, restartPolicy, graceSeconds = 10 }: Wish = {}) {
  return {
    apiVersion: 'v4',
    kind: 'process',
    metadata: { name: 'game', namespace: 'play' },
    restartPolicy: restartPolicy ?? { policy: 'OnFailure', interval: 5, backoff: 10 },
    killPolicy: { gracePeriod: graceSeconds },
    spec: {
      instance: 1,
      template: {
        spec: {
          processes: [
            {
              procName: 'gamesvr',
              user: 'game',
              workPath: '${work_base_dir}/${namespace}.${processname}.${instanceid}',
              pidFile: '${run_base_dir}/${namespace}.${processname}.${instanceid}/gamesvr.pid',
              uris: [
                {
                  value: 'http://registry.example.com/play/gamesvr.tar.gz',
                  outputDir: '${work_base_dir}/${namespace}.${processname}.${instanceid}',
                },
              ],
              ports: [{ name: 'play', hostPort: 0, protocol: 'TCP' }],
              startCmd: './start.sh',
              startGracePeriod: 10,
              stopCmd: './stop.sh',
              resources: { limits: { cpu: '1', memory: '512' } },
              ...process,
              simulate: { startMs: 1000, stopMs: 200, cached: true, ...simulate },
            },
          ],
        },
      },
    },
  }
}

interface Host {
  readonly checkPhaseMs: number
  readonly shutdownGraceMs?: number
  readonly asImplemented?: boolean
}

/**
 * The cluster: the group's LAUNCH_GROUP reaches its executor 2 s after the document was sent, whatever the seed, since nothing but
 * the library's first connection is left to chance.
 */
export function bcsCluster({ checkPhaseMs, shutdownGraceMs, asImplemented = false }: Host) {
  const bcs: BcsDocument = {
    id: 'bcs',
    kind: 'bcs',
    ...(asImplemented ? { asImplemented } : {}),
    flags: { daemonCheckPhaseMs: checkPhaseMs },
  }
  return {
    version: 1,
    seed: 9,
    network: {
      latencyMs: [10, 10],
      links: [
        { between: ['daemon:node-1', 'node-1'], latencyMs: [1, 1] },
        { between: ['daemon:node-1', 'registry'], latencyMs: [25, 25] },
      ],
    },
    agents: [
      {
        id: 'node-1',
        resources: 'cpus:4;mem:4096;disk:10240;ports:[31000-32000]',
        fetchMs: [400, 400],
        containerLaunchMs: [548, 548],
        ...(shutdownGraceMs === undefined ? {} : { flags: { executorShutdownGracePeriodMs: shutdownGraceMs } }),
      },
    ],
    frameworks: [bcs],
  } as const satisfies Partial<ScenarioDocument>
}
