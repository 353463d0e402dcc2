import type { ScenarioDocument } from '#model/scenario/document.ts'

/**
 * The client tells the scheduler, the scheduler answers the master, and only the master tells the agent. Messages
 * to a running executor may go straight to its agent, since an accepted offer told its address; a kill goes the
 * long way again (mesos-protocol.md 8, row 2; 1.2; 2.9.1).
 */
export const IDEA_2: ScenarioDocument = {
  version: 1,
  title: { en: 'Who tells the agent to run it? Only the master', zh: '谁让代理运行任务？只有主节点' },
  seed: 12,
  agents: [{ id: 'agent-1', resources: 'cpus:4;mem:4096' }],
  frameworks: [
    {
      id: 'talker',
      kind: 'batch',
      capabilities: ['PARTITION_AWARE', 'TASK_KILLING_STATE'],
      executor: 'custom',
      messageToExecutor: 'hello',
      refuseMs: 60_000,
      tasks: [{ id: 't', cpus: 1, mem: 512, atMs: 0, ignoreSigterm: true }],
    },
  ],
  actions: [
    { atMs: 6000, do: 'killTask', framework: 'talker', task: 't' },
    { atMs: 11_000, do: 'crashExecutor', executor: 'custom@agent-1' },
  ],
  untilMs: 13_000,
}
