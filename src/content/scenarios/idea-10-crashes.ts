import type { ScenarioDocument } from '#model/scenario/document.ts'

/**
 * A crash of the master takes its books and leaves the tasks: frameworks and agents come back and tell it. A
 * scheduler that crashes has its tasks for failover_timeout: ten seconds here, none at all for the other
 * framework. A second instance that takes over aborts the first (mesos-protocol.md 8, row 10; 2.9.4; 6.5).
 */
export const IDEA_10: ScenarioDocument = {
  version: 1,
  title: { en: 'What a crash kills, and what it does not', zh: '崩溃会杀死什么，不会杀死什么' },
  seed: 20,
  agents: [{ id: 'agent-1', resources: 'cpus:4;mem:4096' }],
  frameworks: [
    {
      id: 'patient',
      kind: 'batch',
      checkpoint: true,
      failoverTimeoutMs: 10_000,
      refuseMs: 600_000,
      tasks: [{ id: 'p', cpus: 1, mem: 512 }],
    },
    {
      id: 'default',
      kind: 'batch',
      refuseMs: 600_000,
      startAtMs: 2000,
      tasks: [{ id: 'd', cpus: 1, mem: 512 }],
    },
  ],
  actions: [
    { atMs: 8000, do: 'crashMaster' },
    { atMs: 10_000, do: 'restartMaster' },
    { atMs: 10_000, do: 'loseNext', from: 'master', to: 'driver:patient', name: 'FrameworkRegisteredMessage' },
    { atMs: 16_000, do: 'restartScheduler', framework: 'patient', takeover: true },
    { atMs: 20_000, do: 'crashScheduler', framework: 'default' },
    { atMs: 24_000, do: 'crashScheduler', framework: 'patient' },
  ],
  untilMs: 42_000,
}
