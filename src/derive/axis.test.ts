import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FOLDED, GAP, GAP_PX, GAP_WALL_MS, HOP_WALL_MS, ROW_PX } from './axis.ts'
import { SENT } from './marks.ts'
import { DiagramModel } from './model.ts'
import { CAST, declinedOffers, firstApp, Story } from './trace.fixture.ts'
import { DEFAULT_VIEW, TIME_SCALES, type TimeScale, type ViewOptions } from './view.ts'

function modelOf(story: Story, view: Partial<ViewOptions> = {}): DiagramModel {
  return new DiagramModel(story.into(), CAST, { ...DEFAULT_VIEW, ...view })
}

/** Arbitrary waits and flights. */
const anySteps = fc.array(
  fc.record({ wait: fc.oneof(fc.nat(30), fc.nat(200_000)), latency: fc.nat(9), at: fc.nat(3) }),
  { maxLength: 30 },
)

function storyOf(steps: readonly { readonly wait: number; readonly latency: number; readonly at: number }[]): Story {
  const story = new Story()
  const ends = ['client', 'marathon', 'master', 'agent-1', 'agent-2'] as const
  for (const { wait, latency, at } of steps) {
    story.wait(wait)
    story.pass(ends[at] as string, ends[at + 1] as string, 'M', latency)
  }
  return story
}

const anyScale = fc.constantFrom<TimeScale[]>('gaps', 'true', 'order')
const anyZoom = fc.double({ min: 0.001, max: 8, noNaN: true })

describe('the drawn time axis', () => {
  it('never lets a later record stand above an earlier one', () => {
    fc.assert(
      fc.property(anySteps, anyScale, anyZoom, (steps, scale, zoom) => {
        const { axis } = modelOf(storyOf(steps), { scale })
        axis.stretch = zoom
        for (let k = 1; k < axis.length; k += 1) expect(axis.y(k)).toBeGreaterThan(axis.y(k - 1))
      }),
    )
  })

  it('finds the moment again from its height', () => {
    fc.assert(
      fc.property(
        anySteps,
        anyScale,
        anyZoom,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (steps, scale, zoom, part) => {
          const { axis } = modelOf(storyOf(steps), { scale })
          axis.stretch = zoom
          const y = part * axis.endY
          expect(axis.yOf(axis.cursorAt(y))).toBeCloseTo(y, 2)
        },
      ),
    )
  })

  it('lays out the same whether the trace came at once or in pieces', () => {
    const whole = modelOf(firstApp(9))
    const trace = new Story()
    const pieces = new DiagramModel(trace.into(), CAST, DEFAULT_VIEW)
    const story = trace
    story.recorder.add({ at: 0, type: 'state', from: 'client', to: 'running', name: 'start', cause: -1 })
    for (let round = 0; round < 9; round += 1) {
      story.wait(120_000)
      declinedOffers(story, round, 120_000)
      story.into(pieces.trace)
      pieces.grow()
    }
    const again = new DiagramModel(pieces.trace, CAST, DEFAULT_VIEW)
    expect([...pieces.axis.grow.data.subarray(0, pieces.axis.length)]).toEqual([
      ...again.axis.grow.data.subarray(0, again.axis.length),
    ])
    expect(pieces.axis.folds).toEqual(again.axis.folds)
    expect(whole.axis.folds.length).toBe(1)
  })

  it('draws a quiet gap in a fixed height, whatever its length and the zoom', () => {
    const { axis, marks } = modelOf(firstApp(2))
    for (const zoom of [0.5, 1, 3]) {
      axis.stretch = zoom
      const gaps = [...axis.segment.data.subarray(0, axis.length).keys()].filter((k) => axis.segment.at(k) === GAP)
      expect(gaps.length).toBeGreaterThan(0)
      for (const k of gaps) expect(axis.y(k) - axis.y(k - 1)).toBeCloseTo(GAP_PX)
      expect(gaps.map((k) => marks.at(k) - marks.at(k - 1))).toContain(118_600)
    }
  })

  it('gives records of one millisecond a row each', () => {
    const story = new Story().wait(5)
    for (let i = 0; i < 4; i += 1) story.pass('client', 'marathon', 'M', 0)
    const { axis } = modelOf(story)
    for (let k = 2; k < axis.length; k += 1) expect(axis.y(k) - axis.y(k - 1)).toBe(ROW_PX)
  })

  it('places true time in proportion', () => {
    const { axis, marks } = modelOf(firstApp(3), { scale: 'true' })
    const last = axis.length - 1
    expect(axis.y(last) / axis.y(4)).toBeCloseTo(marks.at(last) / marks.at(4), 0)
  })

  it('folds a repetition behind its first occurrence, and unfolds it where the reader opened it', () => {
    const closed = modelOf(firstApp(6)).axis
    expect(closed.folds).toMatchObject([{ times: 4, marksPerTime: 4 }])
    const fold = closed.folds[0]
    expect(closed.segment.data.subarray(fold?.firstMark, fold?.endMark)).toEqual(new Uint8Array(16).fill(FOLDED))
    const open = modelOf(firstApp(6), { open: [fold?.ordinal ?? -1] }).axis
    expect(open.folds).toEqual([])
    expect(open.endY).toBeGreaterThan(closed.endY)
  })
})

describe('playing along the axis', () => {
  it('shows every hop for at least 600 ms and every quiet gap for at most 800 ms at speed 1', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const { axis, marks } = modelOf(storyOf(steps))
        for (let k = 0; k < axis.length; k += 1) {
          const end = marks.mate.at(k)
          if (marks.kind.at(k) === SENT && axis.segment.at(k) !== FOLDED) {
            expect(axis.wall.at(end) - axis.wall.at(k)).toBeGreaterThanOrEqual(HOP_WALL_MS - 1e-6)
          }
          if (axis.segment.at(k) === GAP)
            expect(axis.wall.at(k) - axis.wall.at(k - 1)).toBeLessThanOrEqual(GAP_WALL_MS + 1e-6)
        }
      }),
    )
  })

  it('goes as far in many small steps as in one', () => {
    const { axis } = modelOf(firstApp(2))
    const once = axis.playStep(0, 6000, 1)
    let y = 0
    for (let i = 0; i < 600; i += 1) y = axis.playStep(y, 10, 1)
    expect(y).toBeCloseTo(once, 3)
    expect(axis.playStep(0, 3000, 2)).toBeCloseTo(once, 6)
  })

  it('stops at the end of what is computed', () => {
    const { axis } = modelOf(firstApp(2))
    expect(axis.playStep(0, 1e9, 16)).toBe(axis.endY)
  })
})

/** Unlike exchanges with quiet in between, and idle times that fold: higher than any screen at the least zoom of a row. */
function manyGaps(): Story {
  const story = new Story()
  for (let n = 0; n < 120; n += 1) {
    story.wait(400 + 37 * n)
    for (let m = 0; m <= n % 7; m += 1) story.pass('client', 'marathon', `M${(n * m) % 11}`, 1 + (m % 5))
  }
  return story
}

describe.each(TIME_SCALES)('seen from far, on the scale %s', (scale) => {
  const { axis } = modelOf(manyGaps(), { scale })

  it.each([300, 900])('the whole run fits into %i px, whatever is compressed or folded in it', (height) => {
    axis.stretch = axis.stretchForAll(height)
    expect(axis.endY).toBeLessThanOrEqual(height)
    expect(axis.endY).toBeGreaterThan(height * 0.99)
  })

  it('height and moment still belong together', () => {
    axis.stretch = axis.stretchForAll(300)
    for (let k = 1; k < axis.length; k += 7) {
      const y = axis.y(k)
      expect(axis.yOf(axis.cursorAt(y + 1e-7))).toBeCloseTo(y, 4)
    }
  })

  it('a part of it fills a height, and asking changes nothing', () => {
    axis.stretch = 1
    const end = axis.endY
    const [from, to] = [axis.cursorAt(end * 0.4), axis.cursorAt(end * 0.6)]
    const stretch = axis.stretchFor(from, to, 500)
    expect(axis.stretch).toBe(1)
    axis.stretch = stretch
    expect(axis.yOf(to) - axis.yOf(from)).toBeCloseTo(500, 0)
  })
})
