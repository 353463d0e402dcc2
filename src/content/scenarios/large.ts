import type { ScenarioDocument } from '#model/scenario/document.ts'

/**
 * A data centre: 10,000 agents, 50 frameworks with twenty tasks each, about a million records. In every batch each
 * agent is offered to the poorest framework that has not declined it yet (mesos-protocol.md 5.3).
 */
export function dataCentre(agents: number, frameworks: number, tasksEach: number): ScenarioDocument {
  return {
    version: 1,
    title: { en: 'A data centre: 10,000 agents', zh: '数据中心：一万个代理节点' },
    seed: 10,
    agents: [{ id: 'node', count: agents, resources: 'cpus:4;mem:8192;disk:20480;ports:[31000-32000]' }],
    frameworks: Array.from({ length: frameworks }, (_, k) => ({
      id: `framework-${k + 1}`,
      kind: 'batch' as const,
      refuseMs: 120_000,
      tasks: [{ id: 't', count: tasksEach, cpus: 1, mem: 512, atMs: 2000 + 20 * k, runMs: 2000, perOffer: 1 }],
    })),
    untilMs: 5000,
  }
}

export const LARGE: ScenarioDocument = dataCentre(10_000, 50, 20)
