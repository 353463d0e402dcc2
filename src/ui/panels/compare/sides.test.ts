import { aligned, MOVED, SAME } from '#derive/compare/alignment.ts'
import { marathonRun } from '#derive/compare/compare.fixture.ts'
import { commonRows } from '#derive/compare/rows.ts'
import { layOut, SharedModel } from '#derive/compare/sharedAxis.ts'
import { DEFAULT_VIEW } from '#derive/view.ts'
import type { App } from '#store/app.ts'
import { comparing } from '#store/comparing.ts'
import type { Branch, Selection, Session } from '#store/session.ts'
import { describe, expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { differingFields } from './Details.tsx'
import { activeSide, makeSides, rightSelection, sideApp, turnLeft, turnRight, workIn } from './sides.ts'
import type { Laid } from './usePair.ts'

const MAIN = marathonRun()
const LOST = marathonRun([
  { atMs: 2000, do: 'loseNext', from: 'master', to: 'driver:marathon', name: 'StatusUpdateMessage' },
])

/** A page that has both runs, B being the one with the loss, and what the two have in common. */
function page() {
  const branches = Object.fromEntries(
    [MAIN, LOST].map(({ trace, scenario, document }, n) => [`b${n}`, { id: `b${n}`, trace, scenario, document }]),
  ) as unknown as Session['branches']
  const end = { ordinal: MAIN.trace.count - 1, at: MAIN.trace.at[MAIN.trace.count - 1] as number }
  const first = { branches, order: ['b0', 'b1'], current: 'b0', cursor: end, selection: null, view: DEFAULT_VIEW }
  const store = createStore<Session>(() => first as unknown as Session)
  const intents = {
    select: (selection: Selection | null) => store.setState({ selection }),
    seek: (cursor: Session['cursor']) => store.setState({ cursor }),
    switchBranch: (current: string) => store.setState({ current, selection: null, cursor: { ordinal: -1, at: 0 } }),
    undo: () => log.push(`undo in ${store.getState().current}`),
  }
  const log: string[] = []
  const surface = createStore(() => ({ dialog: null, menu: null }))
  const app = { store, intents, surface } as unknown as App
  const sides = makeSides()
  const alignment = aligned(MAIN.trace, LOST.trace)
  const models = {
    left: new SharedModel(MAIN.trace, MAIN.scenario, DEFAULT_VIEW),
    right: new SharedModel(LOST.trace, LOST.scenario, DEFAULT_VIEW),
  }
  layOut(models.left, models.right, commonRows(alignment, models.left, models.right, []))
  sides.setState({ laid: { models, alignment } as unknown as Laid })
  return { app, store, sides, log, alignment, beside: sideApp(app, 'b1', sides) }
}

const record = (ordinal: number): Selection => ({ kind: 'record', ordinal })

describe('the other run of a comparison, as if it were on the screen', () => {
  it('has its own branch, and the moment that stands at the same height', () => {
    const { beside, store } = page()
    const side = beside.store.getState()
    expect(side.current).toBe('b1')
    expect((side.branches[side.current] as Branch).trace).toBe(LOST.trace)
    expect(side.cursor.at).toBe(store.getState().cursor.at)
    expect(beside.store.getState()).toBe(side)
  })

  it('has selected what belongs to the selection here, until the reader turns to it', () => {
    const { beside, store, sides, alignment } = page()
    const shared = alignment.shared - 1
    store.setState({ selection: record(shared) })
    expect(beside.store.getState().selection).toEqual(record(shared))
    expect(activeSide(sides.getState(), store.getState())).toBe('left')
    const alone = alignment.right.mate.findIndex((mate, i) => mate < 0 && LOST.trace.type[i] === 0)
    expect(alone).toBeGreaterThan(0)
    beside.intents.select(record(alone))
    expect(activeSide(sides.getState(), store.getState())).toBe('right')
    expect(beside.store.getState().selection).toEqual(record(alone))
    expect(store.getState().selection).toBeNull()
    store.setState({ selection: record(shared) })
    expect(activeSide(sides.getState(), store.getState())).toBe('left')
  })

  it('turned to, selects its mate here as well', () => {
    const { app, store, sides, alignment } = page()
    const moved = alignment.right.mate.findLastIndex((mate, i) => mate >= 0 && mate !== i && LOST.trace.type[i] === 0)
    expect(moved).toBeGreaterThan(0)
    turnRight(app, sides, record(moved))
    expect(store.getState().selection).toEqual(record(alignment.right.mate[moved] as number))
    expect(rightSelection(sides.getState(), store.getState())).toEqual(record(moved))
    turnLeft(sides)
    expect(activeSide(sides.getState(), store.getState())).toBe('left')
  })

  it('tells who listens of changes on either side, and not of none', () => {
    const { app, beside, store, sides } = page()
    const heard: (Selection | null)[] = []
    const stop = beside.store.subscribe((side) => heard.push(side.selection))
    store.setState({ selection: record(3) })
    turnRight(app, sides, { kind: 'component', id: 'master' })
    const { length } = heard
    expect(heard.at(-1)).toEqual({ kind: 'component', id: 'master' })
    sides.setState(sides.getState())
    expect(heard).toHaveLength(length)
    stop()
    store.setState({ selection: null })
    expect(heard).toHaveLength(length)
  })

  it('is worked in by changing places: the same time, the same selection', () => {
    const { app, store, sides } = page()
    store.setState({ cursor: { ordinal: 50, at: MAIN.trace.at[50] as number } })
    turnRight(app, sides, record(20))
    workIn(app, 'b1', sides)
    const { current, cursor, selection } = store.getState()
    expect([current, cursor.at, selection]).toEqual(['b1', MAIN.trace.at[50], record(20)])
    expect(comparing.getState().with).toBe('b0')
  })

  it('is worked in before anything is done to it, or a dialog opens about it', () => {
    const { beside, log, store } = page()
    beside.intents.undo()
    expect(log).toEqual(['undo in b1'])
    store.setState({ current: 'b0' })
    beside.surface.setState({ inspector: false })
    expect(store.getState().current).toBe('b0')
    beside.surface.setState({ dialog: { name: 'deliver', about: '7' } })
    expect(store.getState().current).toBe('b1')
  })
})

describe('what a message says differently', () => {
  it('is nothing where only uuids and times differ, and else the fields', () => {
    const { alignment } = page()
    const { mate, verdict } = alignment.left
    const pairs = [...mate.entries()].filter(
      ([l]) => (verdict[l] === SAME || verdict[l] === MOVED) && MAIN.trace.type[l] === 0,
    )
    expect(pairs.some(([l]) => verdict[l] === MOVED)).toBe(true)
    const told = pairs.flatMap(([l, r]) => differingFields(MAIN.trace, l, LOST.trace, r))
    expect(told).toEqual([])
    const offers = (trace: typeof MAIN.trace): number =>
      Array.from({ length: trace.count }, (_, i) => i).find((i) => trace.text(trace.name[i] as number) === 'DECLINE') ??
      -1
    const bigger = marathonRun([], {
      frameworks: [{ id: 'marathon', kind: 'marathon', flags: { declineOfferDurationMs: 7000 } }],
    })
    const rows = differingFields(MAIN.trace, offers(MAIN.trace), bigger.trace, offers(bigger.trace))
    expect(rows).toContainEqual({ name: 'filters.refuseSeconds', left: '120', right: '7' })
  })
})
