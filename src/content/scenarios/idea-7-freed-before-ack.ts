import type { ScenarioDocument } from '#model/scenario/document.ts'

/**
 * A slow scheduler takes three seconds for a callback. The master frees the resources when it sees TASK_FINISHED,
 * and the other framework has them long before the acknowledgement; the task record goes only with that (mesos-
 * protocol.md 8, row 7).
 */
export const IDEA_7: ScenarioDocument = {
  version: 1,
  title: { en: 'Resources are free before the acknowledgement', zh: '资源在确认之前就已释放' },
  seed: 17,
  agents: [{ id: 'agent-1', resources: 'cpus:1;mem:1024' }],
  frameworks: [
    {
      id: 'slow',
      kind: 'batch',
      callbackMs: 3000,
      refuseMs: 60_000,
      tasks: [{ id: 's', cpus: 1, mem: 1024, runMs: 9000 }],
    },
    { id: 'waiting', kind: 'batch', startAtMs: 1000, tasks: [{ id: 'w', cpus: 1, mem: 512, runMs: 3000 }] },
  ],
  untilMs: 28_000,
}
