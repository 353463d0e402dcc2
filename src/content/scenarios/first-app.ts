import type { ScenarioDocument } from '#model/scenario/document.ts'

/**
 * The twelve steps: Marathon idles and declines the only offer, then a user asks for the default app, which needs all of it.
 * Offer and app are those of the DC/OS documentation (dcos-launch.md 3).
 */
export const FIRST_APP: ScenarioDocument = {
  version: 1,
  title: { en: 'First app: the 12 steps', zh: '第一个应用：十二个步骤' },
  seed: 12,
  agents: [{ id: 'agent-1', resources: 'cpus(*):1;mem(*):128;ports(*):[21452-21452]' }],
  frameworks: [{ id: 'marathon', kind: 'marathon' }],
  actions: [
    {
      atMs: 8400,
      do: 'submitApp',
      framework: 'marathon',
      app: { id: '/my-app', cmd: 'sleep infinity', cpus: 1, mem: 128 },
    },
  ],
  untilMs: 14_000,
}
