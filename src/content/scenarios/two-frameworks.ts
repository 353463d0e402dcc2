import type { ScenarioDocument } from '#model/scenario/document.ts'

/**
 * The example of the paper on dominant resource fairness: 9 CPUs and 18 GB, tasks of 1 CPU and 4 GB beside tasks of 3 CPUs
 * and 1 GB. It ends with three and two of them, a dominant share of two thirds each (mesos-protocol.md 5.11, example 1).
 */
export const TWO_FRAMEWORKS: ScenarioDocument = {
  version: 1,
  title: { en: 'Two frameworks share fairly (DRF)', zh: '两个框架公平共享（DRF）' },
  seed: 5,
  agents: [{ id: 'agent-1', resources: 'cpus:9;mem:18432' }],
  frameworks: [
    {
      id: 'memory-hungry',
      kind: 'batch',
      role: 'A',
      refuseMs: 0,
      tasks: [{ id: 'a', count: 10, cpus: 1, mem: 4096, perOffer: 1 }],
    },
    {
      id: 'cpu-hungry',
      kind: 'batch',
      role: 'B',
      refuseMs: 0,
      tasks: [{ id: 'b', count: 10, cpus: 3, mem: 1024, perOffer: 1 }],
    },
  ],
  untilMs: 7000,
}
