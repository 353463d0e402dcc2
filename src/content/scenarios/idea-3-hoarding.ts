import type { ScenarioDocument } from '#model/scenario/document.ts'

/**
 * A hoarder keeps its offers and runs nothing. What it holds counts as its share and nobody else sees it; without
 * an offer timeout it never ends, and only what an agent brings later can help (mesos-protocol.md 8, row 3).
 */
export const IDEA_3: ScenarioDocument = {
  version: 1,
  title: { en: 'An offer is not free: hoarding', zh: '资源邀约并非免费：囤积' },
  seed: 13,
  agents: [
    { id: 'agent-1', resources: 'cpus:4;mem:4096' },
    { id: 'agent-2', resources: 'cpus:4;mem:4096' },
  ],
  frameworks: [
    { id: 'hoarder', kind: 'hoarder' },
    { id: 'worker', kind: 'batch', startAtMs: 2000, tasks: [{ id: 't', cpus: 1, mem: 512, runMs: 5000 }] },
  ],
  actions: [{ atMs: 12_000, do: 'addAgent', agent: { id: 'agent-3', resources: 'cpus:4;mem:4096' } }],
  untilMs: 16_000,
}
