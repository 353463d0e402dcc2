import type { ScenarioDocument } from '#model/scenario/document.ts'

/**
 * A decline without a filter of its own hides the agent for five seconds, and nothing comes before the next batch.
 * Taking a part of an offer filters the rest the same way: the second task, asked for a moment later, waits
 * (mesos-protocol.md 8, row 4; 5.6).
 */
export const IDEA_4: ScenarioDocument = {
  version: 1,
  title: { en: 'Declining is not free: five seconds', zh: '拒绝并非没有代价：五秒' },
  seed: 14,
  agents: [{ id: 'agent-1', resources: 'cpus:4;mem:4096' }],
  frameworks: [
    {
      id: 'picky',
      kind: 'batch',
      tasks: [
        { id: 'first', cpus: 1, mem: 512, atMs: 3000 },
        { id: 'second', cpus: 1, mem: 512, atMs: 8000 },
      ],
    },
  ],
  untilMs: 15_000,
}
