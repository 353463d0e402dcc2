import type { ScenarioDocument } from '#model/scenario/document.ts'

/**
 * An agent's process dies under three frameworks, and comes back 88 s later: the task of the framework without checkpointing is
 * lost at once, the others hear after five missed pings, and their tasks were running all the time. Recorded on a real
 * cluster (mesos-protocol.md 2.9.3).
 */
export const AGENT_UNREACHABLE: ScenarioDocument = {
  version: 1,
  title: { en: 'An agent dies and comes back', zh: '代理节点失联后恢复' },
  seed: 7,
  agents: [{ id: 'agent-1', resources: 'cpus:4;mem:4096;disk:1024;ports:[31000-32000]', startAtMs: 60 }],
  frameworks: [
    {
      id: 'aware',
      kind: 'batch',
      capabilities: ['PARTITION_AWARE'],
      checkpoint: true,
      failoverTimeoutMs: 60_000,
      refuseMs: 1_000_000,
      startAtMs: 2560,
      tasks: [{ id: 'cp0', cpus: 1, mem: 64 }],
    },
    {
      id: 'unaware',
      kind: 'batch',
      checkpoint: true,
      failoverTimeoutMs: 60_000,
      refuseMs: 1_000_000,
      startAtMs: 4060,
      tasks: [{ id: 'ck0', cpus: 1, mem: 64 }],
    },
    {
      id: 'volatile',
      kind: 'batch',
      failoverTimeoutMs: 60_000,
      refuseMs: 1_000_000,
      startAtMs: 5560,
      tasks: [{ id: 'nc0', cpus: 1, mem: 64 }],
    },
  ],
  actions: [
    { atMs: 9560, do: 'crashAgent', agent: 'agent-1' },
    { atMs: 97_570, do: 'restartAgent', agent: 'agent-1' },
    { atMs: 109_567, do: 'crashScheduler', framework: 'aware' },
    { atMs: 109_567, do: 'crashScheduler', framework: 'unaware' },
    { atMs: 109_569, do: 'crashScheduler', framework: 'volatile' },
    { atMs: 109_577, do: 'teardown', framework: 'volatile' },
    { atMs: 109_580, do: 'teardown', framework: 'unaware' },
    { atMs: 109_583, do: 'teardown', framework: 'aware' },
  ],
  untilMs: 114_000,
}
