import type { ScenarioDocument } from '#model/scenario/document.ts'

/**
 * The network to one agent is cut. After five missed pings its tasks are TASK_UNREACHABLE or TASK_LOST, and run
 * on; when the link heals they are back, beside what was started in their place (mesos-protocol.md 8, row 9;
 * 2.9.3).
 */
export const IDEA_9: ScenarioDocument = {
  version: 1,
  title: { en: 'Lost does not mean dead', zh: '丢失并不等于死亡' },
  seed: 19,
  agents: [
    { id: 'agent-1', resources: 'cpus:3;mem:3072' },
    { id: 'agent-2', resources: 'cpus:3;mem:3072' },
  ],
  frameworks: [
    {
      id: 'aware',
      kind: 'batch',
      capabilities: ['PARTITION_AWARE'],
      checkpoint: true,
      refuseMs: 10_000,
      tasks: [{ id: 'a', count: 2, cpus: 1, mem: 512, perOffer: 1 }],
    },
    {
      id: 'unaware',
      kind: 'batch',
      checkpoint: true,
      refuseMs: 10_000,
      startAtMs: 3000,
      tasks: [{ id: 'u', count: 2, cpus: 1, mem: 512, perOffer: 1 }],
    },
  ],
  actions: [
    { atMs: 10_000, do: 'cutLink', between: ['agent-1', 'master'] },
    { atMs: 102_000, do: 'submitTasks', framework: 'aware', tasks: [{ id: 'instead', cpus: 1, mem: 512 }] },
    { atMs: 130_000, do: 'healLink', between: ['agent-1', 'master'] },
  ],
  untilMs: 240_000,
}
