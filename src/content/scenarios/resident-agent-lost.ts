import type { ScenarioDocument } from '#model/scenario/document.ts'

/**
 * Data on an agent that is lost: the instance is waited for while its agent is unreachable, and starts with an empty
 * volume elsewhere once an operator says that the agent is gone (marathon.md 6.2, 7; mesos-protocol.md 2.9.3).
 */
export const RESIDENT_AGENT_LOST: ScenarioDocument = {
  version: 1,
  title: { en: 'The data is on a lost agent', zh: '数据在失联的代理上' },
  seed: 8,
  agents: [{ id: 'node', count: 2, resources: 'cpus:2;mem:2048;disk:1024' }],
  frameworks: [{ id: 'marathon', kind: 'marathon', role: 'data' }],
  actions: [
    {
      atMs: 3000,
      do: 'submitApp',
      framework: 'marathon',
      app: {
        id: '/db',
        cmd: 'sleep infinity',
        cpus: 1,
        mem: 512,
        container: {
          type: 'MESOS',
          volumes: [{ containerPath: 'data', mode: 'RW', persistent: { size: 256 } }],
        },
      },
    },
    { atMs: 20_000, do: 'cutLink', between: ['master', 'node-1'] },
    { atMs: 150_000, do: 'markAgentGone', agent: 'node-1' },
  ],
  untilMs: 170_000,
}
