import { describe, expect, it } from 'vitest'
import { parseProcess } from './process.ts'

const FULL = {
  apiVersion: 'v4',
  kind: 'process',
  restartPolicy: { policy: 'OnFailure', interval: 5, backoff: 10, maxtimes: 10 },
  killPolicy: { gracePeriod: 10 },
  metadata: { name: 'game', namespace: 'ns-a', labels: { tier: 'front' } },
  spec: {
    instance: 3,
    template: {
      spec: {
        processes: [
          {
            procName: 'gamesvr',
            user: 'user00',
            workPath: '${work_base_dir}/${namespace}.${processname}.${instanceid}',
            pidFile: '${run_base_dir}/game.pid',
            ports: [
              { name: 'http', hostPort: 8899, protocol: 'HTTP' },
              { name: 'metric', hostPort: 0 },
            ],
            uris: [{ value: 'http://registry/prod/game-v1.tar.gz', outputDir: '/data/game', pullPolicy: 'Always' }],
            startCmd: './start.sh',
            startGracePeriod: 10,
            stopCmd: './stop.sh',
            resources: { limits: { cpu: '0.5', memory: '500' } },
            env: [{ name: 'PORT', value: '${ports.http}' }],
          },
        ],
      },
    },
  },
  constraint: {
    intersectionItem: [{ unionData: [{ name: 'hostname', operate: 'LIKE', type: 3, text: { value: 'node-[12]' } }] }],
  },
}

const SMALL = {
  kind: 'process',
  metadata: { name: 'p' },
  spec: { template: { spec: { processes: [{ procName: 'p', startCmd: './start.sh' }] } } },
}

function issues(document: unknown): readonly string[] {
  const parsed = parseProcess(document)
  return parsed.ok ? [] : parsed.error.map(({ path, message }) => `${path}: ${message}`)
}

describe('a Process document', () => {
  it('is read with all its keys', () => {
    const parsed = parseProcess(FULL)
    expect(parsed.ok && parsed.value).toMatchObject({
      name: 'game',
      namespace: 'ns-a',
      instance: 3,
      restartPolicy: { policy: 'OnFailure', interval: 5, backoff: 10, maxtimes: 10 },
      constraint: [[{ name: 'hostname', operate: 'LIKE' }]],
      processes: [{ procName: 'gamesvr', cpus: 0.5, mem: 500, startGracePeriod: 10, gracePeriod: 10 }],
    })
  })

  it('gets the documented defaults', () => {
    const parsed = parseProcess(SMALL)
    expect(parsed.ok && parsed.value).toMatchObject({
      namespace: 'defaultGroup',
      instance: 1,
      restartPolicy: { policy: 'OnFailure', interval: 0, backoff: 0, maxtimes: 0 },
      constraint: [],
      processes: [
        {
          startGracePeriod: 1,
          gracePeriod: null,
          user: '',
          uris: [],
          behaviour: { startMs: 1000, stopMs: 200, runMs: null },
        },
      ],
    })
  })

  it('may hold its only process in spec itself', () => {
    const short = parseProcess({ kind: 'process', metadata: { name: 'p' }, spec: { procName: 'p', startCmd: './s' } })
    expect(short.ok && short.value.processes).toHaveLength(1)
  })

  it('follows commands of sleep and exit', () => {
    const document = structuredClone(SMALL)
    document.spec.template.spec.processes[0]!.startCmd = 'sleep 2.5; exit 3'
    const parsed = parseProcess(document)
    expect(parsed.ok && parsed.value.processes[0]?.behaviour).toMatchObject({ startMs: 2500, startExitCode: 3 })
  })

  it('names every mistake with its path', () => {
    const process = { procName: 'p', startCmd: 7, startGracePeriod: -1, stopComd: 'x' }
    const document = {
      kind: 'application',
      metadata: { name: '7up' },
      spec: { instance: 1.5, template: { spec: { processes: [process] } } },
      restartPolicy: { policy: 'Sometimes' },
    }
    expect(issues(document)).toEqual([
      '/kind: expected "process", found "application"',
      expect.stringContaining('/restartPolicy/policy: expected one of "Never", "Always", "OnFailure"'),
      '/metadata/name: expected letters, digits and dashes, beginning with a letter',
      expect.stringContaining('/spec/instance: '),
      expect.stringContaining('/spec/template/spec/processes/0/stopComd: there is no such key here'),
      '/spec/template/spec/processes/0/startCmd: expected a command, found 7',
      expect.stringContaining('/spec/template/spec/processes/0/startGracePeriod: '),
    ])
  })

  it('never mixes processes with containers', () => {
    const document = { ...SMALL, spec: { template: { spec: { ...SMALL.spec.template.spec, containers: [] } } } }
    expect(issues(document)).toEqual([
      '/spec/template/spec/containers: a document of kind "process" holds no containers',
    ])
  })

  it('names each port once', () => {
    const document = structuredClone(FULL)
    document.spec.template.spec.processes[0]!.ports[1]!.name = 'http'
    expect(issues(document)).toEqual(['/spec/template/spec/processes/0/ports/1/name: the port "http" is named twice'])
  })
})
