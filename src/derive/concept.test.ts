import { describe, expect, it } from 'vitest'
import { CHIP_PX, meets, placedChips, type ChipWish } from './conceptChips.ts'
import { ConceptCast, type Box } from './conceptCast.ts'
import { alongWay, beside, columnsThatFit, conceptLayout, wayBetween, type ConceptLayout } from './conceptLayout.ts'
import { boxStates, flightsOf } from './conceptMoment.ts'
import { DiagramModel } from './model.ts'
import type { Cast } from './lanes.ts'
import { CAST, firstApp, Story } from './trace.fixture.ts'
import { DEFAULT_VIEW } from './view.ts'

function aCast(frameworks: number, agents: number, kind = 'batch'): Cast {
  return {
    frameworks: Array.from({ length: frameworks }, (_, n) => ({ id: `f${n + 1}`, kind })),
    agents: Array.from({ length: agents }, (_, n) => `agent-${n + 1}`),
  }
}

const ids = (cast: ConceptCast): string[] => cast.boxes.map(({ id }) => id)
const nobody = (): null => null

describe('the boxes of the concept figure', () => {
  it('are six for one framework and one agent, as in the documentation', () => {
    const cast = new ConceptCast(aCast(1, 1), { columns: 8, unfolded: [] })
    expect(ids(cast)).toEqual(['client', 'f1', 'master', 'task@agent-1', 'executor@agent-1', 'agent-1'])
    expect(cast.boxes.map(({ layer }) => layer).toSorted()).toEqual([
      'application',
      'application',
      'core',
      'core',
      'service',
      'service',
    ])
  })

  it('show the first four of many and one group for the rest, until it is opened', () => {
    const cast = aCast(7, 6)
    const folded = new ConceptCast(cast, { columns: 10, unfolded: [] })
    expect(ids(folded).filter((id) => /^f\d$|schedulers/.test(id))).toEqual(['f1', 'f2', 'f3', 'f4', 'schedulers'])
    expect(folded.box('schedulers')?.members).toBe(3)
    expect(folded.box('agents')?.members).toBe(2)
    const open = new ConceptCast(cast, { columns: 10, unfolded: ['schedulers'] })
    expect(open.box('f7')).toBeDefined()
    expect(open.box('schedulers')).toBeUndefined()
  })

  it('keep at least one of each side where there is little room', () => {
    const cast = new ConceptCast(aCast(9, 9), { columns: 4, unfolded: [] })
    expect([cast.controlColumns, cast.executionColumns]).toEqual([2, 2])
  })

  it('stand for every component of a run', () => {
    const cast = new ConceptCast(aCast(1, 6), { columns: 12, unfolded: [] })
    const box = (component: string, other = 'master'): string | undefined => cast.boxOf(component, other, nobody)?.id
    expect(box('client')).toBe('client')
    expect(box('driver:f1')).toBe('f1')
    expect(box('f1~2')).toBe('f1')
    expect(box('allocator')).toBe('master')
    expect(box('observer:agent-2')).toBe('master')
    expect(box('updates:agent-2')).toBe('agent-2')
    expect(box('agent-2/executor:t')).toBe('agent-2')
    expect(box('execdriver:t@agent-3')).toBe('executor@agent-3')
    expect(box('executor:t@agent-6')).toBe('executor@*')
    expect(box('agent-6')).toBe('agents')
    expect(box('task:t', 'executor:t@agent-1')).toBe('task@agent-1')
    expect(cast.boxOf('task:t', 'nobody', () => 'agent-2')?.id).toBe('task@agent-2')
  })

  it('have a registry where BCS plays', () => {
    expect(new ConceptCast(aCast(1, 1, 'bcs'), { columns: 8, unfolded: [] }).box('registry')).toBeDefined()
    expect(new ConceptCast(aCast(1, 1), { columns: 8, unfolded: [] }).box('registry')).toBeUndefined()
  })
})

const SIZES = [
  [868, 585],
  [834, 720],
  [390, 440],
] as const

function laidOut(cast: Cast, [width, height]: readonly [number, number]): { cast: ConceptCast; layout: ConceptLayout } {
  const boxes = new ConceptCast(cast, { columns: columnsThatFit(width), unfolded: [] })
  return { cast: boxes, layout: conceptLayout(boxes, width, height) }
}

describe.each(SIZES)('the figure in %i × %i px', (width, height) => {
  const casts = [aCast(1, 1), aCast(2, 3), aCast(7, 12), aCast(1, 2, 'bcs')]

  it('has boxes that do not overlap and stand inside their bands', () => {
    for (const one of casts) {
      const { cast, layout } = laidOut(one, [width, height])
      const rects = cast.boxes.map((box) => ({ box, rect: layout.rects.get(box.id) }))
      for (const [i, { box, rect }] of rects.entries()) {
        const band = layout.bands.find(({ layer }) => layer === box.layer)
        if (!rect || !band) throw new Error(`${box.id} has no place`)
        expect(rect.y).toBeGreaterThanOrEqual(band.y)
        expect(rect.y + rect.height).toBeLessThanOrEqual(band.y + band.height)
        expect(rect.x).toBeGreaterThanOrEqual(layout.nameWidth)
        expect(rect.x + rect.width).toBeLessThanOrEqual(layout.width)
        for (const other of rects.slice(i + 1)) expect(other.rect && meets(rect, other.rect), box.id).toBe(false)
      }
    }
  })

  it('fits without scrolling sideways while groups are closed', () => {
    for (const one of casts) expect(laidOut(one, [width, height]).layout.width).toBe(width)
  })

  it('leads every line from the edge of a box to the edge of another, crossing none', () => {
    for (const one of casts) {
      const { layout } = laidOut(one, [width, height])
      for (const { a, b, points, logical } of layout.wires) {
        for (const [id, rect] of layout.rects) {
          const inner = { x: rect.x + 2, y: rect.y + 2, width: rect.width - 4, height: rect.height - 4 }
          const steps = Array.from({ length: 41 }, (_, n) => alongWay(points, n / 40))
          const inside = steps.filter(({ x, y }) => meets({ x, y, width: 0.1, height: 0.1 }, inner))
          if (!logical) expect(inside, `${a} to ${b} through ${id}`).toEqual([])
        }
      }
    }
  })
})

describe('a way', () => {
  const corner = [
    { x: 0, y: 0 },
    { x: 100, y: 0 },
    { x: 100, y: 50 },
  ]

  it('is gone at an even pace round its corners', () => {
    expect(alongWay(corner, 0.5)).toMatchObject({ x: 75, y: 0, ux: 1, uy: 0 })
    expect(alongWay(corner, 1)).toMatchObject({ x: 100, y: 50, ux: 0, uy: 1 })
  })

  it('keeps to the right, so that the way back is another', () => {
    expect(beside(corner, 8)).toEqual([
      { x: 0, y: 8 },
      { x: 92, y: 8 },
      { x: 92, y: 50 },
    ])
    const { cast, layout } = laidOut(aCast(1, 1), [868, 585])
    const [f, master] = [cast.box('f1') as Box, cast.box('master') as Box]
    const [there, back] = [wayBetween(layout, f, master), wayBetween(layout, master, f)]
    expect(Math.abs((there[0]?.x as number) - (back[0]?.x as number))).toBe(16)
  })

  it('is straight where the figure has no line', () => {
    const { cast, layout } = laidOut(aCast(1, 1), [868, 585])
    expect(wayBetween(layout, cast.box('f1') as Box, cast.box('agent-1') as Box)).toHaveLength(2)
  })
})

describe('words of messages', () => {
  const room = { width: 600, height: 400, boxes: [{ x: 200, y: 100, width: 200, height: 80 }] }
  const wish = (key: number, x: number, y: number, modest = false): ChipWish => ({
    key,
    x,
    y,
    ux: 0,
    uy: 1,
    width: 110,
    modest,
  })

  it('stand apart from one another and inside the figure', () => {
    const wishes = Array.from({ length: 9 }, (_, n) => wish(n, 590 - n, 220 + n))
    const rects = placedChips(wishes, room).map(({ left, top }) => ({ x: left, y: top, width: 110, height: CHIP_PX }))
    expect(rects.length).toBeGreaterThan(3)
    for (const [i, rect] of rects.entries()) {
      expect(rect.x + rect.width).toBeLessThanOrEqual(600)
      for (const other of rects.slice(i + 1)) expect(meets(rect, other)).toBe(false)
    }
  })

  it('of older messages give way to boxes, of a new one do not', () => {
    expect(placedChips([wish(1, 300, 140, true)], room)).toEqual([])
    expect(placedChips([wish(1, 300, 140)], room)).toHaveLength(1)
  })
})

describe('the figure at a moment', () => {
  const story = firstApp(0)
  const model = new DiagramModel(story.into(), CAST, DEFAULT_VIEW)
  const cast = new ConceptCast(CAST, { columns: 10, unfolded: [] })
  const { trace } = model
  const step = (n: number, type: string): number => {
    for (let i = 0; i < trace.count; i += 1) if (trace.stepOf(i) === n && trace.typeOf(i) === type) return i
    throw new Error(`no step ${n}`)
  }
  const at = (ordinal: number) => ({ ordinal, at: trace.at[ordinal] as number })

  it('has a message at the start of its way when it is sent, and at its end when it arrives', () => {
    const sent = flightsOf(model, cast, at(step(7, 'sent'))).flights.at(-1)
    expect(sent).toMatchObject({ step: 7, part: 0, phase: 'flying', from: { id: 'master' }, to: { id: 'agent-1' } })
    const arrived = flightsOf(model, cast, at(step(7, 'delivered'))).flights.at(-1)
    expect(arrived).toMatchObject({ step: 7, part: 1, phase: 'delivered', age: 0 })
  })

  it('has it in between in between', () => {
    const from = step(7, 'sent')
    const mark = model.marks.markOf(from)
    const end = model.marks.mate.at(mark)
    const y = (model.axis.y(mark) + model.axis.y(end)) / 2
    const flying = flightsOf(model, cast, model.axis.cursorAt(y)).flights.filter(({ phase }) => phase === 'flying')
    expect(flying.find((flight) => flight.step === 7)?.part).toBeCloseTo(0.5)
  })

  it('tells what came before it, paler, back to the last quiet time', () => {
    const ages = flightsOf(model, cast, at(step(6, 'delivered'))).flights.map(({ step: n, age }) => [n, age])
    expect(ages).toContainEqual([6, 0])
    expect(ages).toContainEqual([5, 1])
  })

  it('shows no message of a folded repetition, but what repeats', () => {
    const idle = new DiagramModel(firstApp(6).into(), CAST, DEFAULT_VIEW)
    const fold = idle.axis.folds[0]
    if (!fold) throw new Error('nothing folds')
    const inside = idle.marks.ord.at(fold.firstMark + 2)
    const found = flightsOf(idle, cast, { ordinal: inside, at: idle.trace.at[inside] as number })
    expect(found.flights).toEqual([])
    expect(found.folded?.looks.map(({ name }) => name)).toEqual(['ResourceOffersMessage', 'DECLINE'])
  })

  it('loses a message on its way', () => {
    const lost = new Story()
    lost.state('master', 'running')
    lost.wait(2)
    const ordinal = lost.lose('driver:marathon', 'master', 'ACCEPT')
    const broken = new DiagramModel(lost.into(), CAST, DEFAULT_VIEW)
    const { flights } = flightsOf(broken, cast, { ordinal, at: 2 })
    expect(flights).toMatchObject([{ phase: 'lost', part: 0.6, from: { id: 'marathon' } }])
  })

  it('knows what each box does', () => {
    const of = (ordinal: number, id: string) => boxStates(model, cast, ordinal).find(({ box }) => box.id === id)
    const end = trace.count - 1
    expect(of(0, 'executor@agent-1')).toMatchObject({ state: null, alive: 0 })
    expect(of(end, 'executor@agent-1')).toMatchObject({ state: 'running', alive: 1, newest: 'executor:t1@agent-1' })
    expect(of(end, 'agent-1')).toMatchObject({ state: 'running', cpus: { used: 1, total: 4 }, waiting: 0 })
    expect(of(step(11, 'sent'), 'agent-1')?.waiting).toBe(1)
    expect(of(step(5, 'sent'), 'master')?.offers).toBe(2)
  })
})
