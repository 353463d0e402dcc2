import { describe, expect, it } from 'vitest'
import { DEFAULT_VIEW } from '../view.ts'
import { aligned, SAME } from './alignment.ts'
import { marathonRun, type Ran } from './compare.fixture.ts'
import { nextDifference, shownDifferences, type Difference } from './differences.ts'
import { editsBetween } from './edits.ts'
import { commonRows } from './rows.ts'
import { layOut, SharedModel } from './sharedAxis.ts'
import { differencesAt, placementsBeside, sharesBeside } from './standing.ts'
import { whyDiffers } from './whyDiffers.ts'

function compared(left: Ran, right: Ran, depth: 1 | 2 | 3 = 1) {
  const alignment = aligned(left.trace, right.trace)
  const view = { ...DEFAULT_VIEW, depth }
  const models = [left, right].map(({ trace, scenario }) => new SharedModel(trace, scenario, view))
  const [one, two] = models as [SharedModel, SharedModel]
  return { alignment, left: one, right: two, differences: shownDifferences(alignment, one, two) }
}

const MAIN = marathonRun()
const CRASH = { atMs: 12_000, do: 'crashAgent', agent: 'a' }
const LOSE = { atMs: 2000, do: 'loseNext', from: 'master', to: 'driver:marathon', name: 'StatusUpdateMessage' }
const crashed = marathonRun([CRASH])
const lossy = marathonRun([LOSE])

describe('the differences of two runs', () => {
  it('are none between a run and itself, and all its records are equal', () => {
    const { differences } = compared(MAIN, MAIN)
    expect(differences.list).toEqual([])
    expect(differences.equalAfter).toBe(MAIN.trace.count)
  })

  it('begin with the edit, and count what is equal before it', () => {
    const { differences } = compared(MAIN, crashed)
    const [first] = differences.list
    expect(first).toMatchObject({ kind: 'right', left: -1, at: 12_000 })
    expect(crashed.trace.typeOf(first?.right as number)).toBe('action')
    expect(first?.equalBefore).toBe(first?.right)
  })

  it('are in order of time, count each equal record once, and every one of them differs', () => {
    const { differences, alignment } = compared(MAIN, lossy, 3)
    const { list, equalAfter } = differences
    expect(list.map(({ at }) => at)).toEqual(list.map(({ at }) => at).toSorted((a, b) => a - b))
    const equal = list.reduce((sum, { equalBefore }) => sum + equalBefore, equalAfter)
    const same = alignment.left.verdict.reduce((sum, verdict) => sum + (verdict === SAME ? 1 : 0), 0)
    expect(equal).toBe(same)
    expect(list.every(({ left, right }) => left >= 0 || right >= 0)).toBe(true)
  })

  it('are more at a greater depth, and those that are not shown are counted', () => {
    const shallow = compared(MAIN, lossy, 1).differences
    const deep = compared(MAIN, lossy, 3).differences
    expect(deep.list.length).toBeGreaterThan(shallow.list.length)
    expect(shallow.hidden).toBeGreaterThan(deep.hidden)
  })

  it('are found from a moment on, both ways', () => {
    const { list } = compared(MAIN, crashed, 2).differences
    expect(nextDifference(list, 0, 1)).toBe(0)
    expect(nextDifference(list, 12_000, -1)).toBe(null)
    const later = nextDifference(list, 12_000, 1) as number
    expect((list[later] as Difference).at).toBeGreaterThan(12_000)
  })
})

describe('why a record differs', () => {
  it('is the act that only one run has', () => {
    const { alignment, differences } = compared(MAIN, crashed)
    const why = whyDiffers(alignment, differences.list[0] as Difference)
    expect(why).toMatchObject({ kind: 'action', side: 'right' })
  })

  it('is the act that moved one delivery', () => {
    const at = MAIN.trace.ordinalAt(39_000)
    const launch = Array.from({ length: at }, (_, i) => i).find(
      (i) => MAIN.trace.type[i] === 0 && MAIN.trace.text(MAIN.trace.name[i] as number) === 'RunTaskMessage',
    ) as number
    const sentAt = MAIN.trace.at[launch] as number
    const late = { atMs: sentAt, do: 'deliverAt', message: MAIN.trace.messageId(launch), deliverMs: sentAt + 700 }
    const { alignment, differences } = compared(MAIN, marathonRun([late]))
    const moved = differences.list.find(({ kind }) => kind === 'moved') as Difference
    expect(moved.left).toBe(launch)
    expect(whyDiffers(alignment, moved)).toMatchObject({ kind: 'action', side: 'right' })
    // All that follows is the same, only later: no update is taken for another.
    expect(differences.counts).toMatchObject({ left: 0, right: 1, changed: 0 })
  })

  it('is the loss, for a message that was lost in one of them', () => {
    const { alignment, differences } = compared(MAIN, lossy)
    const update = differences.list.find(({ kind }) => kind === 'changed') as Difference
    expect(whyDiffers(alignment, update)).toMatchObject({
      kind: 'lost',
      side: 'right',
      why: 'lost by an action',
      act: -1,
    })
  })

  it('names the act that took the receiver of a lost message away', () => {
    const { alignment, differences, right } = compared(MAIN, crashed, 3)
    const ping = differences.list.find(
      (d) => d.kind === 'changed' && right.trace.text(right.trace.name[d.right] as number) === 'PingSlaveMessage',
    ) as Difference
    const why = whyDiffers(alignment, ping)
    expect(why).toMatchObject({ kind: 'lost', why: 'nobody there' })
    expect(why.kind === 'lost' && right.trace.typeOf(why.act)).toBe('action')
  })

  it('is the loss too, for what the lost message would have led to', () => {
    const { alignment, differences, left } = compared(MAIN, lossy, 2)
    const event = differences.list.find(
      (d) => d.left >= 0 && left.trace.text(left.trace.name[d.left] as number) === 'status_update_event',
    ) as Difference
    const why = whyDiffers(alignment, { ...event, right: -1, kind: 'left' })
    expect(why).toMatchObject({ kind: 'lost', side: 'right' })
  })

  it('names a reason for most of what differs', () => {
    const { alignment, differences } = compared(MAIN, crashed, 2)
    const whys = differences.list.map((difference) => whyDiffers(alignment, difference).kind)
    expect(whys.filter((kind) => kind === 'unknown').length).toBeLessThan(whys.length / 10)
  })
})

describe('the edits between two documents', () => {
  it('are the actions that only one has, and other keys', () => {
    expect(editsBetween(MAIN.document, crashed.document)).toEqual({ left: [], right: [CRASH], keys: [] })
    expect(editsBetween(crashed.document, { ...MAIN.document, seed: 7 })).toEqual({
      left: [CRASH],
      right: [],
      keys: ['seed'],
    })
    expect(editsBetween(MAIN.document, { ...MAIN.document, untilMs: 1 })).toEqual({ left: [], right: [], keys: [] })
  })

  it('count an action that stands twice as often as it stands', () => {
    const twice = {
      ...MAIN.document,
      actions: [...(MAIN.document.actions ?? []), CRASH, CRASH],
    } as typeof MAIN.document
    expect(editsBetween(crashed.document, twice).right).toEqual([CRASH])
  })
})

describe('one clock for two diagrams', () => {
  const { alignment, left, right } = compared(MAIN, crashed, 2)
  const rows = commonRows(alignment, left, right, [])
  layOut(left, right, rows)

  it('has a row for every mark of both sides, in order of time', () => {
    for (const [model, key] of [[left, 'left'] as const, [right, 'right'] as const]) {
      const marks = rows.rows.map((row) => row[key]).filter((k) => k >= 0)
      expect(marks).toEqual(Array.from({ length: model.marks.length }, (_, k) => k))
      expect(model.axis.length).toBe(model.marks.length)
    }
    const times = rows.rows.map(({ at }) => at)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })

  it('puts a moment at the same height on both sides, and gives the moment back', () => {
    for (const at of [1, 3007, 12_000, 12_001, 15_500, 39_000]) {
      const y = left.axis.yOfTime(at)
      expect(right.axis.yOfTime(at)).toBe(y)
      expect(left.axis.cursorAt(y + 1e-9).at).toBeCloseTo(at, 3)
      const other = right.axis.cursorAt(y)
      expect(right.axis.yOf(other)).toBeCloseTo(y, 3)
    }
    expect(left.axis.endY).toBe(right.axis.endY)
  })

  it('keeps to the time where the rows between two marks have changed since', () => {
    const [k] = [left.axis.markAtTime(12_500)]
    const stale = { ordinal: left.marks.ord.at(k), at: 12_500, within: 0.01 }
    expect(left.axis.yOf(stale)).toBeCloseTo(left.axis.yOfTime(12_500), 6)
    // Within one millisecond it tells the rows apart.
    const at = left.marks.at(k)
    const here = { ordinal: left.marks.ord.at(k), at }
    expect(left.axis.yOf(here)).toBe(left.axis.y(k))
  })

  it('folds what is equal and nothing that differs', () => {
    expect(rows.folds.length).toBeGreaterThan(0)
    for (const { first, end, equal } of rows.folds) {
      for (let r = first; r < end; r += 1) expect(rows.rows[r]?.isEqual).toBe(true)
      expect(equal).toBeGreaterThanOrEqual(end - first)
    }
    expect(left.axis.folds.map(({ equal }) => equal)).toEqual(right.axis.folds.map(({ equal }) => equal))
  })

  it('shows a fold in full when it is opened', () => {
    const ordinal = left.axis.folds[0]?.ordinal as number
    const opened = commonRows(alignment, left, right, [ordinal])
    expect(opened.folds[0]?.isOpen).toBe(true)
  })

  it('plays on along both sides alike', () => {
    const from = left.axis.yOfTime(12_000)
    expect(left.axis.playStep(from, 500, 1)).toBeGreaterThan(from)
    expect(left.axis.playStep(from, 500, 1)).toBe(right.axis.playStep(from, 500, 1))
    expect(left.axis.playStep(left.axis.endY, 500, 1)).toBe(left.axis.endY)
  })
})

describe('shares and placements of two runs at a moment', () => {
  const scaled = marathonRun([{ atMs: 8000, do: 'scaleApp', framework: 'marathon', app: '/web', instances: 3 }])

  it('are equal before the edit', () => {
    expect(differencesAt(MAIN.trace, scaled.trace, 7999)).toEqual({ shares: [], placements: [] })
    expect(sharesBeside(MAIN.trace, scaled.trace, 7999).length).toBeGreaterThan(0)
  })

  it('show what one of them has more', () => {
    const shares = sharesBeside(MAIN.trace, scaled.trace, 39_000)
    const own = shares.find(({ series }) => series === 'share/*/marathon')
    expect(own?.right).toBeGreaterThan(own?.left as number)
    const placed = placementsBeside(MAIN.trace, scaled.trace, 39_000)
    expect(placed.filter(({ left }) => left !== null)).toHaveLength(1)
    expect(placed.filter(({ right }) => right !== null)).toHaveLength(3)
  })

  it('pair tasks that differ by their uuids alone', () => {
    const other = marathonRun([], { seed: 7 })
    const placed = placementsBeside(MAIN.trace, other.trace, 39_000)
    expect(placed).toHaveLength(1)
    expect(placed[0]?.left).not.toBe(null)
    expect(placed[0]?.right).not.toBe(null)
  })
})
