import type { AgentDocument, ScenarioDocument } from '#model/scenario/document.ts'

/** In the order in which they registered, without a random wait. */
function anAgent(n: number): AgentDocument {
  return {
    id: `agent-${n}`,
    resources: 'cpus:1;mem:512;disk:100;ports:[31000-31001]',
    startAtMs: 1944 + 6 * n,
    flags: { registrationBackoffFactorMs: 0 },
  }
}

/**
 * Two roles of weights 1 and 2 share six agents of one task each. The first round goes A, B, B, A, B, B; from then on every batch
 * gives four to two. Recorded on a real cluster (mesos-protocol.md 5.2).
 */
export const WEIGHTED_ROLES: ScenarioDocument = {
  version: 1,
  title: { en: 'Two roles, weights 1 and 2', zh: '两个角色，权重 1 和 2' },
  seed: 7,
  roles: { roleB: { weight: 2 } },
  agents: [1, 2, 3, 4, 5, 6].map(anAgent),
  frameworks: [
    {
      id: 'fwA',
      kind: 'batch',
      role: 'roleA',
      refuseMs: 0,
      startAtMs: 60,
      tasks: [{ id: 'A', count: 100, cpus: 1, mem: 512, runMs: 3000, perOffer: 1 }],
    },
    {
      id: 'fwB',
      kind: 'batch',
      role: 'roleB',
      refuseMs: 0,
      startAtMs: 57,
      tasks: [{ id: 'B', count: 100, cpus: 1, mem: 512, runMs: 3000, perOffer: 1 }],
    },
  ],
  untilMs: 23_000,
}
