import type { FromWorker } from '#model/protocol.ts'
import { jsonLine } from '#model/trace/decode.ts'
import { TraceStore } from '#model/trace/store.ts'
import { TOY } from '#sim/kernel/toy.fixture.ts'
import { describe, expect, it } from 'vitest'
import { Keeper } from './keeper.ts'

/** The page's side, reduced to what the keeper needs: it holds one trace a run. */
function aPage() {
  let clock = 0
  const traces = new Map<string, TraceStore>()
  const resets: Extract<FromWorker, { type: 'reset' }>[] = []
  const issues: string[] = []
  let halted: string | null = null
  const hear = (message: FromWorker): void => {
    if (message.type === 'reset') {
      resets.push(message)
      const trace = traces.get(message.run) ?? new TraceStore()
      trace.truncate(message.records, message.strings)
      traces.set(message.run, trace)
    }
    if (message.type === 'chunk') traces.get(message.run)?.append(message.chunk)
    if (message.type === 'progress') halted = message.halted
    if (message.type === 'issues') issues.push(...message.issues.map(({ path }) => path))
    if (message.type === 'crashed') throw new Error(message.message)
  }
  const keeper = new Keeper(TOY, { nowMs: () => (clock += 1), post: hear })
  return {
    keeper,
    traces,
    resets,
    issues,
    halted: () => halted,
    finish: () => {
      while (keeper.busy) keeper.work()
    },
    lines: (run: string) => {
      const trace = traces.get(run) as TraceStore
      return Array.from({ length: trace.count }, (_, i) => jsonLine(trace, i))
    },
  }
}

function textOf(untilMs: number, actions: readonly object[] = []): string {
  return JSON.stringify({ version: 1, seed: 3, agents: [], frameworks: [], actions, untilMs })
}

const open = (run: string, epoch: number, text: string, from: string | null = null, have = 0) =>
  ({ type: 'open', run, epoch, text, from, have }) as const

const SLOW = { atMs: 15_000, do: 'setLatency', latencyMs: [2, 9] }

describe('the keeper of runs', () => {
  it('looks ahead to the goal and no further', () => {
    const page = aPage()
    page.keeper.open(open('main', 1, textOf(60_000)))
    expect(page.keeper.busy).toBe(false)
    page.keeper.goal('main', 5_000, 1_000_000)
    page.finish()
    const trace = page.traces.get('main') as TraceStore
    expect(trace.at[trace.count - 1]).toBeGreaterThan(4_000)
    expect(trace.at[trace.count - 1]).toBeLessThan(10_000)
    expect(page.halted()).toBe(null)
  })

  it('looks ahead in the run beside the watched one too, but only when that one has no work', () => {
    const page = aPage()
    page.keeper.open(open('other', 1, textOf(20_000)))
    page.keeper.open(open('main', 1, textOf(20_000)))
    page.keeper.goal('main', 5_000, 1_000_000)
    page.keeper.goal('other', 5_000, 1_000_000, true)
    page.keeper.work()
    expect(page.traces.get('main')?.count).toBeGreaterThan(0)
    expect(page.traces.get('other')?.count).toBe(0)
    page.finish()
    expect(page.lines('other')).toEqual(page.lines('main'))
    page.keeper.goal('main', 9_000, 1_000_000)
    page.finish()
    expect(page.traces.get('other')?.count).toBeLessThan(page.traces.get('main')?.count as number)
    page.keeper.close('other')
    expect(page.keeper.busy).toBe(false)
  })

  it('goes on from a checkpoint after an edit, and tells the same as a run from the start', () => {
    const page = aPage()
    page.keeper.open(open('main', 1, textOf(20_000)))
    page.keeper.goal('main', 30_000, 1_000_000)
    page.finish()
    expect(page.halted()).toBe('until')
    const known = page.traces.get('main') as TraceStore
    page.keeper.open(open('main', 2, textOf(20_000, [SLOW]), 'main', known.ordinalAt(SLOW.atMs - 1) + 1))
    page.keeper.goal('main', 30_000, 1_000_000)
    page.finish()
    const fresh = aPage()
    fresh.keeper.open(open('main', 1, textOf(20_000, [SLOW])))
    fresh.keeper.goal('main', 30_000, 1_000_000)
    fresh.finish()
    expect(page.lines('main')).toEqual(fresh.lines('main'))
    expect(page.resets.map(({ records }) => records)).toEqual([
      0,
      (fresh.traces.get('main')?.ordinalAt(14_999) as number) + 1,
    ])
  })

  it('begins anew where the page has nothing of the run before an edit', () => {
    const page = aPage()
    page.keeper.open(open('main', 1, textOf(20_000)))
    page.keeper.goal('main', 30_000, 1_000_000)
    page.finish()
    const before = page.lines('main')
    page.keeper.open(open('main', 2, textOf(20_000), 'main'))
    expect(page.resets.map(({ records }) => records)).toEqual([0, 0])
    page.keeper.goal('main', 30_000, 1_000_000)
    page.finish()
    expect(page.lines('main')).toEqual(before)
  })

  it('leaves the page its trace until it knows where to cut it', () => {
    const page = aPage()
    page.keeper.open(open('main', 1, textOf(20_000)))
    page.keeper.goal('main', 30_000, 1_000_000)
    page.finish()
    const before = page.lines('main')
    const have = page.traces.get('main')?.ordinalAt(SLOW.atMs - 1) as number
    page.keeper.open(open('main', 2, textOf(20_000, [SLOW]), 'main', have + 1))
    expect(page.lines('main')).toEqual(before)
    expect(page.keeper.busy).toBe(true)
  })

  it('shares the beginning of a branch with its parent and leaves the parent alone', () => {
    const page = aPage()
    page.keeper.open(open('main', 1, textOf(20_000)))
    page.keeper.goal('main', 30_000, 1_000_000)
    page.finish()
    const before = page.lines('main')
    page.traces.set('b1', (page.traces.get('main') as TraceStore).fork(before.length))
    const have = page.traces.get('main')?.ordinalAt(SLOW.atMs - 1) as number
    page.keeper.open(open('b1', 2, textOf(20_000, [SLOW]), 'main', have + 1))
    page.keeper.goal('b1', 30_000, 1_000_000)
    page.finish()
    expect(page.lines('main')).toEqual(before)
    expect(page.lines('b1').slice(0, 1_000)).toEqual(before.slice(0, 1_000))
    expect(page.lines('b1')).not.toEqual(before)
  })

  it('sends a page that has the beginning already only the rest', () => {
    const first = aPage()
    first.keeper.open(open('main', 1, textOf(20_000)))
    first.keeper.goal('main', 5_000, 1_000_000)
    first.finish()
    const known = first.traces.get('main') as TraceStore
    const second = aPage()
    second.traces.set('main', known)
    const have = known.count
    second.keeper.open(open('main', 1, textOf(20_000), null, have))
    second.keeper.goal('main', 30_000, 1_000_000)
    second.finish()
    expect(second.resets).toMatchObject([{ records: have }])
    const whole = aPage()
    whole.keeper.open(open('main', 1, textOf(20_000)))
    whole.keeper.goal('main', 30_000, 1_000_000)
    whole.finish()
    expect(second.lines('main')).toEqual(whole.lines('main'))
  })

  it('answers a document with mistakes by their places', () => {
    const page = aPage()
    page.keeper.open(open('main', 1, '{"version":1,"agents":[],"frameworks":[],"sede":4}'))
    expect(page.issues).toEqual(['/sede'])
    expect(page.keeper.busy).toBe(false)
  })
})
