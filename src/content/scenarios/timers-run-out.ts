import type { ScenarioDocument } from '#model/scenario/document.ts'

/**
 * Agents that are slow or gone: an executor that registers too late, one that is not back after a restart of its
 * agent, one whose agent does not come back in time, a task that runs too long, a health check, a master that
 * waits for its agents (mesos-protocol.md 3).
 */
export const TIMERS_RUN_OUT: ScenarioDocument = {
  version: 1,
  title: { en: 'Timers run out', zh: '各种定时器到期' },
  seed: 23,
  master: { agentRemovalRateLimit: '1/20secs', maxAgentPingTimeouts: 2, agentReregisterTimeoutMs: 60_000 },
  roles: { kept: { quota: { guarantees: 'cpus:1;mem:256', limits: 'cpus:4;mem:4096' } } },
  agents: [
    {
      id: 'slow',
      resources: 'cpus:0.6;mem:300',
      attributes: { kind: 'slow' },
      containerLaunchMs: [9000, 9000],
      flags: { executorRegistrationTimeoutMs: 5000, gcDelayMs: 20_000 },
    },
    {
      id: 'left',
      resources: 'cpus:2;mem:2048',
      flags: { recoveryTimeoutMs: 20_000, executorReregistrationRetryIntervalMs: 500 },
    },
    { id: 'steady', resources: 'cpus:2;mem:2048;ports:[31000-31010]' },
  ],
  frameworks: [
    {
      id: 'batch',
      kind: 'batch',
      role: 'kept',
      checkpoint: true,
      failoverTimeoutMs: 60_000,
      capabilities: ['PARTITION_AWARE'],
      refuseMs: 30_000,
      tasks: [
        { id: 't', count: 3, cpus: 0.5, mem: 256, perOffer: 1 },
        { id: 'limited', cpus: 0.7, mem: 128, atMs: 2000, maxCompletionMs: 15_000, ignoreSigterm: true },
      ],
    },
    { id: 'marathon', kind: 'marathon', startAtMs: 1000 },
  ],
  actions: [
    {
      atMs: 4000,
      do: 'submitApp',
      framework: 'marathon',
      app: {
        id: '/checked',
        cmd: 'sleep 1000',
        cpus: 0.1,
        mem: 64,
        healthChecks: [{ protocol: 'COMMAND', command: { value: 'true' }, intervalSeconds: 5, gracePeriodSeconds: 5 }],
      },
    },
    { atMs: 20_000, do: 'crashAgent', agent: 'left' },
    { atMs: 50_000, do: 'restartAgent', agent: 'left' },
    { atMs: 70_000, do: 'cutLink', between: ['steady', 'master'] },
    { atMs: 70_000, do: 'cutLink', between: ['slow', 'master'] },
    { atMs: 150_000, do: 'healLink', between: ['steady', 'master'] },
    { atMs: 150_000, do: 'healLink', between: ['slow', 'master'] },
    { atMs: 180_000, do: 'crashMaster' },
    { atMs: 182_000, do: 'restartMaster' },
  ],
  untilMs: 200_000,
}
