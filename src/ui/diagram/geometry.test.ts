import { SCENARIOS } from '#content/scenarios/index.ts'
import type { Arrow, Scene } from '#derive/geometry.ts'
import { layoutOf, type Layout } from '#derive/layout.ts'
import { castOf } from '#derive/lanes.ts'
import { DiagramModel } from '#derive/model.ts'
import { momentOf, sceneOf } from '#derive/scene.ts'
import { DEFAULT_VIEW } from '#derive/view.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import type { Depth } from '#model/trace/records.ts'
import { simulate } from '#sim/simulate.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { placedLabels, type Label } from './draw/labels.ts'
import { estimatedWidth } from './draw/measure.ts'
import { cornersOf, meet, type Corner } from './draw/turned.fixture.ts'

/** Width and height of the drawing's place on a desktop, a tablet and a telephone. */
const SIZES = [
  [868, 585],
  [834, 660],
  [390, 460],
] as const
const DEPTHS = [1, 2, 3] as const
const STORIES = ['first-app', 'decline-then-launch', 'idea-6-two-acknowledgements', 'operators-day'] as const

interface Page {
  readonly scene: Scene
  readonly layout: Layout
  readonly model: DiagramModel
}

/** Pages of a whole run at a size and a depth, the cursor at its end. */
function pagesOf(story: string, [width, height]: readonly [number, number], depth: Depth): Page[] {
  const { model, end } = modelOf(story, depth)
  const layout = layoutOf(model.lanes, width)
  const pages: Page[] = []
  for (let top = 0; top < model.axis.endY && pages.length < 40; top += height) {
    pages.push({ scene: sceneOf(momentOf(model, layout, end, [top, top + height])), layout, model })
  }
  return pages
}

const MODELS = new Map<string, { model: DiagramModel; end: { ordinal: number; at: number } }>()

function modelOf(story: string, depth: Depth) {
  const known = MODELS.get(`${story} ${depth}`)
  if (!known) throw new Error(`${story} was not simulated`)
  return known
}

function labelsOf({ scene, layout }: Page): readonly Label[] {
  const columns = layout.gutter?.columns ?? []
  const [first, last] = [columns[0], columns.at(-1)]
  const stripe = first && last ? { left: first.x - 7, right: last.x + 7 } : null
  const wanted = scene.arrows.filter(({ stub }) => !stub)
  const named = wanted.map((arrow) => ({ arrow, text: arrow.look.figure, must: false }))
  return placedLabels(named, estimatedWidth, stripe)
}

const nameOf = ({ look, from, to }: Arrow): string => `${look.name} ${from.id} ${to.id}`

describe.each(STORIES)('the drawing of %s', (story) => {
  beforeAll(() => {
    const parsed = parseScenario(SCENARIOS.find(({ id }) => id === story)?.document)
    if (!parsed.ok) throw new Error(story)
    const { trace } = simulate(parsed.value)
    const end = { ordinal: trace.count - 1, at: trace.at[trace.count - 1] as number }
    for (const depth of DEPTHS) {
      const model = new DiagramModel(trace, castOf(parsed.value), { ...DEFAULT_VIEW, depth })
      MODELS.set(`${story} ${depth}`, { model, end })
    }
  })

  describe.each(DEPTHS)('at depth %i', (depth) => {
    it.each(SIZES)('begins and ends every arrow on a lane, inside the plot, in %i × %i px', (width, height) => {
      const pages = pagesOf(story, [width, height], depth)
      expect(pages.some(({ scene }) => scene.arrows.length > 0)).toBe(true)
      for (const { scene, layout } of pages) {
        for (const arrow of scene.arrows) {
          const { from, to, x0, x1, y0, y1, stub } = arrow
          expect(x0, nameOf(arrow)).toBe(layout.x[from.n])
          if (!stub) expect(x1, nameOf(arrow)).toBe(layout.x[to.n])
          expect(Math.min(x0, x1)).toBeGreaterThanOrEqual(layout.timeRight)
          expect(Math.max(x0, x1)).toBeLessThanOrEqual(layout.marginLeft)
          expect(y1, nameOf(arrow)).toBeGreaterThanOrEqual(y0)
        }
      }
    })

    it.each(SIZES)('keeps lanes apart and the gutter between the master and the agents in %i × %i px', (width) => {
      const { model } = modelOf(story, depth)
      const { shown, x, gutter, form, width: whole } = layoutOf(model.lanes, width)
      const at = shown.map(({ n }) => x[n] as number)
      for (const [i, left] of at.entries()) {
        expect(left).toBeLessThan(whole)
        if (i > 0) expect(left - (at[i - 1] as number)).toBeGreaterThanOrEqual(form === 'narrow' ? 24 : 80)
      }
      if (!gutter) throw new Error('there is a master')
      for (const { x: column } of gutter.columns) {
        for (const lane of at) expect(Math.abs(column - lane)).toBeGreaterThan(7)
        expect(column).toBeGreaterThan(gutter.left)
        expect(column).toBeLessThan(gutter.right)
      }
    })

    it.each(SIZES.slice(0, 2))('lets no label cover another or leave the plot in %i × %i px', (width, height) => {
      let labels = 0
      for (const page of pagesOf(story, [width, height], depth)) {
        const boxes = labelsOf(page).map((label) => ({ label, corners: cornersOf(label) }))
        labels += boxes.length
        for (const [i, { label, corners }] of boxes.entries()) {
          for (const [x] of corners) {
            expect(x, nameOf(label.arrow)).toBeGreaterThan(page.layout.timeRight)
            expect(x, nameOf(label.arrow)).toBeLessThan(page.layout.width)
          }
          for (const other of boxes.slice(i + 1)) {
            expect(meet(corners, other.corners), `${nameOf(label.arrow)}, ${nameOf(other.label.arrow)}`).toBe(false)
          }
        }
      }
      expect(labels).toBeGreaterThan(3)
    })

    it('goes down with time, whatever is compressed', () => {
      const { axis, marks } = modelOf(story, depth).model
      for (let k = 1; k < axis.length; k += 1) {
        expect(axis.y(k)).toBeGreaterThanOrEqual(axis.y(k - 1))
        if (marks.at(k) > marks.at(k - 1)) expect(axis.y(k)).toBeGreaterThan(axis.y(k - 1))
      }
    })
  })
})

describe('the check of labels', () => {
  it('would see two that cover each other', () => {
    const box = (x: number): readonly Corner[] => [
      [x, 0],
      [x + 10, 2],
      [x + 9, 8],
      [x - 1, 6],
    ]
    expect(meet(box(0), box(6))).toBe(true)
    expect(meet(box(0), box(14))).toBe(false)
  })
})
