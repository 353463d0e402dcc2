import type { ScenarioDocument } from '#model/scenario/document.ts'

/**
 * A whole agent goes to the framework with the smallest dominant share; fairness comes of many offers. Equal
 * shares are decided by fewer grants, then by name (mesos-protocol.md 8, row 5; 5.4).
 */
export const IDEA_5: ScenarioDocument = {
  version: 1,
  title: { en: 'Fair shares come agent by agent', zh: '公平份额以整台代理为单位' },
  seed: 15,
  agents: [
    { id: 'big', resources: 'cpus:8;mem:16384' },
    { id: 'small-1', resources: 'cpus:2;mem:2048' },
    { id: 'small-2', resources: 'cpus:2;mem:2048', startAtMs: 3000 },
  ],
  frameworks: [
    { id: 'alpha', kind: 'batch', refuseMs: 2000, tasks: [{ id: 'a', count: 3, cpus: 1, mem: 1024, perOffer: 1 }] },
    { id: 'beta', kind: 'batch', refuseMs: 2000, tasks: [{ id: 'b', count: 3, cpus: 2, mem: 512, perOffer: 1 }] },
  ],
  untilMs: 9000,
}
