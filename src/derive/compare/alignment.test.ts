import { declinedOffers, Story } from '../trace.fixture.ts'
import { describe, expect, it } from 'vitest'
import type { TraceStore } from '#model/trace/store.ts'
import { aligned, aligning, CHANGED, countVerdict, MOVED, ONLY, PENDING, SAME, type Alignment } from './alignment.ts'
import { marathonRun, ran } from './compare.fixture.ts'

const ALL = Number.MAX_SAFE_INTEGER

function find(trace: TraceStore, name: string, nth = 0): number {
  const found = Array.from({ length: trace.count }, (_, i) => i).filter(
    (i) => trace.type[i] === 0 && trace.text(trace.name[i] as number) === name,
  )
  return found[nth] ?? -1
}

function verdictOf({ left }: Alignment, name: string, nth = 0): number {
  return left.verdict[find(left.trace, name, nth)] as number
}

/** Pings every ten seconds; some are not sent. */
function pings(missing: readonly number[], lateMs = 0): TraceStore {
  const story = new Story()
  for (let n = 0; n < 6; n += 1) {
    story.wait(10_000 - 6)
    if (missing.includes(n)) story.wait(6)
    else {
      story.wait(lateMs)
      story.pass('observer:agent-1', 'agent-1', 'PingSlaveMessage', 3)
      story.pass('agent-1', 'observer:agent-1', 'PongSlaveMessage', 3)
      story.wait(-lateMs)
    }
  }
  return story.into()
}

describe('two runs, record by record', () => {
  it('of one scenario are the same throughout', () => {
    const { trace, document } = marathonRun()
    const alignment = aligned(trace, ran(document).trace)
    expect(alignment.shared).toBe(trace.count)
    expect(countVerdict(alignment.left, 0, ALL, SAME)).toBe(trace.count)
  })

  it('share their beginning by bytes: not a record before the edit differs', () => {
    const left = marathonRun().trace
    const right = marathonRun([{ atMs: 12_000, do: 'crashAgent', agent: 'a' }]).trace
    const { shared } = aligned(left, right)
    expect(left.at[shared]).toBeGreaterThanOrEqual(12_000)
    expect(right.type[shared]).toBe(8)
  })

  it('pair what is periodic with what happens at its time, and leave alone what is missing', () => {
    const alignment = aligned(pings([]), pings([2, 3], 4))
    const verdicts = [0, 1, 2, 3, 4, 5].map((n) => verdictOf(alignment, 'PingSlaveMessage', n))
    expect(verdicts).toEqual([MOVED, MOVED, ONLY, ONLY, MOVED, MOVED])
    expect(countVerdict(alignment.right, 0, ALL, ONLY)).toBe(0)
  })

  it('call a message moved that says the same at another time, though its uuids and dates are others', () => {
    const alignment = aligned(marathonRun().trace, marathonRun([], { seed: 7 }).trace)
    expect(verdictOf(alignment, 'POST /v2/apps')).toBe(MOVED)
    expect(countVerdict(alignment.left, 0, ALL, MOVED)).toBeGreaterThan(100)
    expect(verdictOf(alignment, 'RunTaskMessage')).not.toBe(ONLY)
  })

  it('call a message changed that says something else, and one that was lost in one of them', () => {
    const slower = marathonRun([
      { atMs: 2000, do: 'loseNext', from: 'master', to: 'driver:marathon', name: 'StatusUpdateMessage' },
    ])
    const lost = aligned(marathonRun().trace, slower.trace)
    const update = lost.right.mate[find(slower.trace, 'StatusUpdateMessage')] as number
    expect(update).toBeGreaterThan(0)
    const all = Array.from({ length: lost.left.count }, (_, i) => i)
    const changed = all.filter((i) => lost.left.verdict[i] === CHANGED && lost.left.trace.type[i] === 0)
    const names = changed.map((i) => lost.left.trace.text(lost.left.trace.name[i] as number))
    expect(names).toContain('StatusUpdateMessage')
  })

  it('do not judge what one of them has not come to', () => {
    const left = marathonRun().trace
    const right = marathonRun([{ atMs: 12_000, do: 'crashAgent', agent: 'a' }]).trace
    const { left: side, untilMs } = aligned(left, right, { untilMs: 20_000 })
    expect(untilMs).toBe(20_000)
    expect(left.at[side.count - 1]).toBeLessThanOrEqual(20_000)
    expect(countVerdict({ ...side, count: left.count }, side.count, ALL, PENDING)).toBe(left.count - side.count)
  })

  it('stand to each other the same way from both sides', () => {
    const right = marathonRun([{ atMs: 9000, do: 'crashAgent', agent: 'a' }]).trace
    const alignment = aligned(marathonRun().trace, right)
    for (let r = 0; r < alignment.right.count; r += 1) {
      const l = alignment.right.mate[r] as number
      if (l < 0) continue
      expect(alignment.left.mate[l]).toBe(r)
      expect(alignment.left.verdict[l]).toBe(alignment.right.verdict[r])
    }
  })

  it('say how far they were looked at where they are longer than the bound', () => {
    const alignment = aligned(pings([]), pings([0]), { untilMs: Infinity, most: 4 })
    expect(alignment.untilMs).toBeLessThan(60_000)
    expect(alignment.left.count).toBe(alignment.shared + 4)
  })

  it('are aligned in small steps', () => {
    const story = new Story()
    for (let round = 0; round < 1000; round += 1) declinedOffers(story, round, 5000)
    const trace = story.into()
    const work = aligning(trace, story.into(trace.fork(trace.count)), { untilMs: Infinity })
    let steps = 0
    while (!work.next().done) steps += 1
    expect(steps).toBeGreaterThan(trace.count / 8000)
  })
})
