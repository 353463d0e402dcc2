import type { ScenarioDocument } from '#model/scenario/document.ts'

/**
 * Schedulers and executors over the v1 HTTP APIs: single tasks on an executor of its own, a task group on the
 * default executor, messages both ways, a kill, a lost executor, and the heartbeats of more than half an hour
 * (mesos-protocol.md 2.2, 2.6, 3.2).
 */
export const HTTP_APIS: ScenarioDocument = {
  version: 1,
  title: { en: 'The HTTP APIs, for half an hour', zh: 'HTTP API：半小时' },
  seed: 22,
  agents: [{ id: 'agent-1', resources: 'cpus:4;mem:4096;disk:4096' }],
  frameworks: [
    {
      id: 'single',
      kind: 'batch',
      api: 'v1',
      checkpoint: true,
      executor: 'custom',
      messageToExecutor: 'hello',
      requestResources: 'cpus:1',
      refuseMs: 600_000,
      tasks: [
        { id: 'long', cpus: 0.5, mem: 128 },
        { id: 'killed', cpus: 0.5, mem: 128, ignoreSigterm: true },
      ],
    },
    {
      id: 'pods',
      kind: 'batch',
      api: 'v1',
      startAtMs: 3000,
      refuseMs: 600_000,
      tasks: [{ id: 'pod', count: 2, cpus: 0.5, mem: 128, group: true }],
    },
  ],
  actions: [
    { atMs: 20_000, do: 'killTask', framework: 'single', task: 'killed' },
    { atMs: 60_000, do: 'crashExecutor', executor: 'pod-executor@agent-1' },
    { atMs: 120_000, do: 'restartScheduler', framework: 'single', takeover: true },
    { atMs: 1_830_000, do: 'crashScheduler', framework: 'single' },
  ],
  untilMs: 1_840_000,
}
