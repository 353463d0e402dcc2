import type { ScenarioDocument } from '#model/scenario/document.ts'
import { bcsCluster, gameProcess } from './bcs.ts'

const STUBBORN = gameProcess({ process: { startGracePeriod: 1 }, simulate: { obeysStop: false } })

/**
 * A process that ignores its stop command, on a host that gives executors a minute: SIGKILL after 10 s, TASK_FINISHED, and the
 * executor waits 5 s for an acknowledgement that it cannot read. Source: bcs-process.md 8, 9.2.
 */
export const BCS_STOP: ScenarioDocument = {
  title: { en: 'BCS: a stop that takes its time', zh: 'BCS:缓慢的停止' },
  ...bcsCluster({ checkPhaseMs: 4000, shutdownGraceMs: 60_000 }),
  actions: [
    { atMs: 4000, do: 'submitProcess', framework: 'bcs', process: STUBBORN },
    { atMs: 20_010, do: 'stopProcess', framework: 'bcs', process: 'game' },
  ],
  untilMs: 42_000,
}

/** The same on a host with Mesos' own 5 s: the executor is destroyed first, and what was to finish has failed. */
export const BCS_STOP_SHORT_GRACE: ScenarioDocument = {
  ...BCS_STOP,
  title: { en: 'BCS: a stop cut short', zh: 'BCS:被中断的停止' },
  ...bcsCluster({ checkPhaseMs: 4000 }),
}
