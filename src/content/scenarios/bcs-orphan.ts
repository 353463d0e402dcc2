import type { ScenarioDocument } from '#model/scenario/document.ts'
import { bcsCluster, gameProcess } from './bcs.ts'

/**
 * Stopped while its package is on its way, as the code does it: the executor takes a staging task for down, and the daemon starts
 * the process for nobody. Source: bcs-process.md 9.4.
 */
export const BCS_ORPHAN: ScenarioDocument = {
  title: { en: 'BCS: an orphan', zh: 'BCS:孤儿进程' },
  ...bcsCluster({ checkPhaseMs: 4000, shutdownGraceMs: 60_000, asImplemented: true }),
  actions: [
    {
      atMs: 4000,
      do: 'submitProcess',
      framework: 'bcs',
      process: gameProcess({ process: { startGracePeriod: 1 }, simulate: { cached: false, downloadMs: 20_000 } }),
    },
    { atMs: 12_000, do: 'stopProcess', framework: 'bcs', process: 'game' },
  ],
  untilMs: 45_000,
}
