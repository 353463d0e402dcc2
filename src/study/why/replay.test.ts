import { describe, expect, it } from 'vitest'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { jsonLine } from '#model/trace/decode.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { cluster, submit } from './incidents.fixture.ts'
import { Replays, type Replay } from './replay.ts'

const DOCUMENT = cluster(
  [{ id: 'a', resources: 'cpus:2;mem:2048' }],
  [submit(2000, { id: '/one', cpus: 1 }), submit(20_000, { id: '/two', cpus: 1.5 })],
)

function done<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done: isDone, value } = steps.next()
    if (isDone === true) return value
  }
}

function told(replay: Replay | null): { lines: string[]; series: string } {
  if (!replay) throw new Error('it cannot be run')
  done(replay.advance(60_000))
  const { trace } = replay
  return { lines: Array.from({ length: trace.count }, (_, i) => jsonLine(trace, i)), series: seriesOf(trace) }
}

function seriesOf(trace: TraceStore): string {
  const all = [...trace.series.values()].map((series) => [
    series.name,
    series.ordinals,
    series.values,
    series.points.map((_, k) => trace.pointBody(series, k)),
  ])
  return JSON.stringify(all)
}

const change = (n: number, cpus: number): ScenarioDocument =>
  ({
    ...DOCUMENT,
    actions: (DOCUMENT.actions ?? []).map((action, k) =>
      k === n && action.do === 'submitApp' ? { ...action, app: { ...action.app, cpus } } : action,
    ),
  }) as ScenarioDocument

describe('a replay of a changed document', () => {
  const changed = [change(1, 1), change(0, 0.5), { ...DOCUMENT, seed: 9 }]
  const from = (documents: readonly ScenarioDocument[]) => done(Replays.of(DOCUMENT, documents, 30_000, 60_000))

  it.each([
    ['late', 0],
    ['early', 1],
    ['from the start', 2],
  ])('tells what a run of its own tells: %s', (_, n) => {
    const document = changed[n] as ScenarioDocument
    const alone = done(Replays.of(document, [], 0, 60_000))?.unchanged() ?? null
    expect(told(from(changed)?.changed(document) ?? null)).toEqual(told(alone))
  })

  it('does not disturb the run that it leaves', () => {
    const replays = from(changed)
    for (const document of changed) told(replays?.changed(document) ?? null)
    const alone = done(Replays.of(DOCUMENT, [], 0, 60_000))?.unchanged() ?? null
    expect(told(replays?.unchanged() ?? null)).toEqual(told(alone))
  })

  it('has the beginning already where the change is late', () => {
    const replay = from(changed)?.changed(changed[0] as ScenarioDocument)
    const { trace } = replay as Replay
    expect(trace.at[trace.count - 1]).toBeGreaterThan(15_000)
  })

  it('of a document with mistakes is none', () => {
    expect(from([])?.changed({ ...DOCUMENT, agents: [{ id: '' }] })).toBeNull()
  })
})
