import type { ScenarioDocument } from '#model/scenario/document.ts'

/**
 * A resident app's life: RESERVE and CREATE, the launch on them, a crash and the way back, a new version that takes over
 * the volume, a stop that keeps it, and the end that gives everything back (marathon.md 4.2, 4.3, 6, 8.3).
 */
export const RESIDENT_APP: ScenarioDocument = {
  version: 1,
  title: { en: 'An app that keeps its data', zh: '保留数据的应用' },
  seed: 6,
  agents: [{ id: 'node', count: 2, resources: 'cpus:2;mem:2048;disk:1024' }],
  frameworks: [{ id: 'marathon', kind: 'marathon', role: 'data' }],
  actions: [
    {
      atMs: 3000,
      do: 'submitApp',
      framework: 'marathon',
      app: {
        id: '/db',
        cmd: 'sleep 15; exit 1',
        cpus: 1,
        mem: 512,
        container: {
          type: 'MESOS',
          volumes: [{ containerPath: 'data', mode: 'RW', persistent: { size: 256 } }],
        },
      },
    },
    { atMs: 40_000, do: 'updateApp', framework: 'marathon', app: { id: '/db', cmd: 'sleep infinity' } },
    { atMs: 60_000, do: 'scaleApp', framework: 'marathon', app: '/db', instances: 0 },
    { atMs: 70_000, do: 'scaleApp', framework: 'marathon', app: '/db', instances: 1 },
    { atMs: 90_000, do: 'destroyApp', framework: 'marathon', app: '/db' },
  ],
  untilMs: 100_000,
}
