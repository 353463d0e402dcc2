import { describe, expect, it } from 'vitest'
import { lanesStandAlike, layoutOf } from './layout.ts'
import { LaneBook, type Cast } from './lanes.ts'
import { DiagramModel } from './model.ts'
import { laneStates } from './laneState.ts'
import { CAST, firstApp, Story } from './trace.fixture.ts'
import { DEFAULT_VIEW, type ViewOptions } from './view.ts'

const MANY: Cast = {
  frameworks: [
    { id: 'marathon', kind: 'marathon' },
    { id: 'batch', kind: 'batch' },
  ],
  agents: Array.from({ length: 7 }, (_, i) => `agent-${i + 1}`),
}

function ids(view: Partial<ViewOptions>, cast: Cast = CAST): string[] {
  return new LaneBook(cast, { ...DEFAULT_VIEW, ...view }).lanes.map(({ id }) => id)
}

describe('lanes of a depth', () => {
  it('are the figure’s at depth 1, one scheduler a framework', () => {
    expect(ids({ depth: 1 }, MANY)).toEqual(
      'client marathon batch master agent-1 agent-2 agent-3 agent-4 agents executor'.split(' '),
    )
  })

  it('split scheduler, master and executor at depth 2', () => {
    expect(ids({ depth: 2 })).toEqual(
      'client marathon driver:marathon master allocator agent-1 agent-2 execdriver executor task'.split(' '),
    )
  })

  it('add status-update manager and observers at depth 3', () => {
    expect(ids({ depth: 3 })).toEqual(expect.arrayContaining(['observer', 'updates']))
    expect(ids({ depth: 3 })).not.toContain('agents')
  })

  it('show daemon, registry and process only where a BCS scheduler plays', () => {
    const bcs: Cast = { ...CAST, frameworks: [{ id: 'bcs', kind: 'bcs' }] }
    expect(ids({ depth: 2 }, bcs).slice(-3)).toEqual(['daemon', 'registry', 'process'])
    expect(ids({ depth: 1 }, bcs).at(-1)).toBe('executor')
  })

  it('fold and unfold by themselves', () => {
    expect(ids({ depth: 1, folded: { marathon: false } })).toContain('driver:marathon')
    expect(ids({ depth: 2, folded: { marathon: true } })).not.toContain('driver:marathon')
    expect(ids({ depth: 1, folded: { agents: false } }, MANY)).toContain('agent-7')
    expect(ids({ depth: 1, folded: { 'agent-1': false } })).toEqual(expect.arrayContaining(['updates:agent-1']))
  })

  it('give a second instance of a scheduler a lane beside the first', () => {
    const book = new LaneBook(CAST, DEFAULT_VIEW)
    const before = book.version
    expect(book.laneOf('driver:marathon~2').id).toBe('marathon~2')
    expect(book.version).toBeGreaterThan(before)
    expect(book.lanes.map(({ id }) => id).slice(1, 3)).toEqual(['marathon', 'marathon~2'])
  })

  it('stand for the machines that their component keeps books of', () => {
    const book = new LaneBook(CAST, { ...DEFAULT_VIEW, depth: 2 })
    expect(book.laneOf('master/offer:O1').id).toBe('master')
    expect(book.laneOf('agent-1/executor:t').id).toBe('agent-1')
    expect(book.laneOf('execdriver:t@agent-1').id).toBe('execdriver')
  })
})

describe('live state under a lane’s name', () => {
  const model = new DiagramModel(firstApp(2).into(), CAST, DEFAULT_VIEW)
  const stateAt = (id: string, ordinal: number) =>
    laneStates(model, model.lanes.lanes, ordinal).find(({ lane }) => lane.id === id)

  it('says what the component is in, and where it has not started that it has not', () => {
    expect(stateAt('executor', 10)).toMatchObject({ state: null, alive: 0 })
    expect(stateAt('executor', model.trace.count - 1)).toMatchObject({ state: 'running', alive: 1 })
    expect(stateAt('master', 10)).toMatchObject({ state: 'running', alive: 1 })
  })

  it('counts the cpus of an agent', () => {
    expect(stateAt('agent-1', model.trace.count - 1)?.cpus).toEqual({ used: 1, total: 4 })
    expect(stateAt('agent-1', 10)?.cpus).toEqual({ used: 0, total: 4 })
  })

  it('follows a component through its end', () => {
    const story = new Story()
    story.state('master', 'leading')
    story.wait(5).state('master', '', 'gone')
    const gone = new DiagramModel(story.into(), CAST, DEFAULT_VIEW)
    const master = gone.lanes.lanes.filter(({ id }) => id === 'master')
    expect(laneStates(gone, master, 0)).toMatchObject([{ state: 'leading', alive: 1 }])
    expect(laneStates(gone, master, 1)).toMatchObject([{ state: '', alive: 0 }])
  })
})

describe('where lanes stand', () => {
  it('leaves the gutter free of lanes, right of the master', () => {
    const book = new LaneBook(CAST, DEFAULT_VIEW)
    const layout = layoutOf(book, 900)
    const { left, right, columns } = layout.gutter ?? { left: 0, right: 0, columns: [] }
    expect(columns.map(({ agent }) => agent)).toEqual(['agent-1', 'agent-2'])
    for (const lane of layout.shown) {
      const x = layout.x[lane.n] as number
      expect(x < left || x > right).toBe(true)
    }
    expect(columns.every(({ x }) => x > left && x < right)).toBe(true)
  })

  it('has no gutter where the master is hidden', () => {
    expect(layoutOf(new LaneBook(CAST, { ...DEFAULT_VIEW, hidden: ['master'] }), 900).gutter).toBeNull()
  })

  it('keeps lanes apart, and grows wider than the page rather than narrower', () => {
    const book = new LaneBook(MANY, { ...DEFAULT_VIEW, depth: 3 })
    for (const width of [320, 390, 834, 1440]) {
      const layout = layoutOf(book, width)
      const xs = layout.shown.map(({ n }) => layout.x[n] as number)
      for (let i = 1; i < xs.length; i += 1)
        expect((xs[i] as number) - (xs[i - 1] as number)).toBeGreaterThanOrEqual(30)
      expect(layout.width).toBeGreaterThanOrEqual(width)
    }
  })

  it('are told to stand alike by their ids and places', () => {
    const of = (depth: 1 | 2, width: number) => layoutOf(new LaneBook(CAST, { ...DEFAULT_VIEW, depth }), width)
    expect(lanesStandAlike(of(1, 900), of(1, 900))).toBe(true)
    expect(lanesStandAlike(of(1, 900), of(1, 901))).toBe(false)
    expect(lanesStandAlike(of(1, 900), of(2, 900))).toBe(false)
  })

  it('fits the five lanes of a phone with a margin for labels', () => {
    const layout = layoutOf(new LaneBook(CAST, DEFAULT_VIEW), 390)
    expect(layout.width).toBe(390)
    expect(390 - layout.marginLeft).toBeGreaterThanOrEqual(76)
  })
})
