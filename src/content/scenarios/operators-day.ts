import type { ScenarioDocument } from '#model/scenario/document.ts'

/**
 * What operators do: reserve, weigh, set quota, deactivate, drain, mark gone; an agent that unregisters; a
 * framework that is torn down. Offers in the way are rescinded, over both APIs (mesos-protocol.md 2.3, 2.4, 4(b),
 * 4(e)).
 */
export const OPERATORS_DAY: ScenarioDocument = {
  version: 1,
  title: { en: "An operator's day", zh: '运维人员的一天' },
  seed: 21,
  roles: { prod: { weight: 2 } },
  agents: [{ id: 'node', count: 5, resources: 'cpus:2;mem:2048;disk:4096' }],
  frameworks: [
    { id: 'hoarder', kind: 'hoarder', role: 'prod' },
    {
      id: 'old',
      kind: 'batch',
      roles: ['dev', 'prod'],
      capabilities: ['PARTITION_AWARE', 'TASK_KILLING_STATE'],
      startAtMs: 500,
      executor: 'custom',
      refuseMs: 2000,
      tasks: [{ id: 'o', count: 4, cpus: 0.5, mem: 256, perOffer: 1 }],
    },
    { id: 'slow', kind: 'batch', api: 'v1', role: 'dev', callbackMs: 4000, refuseMs: 1000 },
    {
      id: 'new',
      kind: 'batch',
      api: 'v1',
      roles: ['dev'],
      refuseMs: 2000,
      startAtMs: 700,
      tasks: [{ id: 'n', count: 4, cpus: 0.5, mem: 256, perOffer: 1 }],
    },
  ],
  actions: [
    { atMs: 6000, do: 'reserve', agent: 'node-1', role: 'ops', resources: 'cpus:0.5;mem:256' },
    { atMs: 8000, do: 'setWeight', role: 'dev', weight: 3 },
    { atMs: 10_000, do: 'setQuota', role: 'dev', guarantees: 'cpus:2;mem:1024', limits: 'cpus:6;mem:8192' },
    { atMs: 12_000, do: 'deactivateAgent', agent: 'node-2' },
    { atMs: 15_000, do: 'reactivateAgent', agent: 'node-2' },
    { atMs: 18_000, do: 'drainAgent', agent: 'node-3', maxGraceMs: 1000 },
    { atMs: 22_000, do: 'markAgentGone', agent: 'node-4' },
    { atMs: 25_000, do: 'unregisterAgent', agent: 'node-5' },
    { atMs: 30_000, do: 'unreserve', agent: 'node-1', role: 'ops', resources: 'cpus:0.5;mem:256' },
    { atMs: 33_000, do: 'teardown', framework: 'old' },
    { atMs: 35_000, do: 'teardown', framework: 'new' },
  ],
  untilMs: 40_000,
}
