import type { ScenarioDocument } from '#model/scenario/document.ts'
import { bcsCluster, gameProcess } from './bcs.ts'

/**
 * A Process becomes a process: the offer waits in the pool, the executor asks the daemon every second, and Running shows only
 * after start command, grace and the daemon's next check. Source: bcs-process.md 9.1.
 */
export const BCS_LAUNCH: ScenarioDocument = {
  title: { en: 'BCS: a process starts', zh: 'BCS:进程的启动' },
  ...bcsCluster({ checkPhaseMs: 4040 }),
  actions: [{ atMs: 4000, do: 'submitProcess', framework: 'bcs', process: gameProcess() }],
  untilMs: 38_000,
}
