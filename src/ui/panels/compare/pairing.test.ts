import { marathonRun } from '#derive/compare/compare.fixture.ts'
import { DEFAULT_VIEW } from '#derive/view.ts'
import type { App } from '#store/app.ts'
import type { Session } from '#store/session.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { Pairing, type Laid } from './pairing.ts'

/** Two runs of which B lost a message, paired by whoever turns the clock. */
function pairing() {
  const lost = marathonRun([
    { atMs: 2000, do: 'loseNext', from: 'master', to: 'driver:marathon', name: 'StatusUpdateMessage' },
  ])
  const branches = Object.fromEntries(
    [marathonRun(), lost].map(({ trace, scenario, document }, n) => {
      const aheadMs = trace.at[trace.count - 1] as number
      return [`b${n}`, { id: `b${n}`, trace, scenario, document, halted: 'until', aheadMs }]
    }),
  ) as unknown as Session['branches']
  const store = createStore<Session>(() => ({ branches, current: 'b0' }) as unknown as Session)
  const found: Laid[] = []
  const parts: number[] = []
  const heard = { found: (laid: Laid) => found.push(laid), progress: (part: number) => parts.push(part) }
  const made = new Pairing({ store } as unknown as App, ['b0', 'b1'], { view: DEFAULT_VIEW, open: [] }, heard)
  return { made, found, parts }
}

describe('pairing two runs between frames', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  it('lays out both alike, and then rests while nothing changes', () => {
    const { made, found } = pairing()
    made.look()
    vi.runAllTimers()
    expect(found).toHaveLength(1)
    const { models, differences, isFinal } = found[0] as Laid
    expect(isFinal).toBe(true)
    expect(differences.list.length).toBeGreaterThan(0)
    expect(models.left.shared.length).toBe(models.left.marks.length)
    expect(models.right.shared.length).toBe(models.right.marks.length)
    expect(models.left.shared.endY).toBe(models.right.shared.endY)
    made.look()
    vi.runAllTimers()
    expect(found).toHaveLength(1)
  })

  it('does not pair anew what is only seen otherwise', () => {
    const { made, found } = pairing()
    made.look()
    vi.runAllTimers()
    const first = found[0] as Laid
    made.want({ view: { ...DEFAULT_VIEW, depth: 3 }, open: [] })
    vi.runAllTimers()
    const deeper = found[1] as Laid
    expect(deeper.alignment).toBe(first.alignment)
    expect(deeper.models.left).not.toBe(first.models.left)
    expect(deeper.differences.list.length).toBeGreaterThan(first.differences.list.length)
    const fold = deeper.models.left.shared.folds[0]
    expect(fold).toBeDefined()
    made.want({ view: deeper.models.left.view, open: [fold?.ordinal ?? -1] })
    vi.runAllTimers()
    const opened = found[2] as Laid
    expect(opened.models.left).toBe(deeper.models.left)
    expect(opened.models.left.shared.opened).toHaveLength(1)
  })

  it('stops where it is told to', () => {
    const { made, found } = pairing()
    made.look()
    made.stop()
    vi.runAllTimers()
    expect(found).toEqual([])
  })
})
