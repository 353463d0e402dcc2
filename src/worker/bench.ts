/**
 * A worker of its own for `bench machines`: the page never loads it. It is sent scenarios, replays what the components of
 * their runs were stepped with, and posts the rows.
 */
import { benchCharts } from '#sim/charts/bench.ts'
import { replayCases } from '#study/replay/lives.ts'

interface Task {
  readonly documents: readonly unknown[]
  readonly steps: number
}

const scope = globalThis as unknown as DedicatedWorkerGlobalScope

scope.onmessage = (event: MessageEvent<Task>) => {
  const { documents, steps } = event.data
  scope.postMessage(benchCharts(replayCases(documents), () => performance.now(), { steps }))
}
