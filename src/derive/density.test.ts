import { describe, expect, it } from 'vitest'
import { densityOf, isDense } from './density.ts'
import { densityCounts } from './densityCounts.ts'
import { layoutOf } from './layout.ts'
import { DiagramModel } from './model.ts'
import { momentOf, sceneOf, type Moment } from './scene.ts'
import { CAST, Story } from './trace.fixture.ts'
import { DEFAULT_VIEW, type Cursor } from './view.ts'

/** A thousand offers, every third declined, the first acknowledgement lost. */
function busy(): Story {
  const story = new Story()
  story.lose('driver:marathon', 'master', 'ACKNOWLEDGE')
  for (let n = 0; n < 1000; n += 1) {
    story.pass('master', 'driver:marathon', 'ResourceOffersMessage', 3)
    if (n % 3 === 0) story.pass('driver:marathon', 'master', 'DECLINE', 2)
    story.wait(7)
  }
  return story
}

const model = new DiagramModel(busy().into(), CAST, { ...DEFAULT_VIEW, scale: 'true' })
const END: Cursor = { ordinal: model.trace.count - 1, at: model.trace.at[model.trace.count - 1] as number }

function moment(stretch: number, cursor = END, window: readonly [number, number] = [0, 600]): Moment {
  model.axis.stretch = stretch
  return momentOf(model, layoutOf(model.lanes, 900), cursor, window)
}

const sum = (moment_: Moment): number => densityOf(moment_).bars.reduce((all, { count }) => all + count, 0)

describe('density', () => {
  it('takes the place of arrows where rows cannot be told apart, and only there', () => {
    expect(isDense(moment(1))).toBe(false)
    expect(sceneOf(moment(1)).density).toBeNull()
    expect(isDense(moment(0.005))).toBe(true)
    const scene = sceneOf(moment(0.005))
    expect(scene.arrows).toEqual([])
    expect(scene.density?.bars.length).toBeGreaterThan(10)
  })

  it('counts every departure and arrival in the window once', () => {
    const messages = 1000 + 334
    expect(sum(moment(0.005))).toBe(2 * messages + 2)
    expect(densityOf(moment(0.005)).count).toBe(2 * messages + 2)
  })

  it('tells kinds apart: a loss is a fault', () => {
    const { bars } = densityOf(moment(0.005))
    const kinds = new Set(bars.map(({ kind }) => kind))
    expect([...kinds].toSorted()).toEqual(['decline', 'fault', 'offer', 'status'])
    expect(bars.filter(({ kind }) => kind === 'fault').reduce((all, { count }) => all + count, 0)).toBe(1)
  })

  it('tells nothing of what is ahead', () => {
    const half = Math.floor(END.ordinal / 2)
    const cursor = { ordinal: half, at: model.trace.at[half] as number }
    expect(Math.abs(sum(moment(0.005, cursor)) - sum(moment(0.005)) / 2)).toBeLessThan(4)
  })

  it.each([900, 390])('stands at its lanes, narrower than the room between them, in %i px', (width) => {
    const layout = layoutOf(model.lanes, width)
    const lanes = layout.shown.map(({ n }) => layout.x[n] as number)
    const least = Math.min(...lanes.slice(1).map((x, i) => x - (lanes[i] as number)))
    model.axis.stretch = 0.005
    const { bars } = densityOf(momentOf(model, layout, END, [0, 600]))
    expect(bars.length).toBeGreaterThan(10)
    for (const { x, width: wide } of bars) {
      expect(lanes.some((lane) => x >= lane - least / 2 && x + wide <= lane + least / 2)).toBe(true)
    }
  })
})

describe('density of a run of any length', () => {
  /** Some hundred thousand marks. */
  const long = (): DiagramModel => {
    const story = new Story()
    for (let n = 0; n < 40_000; n += 1) {
      story.pass('master', 'driver:marathon', 'ResourceOffersMessage', 2)
      if (n % 4 === 0) story.pass('driver:marathon', 'master', 'DECLINE', 1)
      if (n % 50 === 0) story.wait(1000)
    }
    return new DiagramModel(story.into(), CAST, { ...DEFAULT_VIEW, scale: 'gaps' })
  }

  it('is a sample at first, told as one, and exact as soon as the run is summed up', () => {
    const far = long()
    const { trace, axis, marks } = far
    const end: Cursor = { ordinal: trace.count - 1, at: trace.at[trace.count - 1] as number }
    axis.stretch = axis.stretchForAll(600)
    const looking = momentOf(far, layoutOf(far.lanes, 900), end, [0, axis.endY + 1])
    expect(densityOf(looking).isExact).toBe(false)
    let density = densityOf(looking)
    for (let n = 0; n < 9 && !density.isExact; n += 1) density = densityOf(looking)
    expect(density.isExact).toBe(true)
    expect(density.count).toBe(marks.length - 1)
    expect(density.bars.reduce((all, { count }) => all + count, 0)).toBe(marks.length - 1)
  })

  it('counts a part of it alike by sums and one by one', () => {
    const far = long()
    const sums = densityCounts(far)
    while (!sums.grow(far.marks.length)) void 0
    for (const [from, to] of [
      [0, 1],
      [1, 300],
      [255, 257],
      [256, 512],
      [700, 5001],
      [3, far.marks.length],
    ] as const) {
      const places = Array.from({ length: to - from }, (_, n) => sums.placeOf(from + n)).filter((place) => place >= 0)
      const counts = sums.between(from, to)
      expect(
        counts.reduce((all, count) => all + count, 0),
        `${from} to ${to}`,
      ).toBe(places.length)
      for (const place of new Set(places))
        expect(counts[place], `${place}`).toBe(places.filter((other) => other === place).length)
    }
  })
})

describe('a folded repetition', () => {
  it('is one thing, however many messages are in it, until it is too low to be read', () => {
    const story = new Story()
    for (let n = 0; n < 3000; n += 1) {
      story.pass('master', 'driver:marathon', 'ResourceOffersMessage', 2)
      story.pass('driver:marathon', 'master', 'DECLINE', 1)
      story.wait(1000)
    }
    const idle = new DiagramModel(story.into(), CAST, DEFAULT_VIEW)
    const end: Cursor = { ordinal: idle.trace.count - 1, at: idle.trace.at[idle.trace.count - 1] as number }
    const looking = (stretch: number): Moment => {
      idle.axis.stretch = stretch
      return momentOf(idle, layoutOf(idle.lanes, 900), end, [0, 600])
    }
    expect(isDense(looking(1))).toBe(false)
    expect(sceneOf(looking(1)).folds).toHaveLength(1)
    expect(isDense(looking(0.001))).toBe(true)
  })
})
