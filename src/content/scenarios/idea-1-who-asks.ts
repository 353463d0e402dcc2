import type { ScenarioDocument } from '#model/scenario/document.ts'

/**
 * A framework asks for resources and gets no answer: the master only notes REQUEST. Offers come because the
 * allocator makes them; what the framework can do is decline, suppress and revive (mesos-protocol.md 8, row 1).
 */
export const IDEA_1: ScenarioDocument = {
  version: 1,
  title: { en: 'Who asks whom? Offers are pushed', zh: '谁向谁要资源？资源邀约是主动推送的' },
  seed: 11,
  agents: [
    { id: 'agent-1', resources: 'cpus:2;mem:2048' },
    { id: 'agent-2', resources: 'cpus:4;mem:4096' },
  ],
  frameworks: [
    {
      id: 'asker',
      kind: 'batch',
      requestResources: 'cpus:1;mem:512',
      tasks: [{ id: 't', cpus: 1, mem: 512, atMs: 16_000, runMs: 2000 }],
    },
  ],
  actions: [
    { atMs: 9000, do: 'suppress', framework: 'asker' },
    { atMs: 16_000, do: 'revive', framework: 'asker' },
  ],
  untilMs: 21_000,
}
