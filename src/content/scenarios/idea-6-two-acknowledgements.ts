import type { ScenarioDocument } from '#model/scenario/document.ts'

/**
 * The agent acknowledges to the executor once it has stored the update; the scheduler acknowledges to the agent,
 * through the master, once it has worked on it. The scheduler's is lost here: TASK_RUNNING waits behind
 * TASK_STARTING until the agent tries again after ten seconds (mesos-protocol.md 8, row 6; 6.2).
 */
export const IDEA_6: ScenarioDocument = {
  version: 1,
  title: { en: 'Two acknowledgements, and one of them is lost', zh: '两种确认，其中一个丢失了' },
  seed: 16,
  agents: [{ id: 'agent-1', resources: 'cpus:4;mem:4096' }],
  frameworks: [
    { id: 'batch', kind: 'batch', refuseMs: 60_000, tasks: [{ id: 't', cpus: 1, mem: 512, runMs: 15_000 }] },
  ],
  actions: [{ atMs: 0, do: 'loseNext', from: 'driver:batch', to: 'master', name: 'ACKNOWLEDGE' }],
  untilMs: 22_000,
}
