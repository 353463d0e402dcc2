import type { ScenarioDocument } from '#model/scenario/document.ts'

/**
 * Only status updates are repeated: the first task's comes again after ten seconds. A lost RunTaskMessage leaves a gap
 * that reconciliation does not show and a kill does not fill, since the agent knows nothing of the task: only its
 * re-registration ends it. Of a lost ACCEPT nobody ever hears, and its offer is never given back (mesos-protocol.md
 * 8, row 8; 6.1).
 */
export const IDEA_8: ScenarioDocument = {
  version: 1,
  title: { en: 'Messages get lost, and nobody says so', zh: '消息会丢失，而且没人告知' },
  seed: 18,
  agents: [{ id: 'agent-1', resources: 'cpus:4;mem:4096' }],
  frameworks: [
    {
      id: 'batch',
      kind: 'batch',
      capabilities: ['PARTITION_AWARE'],
      checkpoint: true,
      refuseMs: 1000,
      tasks: [
        { id: 'repeated', cpus: 1, mem: 512, runMs: 8000 },
        { id: 'undelivered', cpus: 1, mem: 512, atMs: 15_000 },
        { id: 'unheard', cpus: 1, mem: 512, atMs: 36_000 },
      ],
    },
  ],
  actions: [
    { atMs: 0, do: 'loseNext', from: 'agent-1', to: 'master', name: 'StatusUpdateMessage' },
    { atMs: 14_000, do: 'loseNext', from: 'master', to: 'agent-1', name: 'RunTaskMessage' },
    { atMs: 20_000, do: 'reconcile', framework: 'batch' },
    { atMs: 24_000, do: 'killTask', framework: 'batch', task: 'undelivered' },
    { atMs: 26_000, do: 'crashAgent', agent: 'agent-1' },
    { atMs: 26_500, do: 'restartAgent', agent: 'agent-1' },
    { atMs: 35_500, do: 'loseNext', from: 'driver:batch', to: 'master', name: 'ACCEPT' },
    { atMs: 42_000, do: 'reconcile', framework: 'batch' },
  ],
  untilMs: 46_000,
}
