import type { ScenarioDocument } from '#model/scenario/document.ts'

/**
 * One framework declines for eight seconds, then launches `sleep 1`: the canonical happy path with a 5 s filter before it. The
 * story and its times are those of a run recorded on a real cluster (mesos-protocol.md 2.8).
 */
export const DECLINE_THEN_LAUNCH: ScenarioDocument = {
  version: 1,
  title: { en: 'Decline, then launch', zh: '先拒绝，再启动' },
  seed: 7,
  agents: [
    {
      id: 'agent-1',
      resources: 'cpus:4;mem:4096;disk:1024;ports:[31000-32000]',
      startAtMs: 570,
    },
  ],
  frameworks: [
    {
      id: 'batch',
      kind: 'batch',
      startAtMs: 3070,
      stopAtMs: 18_200,
      tasks: [{ id: 't0', cpus: 1, mem: 64, atMs: 11_000, runMs: 1000 }],
    },
  ],
  untilMs: 20_000,
}
