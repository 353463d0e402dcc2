import type { ScenarioDocument } from '#model/scenario/document.ts'
import { bcsCluster, gameProcess } from './bcs.ts'

/**
 * A process that dies again and again: found by the daemon's check, told by the executor's, launched anew after 5, then 15 s.
 * Source: bcs-process.md 9.3.
 */
export const BCS_CRASH: ScenarioDocument = {
  title: { en: 'BCS: a process dies and is rescheduled', zh: 'BCS:进程崩溃与重新调度' },
  ...bcsCluster({ checkPhaseMs: 4050 }),
  actions: [
    {
      atMs: 4000,
      do: 'submitProcess',
      framework: 'bcs',
      process: gameProcess({ process: { startGracePeriod: 1 }, simulate: { runMs: 14_000, exitCode: 1 } }),
    },
  ],
  untilMs: 75_000,
}
