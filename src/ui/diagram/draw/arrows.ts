/** Messages: line, head, dots on the lanes, ghost of a flight, ✕ of a loss, band of the selection. */
import type { Arrow } from '#derive/geometry.ts'
import arrowsStyles from './arrows.module.css'
import tones from '../tones.module.css'
import { arrowShape, type Ends } from './arrowShape.ts'
import type { CrowdLayer, Seen } from './crowd.ts'
import { isCrowded } from './crowded.ts'
import type { Frame } from './frame.ts'
import type { Pen } from './pen.ts'
import { Pool, type Pooled } from './pool.ts'
import type { Ride } from './riders.ts'
import { crossAt, FILLED, headPath, type Pose } from './shapes.ts'

class ArrowNode implements Pooled {
  readonly root: Pen
  readonly line: Pen
  readonly head: Pen
  readonly dot0: Pen
  readonly dot1: Pen
  private readonly extra = new Map<string, Pen>()
  seen = 0
  /** Where it is drawn now, on the screen. */
  drawn: Ends | null = null
  /** Where it stood when the lanes began to move. */
  from: Ends | null = null

  constructor(parent: Pen) {
    this.root = parent.add('g')
    this.line = this.root.add('path', arrowsStyles.msg)
    this.head = this.root.add('path', arrowsStyles.head)
    this.dot0 = this.root.add('circle')
    this.dot1 = this.root.add('circle')
  }

  /** A part that few arrows need; made when first shown, drawn under the rest. */
  part(name: string, tag: string, className: string | undefined, shown: boolean): Pen | null {
    const known = this.extra.get(name)
    if (!shown) {
      known?.shown(false)
      return null
    }
    const pen = known ?? this.root.add(tag, className)
    if (!known) {
      this.root.node.insertBefore(pen.node, this.root.node.firstChild)
      this.extra.set(name, pen)
    }
    return pen.shown(true)
  }
}

/** Flights of a crowd are drawn one by one up to so many: they are what moves. */
const FEW_FLIGHTS = 40
/** Before what draws crowds is loaded, the first of one are drawn: for a moment. */
const MOST_SINGLE = 220

export class Arrows {
  private readonly layer: Pen
  private readonly pool: Pool<ArrowNode>
  private readonly crowd: LateCrowd

  /** `redraw`: called when what draws a crowd was loaded. */
  constructor(parent: Pen, redraw: () => void) {
    this.crowd = new LateCrowd(parent.add('g'), redraw)
    this.layer = parent.add('g')
    this.pool = new Pool(() => new ArrowNode(this.layer))
  }

  /** Remembers where everything stands: the next drawings move from there. */
  beginMorph(): void {
    for (const node of this.pool.nodes()) node.from = node.drawn
  }

  /** Ends of an arrow as drawn, in the run's heights less the origin. */
  endsOf(arrow: Arrow, frame: Frame): Ends | null {
    const drawn = this.pool.get(arrow.key)?.drawn
    if (drawn) return shifted(drawn, frame.top - frame.origin)
    return this.crowd.isDrawn ? shifted(arrow, -frame.origin) : null
  }

  /** Draws them, and says where beams among them tell how many they are. */
  draw(frame: Frame): readonly Ride[] {
    const { arrows } = frame.scene
    const dots = showsDots(frame)
    const crowded = isCrowded(frame)
    const crowd = crowded ? this.crowd.layer() : this.crowd.clear()
    const flights = arrows.filter(({ phase }) => phase === 'flying').length
    const isSingle = (arrow: Arrow): boolean => !crowd || isAlone(arrow, frame, flights <= FEW_FLIGHTS)
    const singles = arrows.filter(isSingle)
    const beams = crowd?.draw(
      arrows.filter((arrow) => !isSingle(arrow)),
      frame,
      seenIn(frame, dots),
    )
    this.layer.attr('class', crowded ? (arrowsStyles.crowded ?? null) : null)
    this.pool.draw(
      crowd ? singles : singles.slice(0, MOST_SINGLE),
      (arrow) => arrow.key,
      (node, arrow, fresh) => {
        if (fresh) node.from = null
        this.put(node, arrow, frame, dots)
      },
    )
    return beams ?? []
  }

  private put(node: ArrowNode, arrow: Arrow, frame: Frame, dots: boolean): void {
    const target = { x0: arrow.x0, y0: arrow.y0 - frame.top, x1: arrow.x1, y1: arrow.y1 - frame.top }
    const drawn = node.from && frame.morph < 1 ? between(node.from, target, frame.morph) : target
    node.drawn = drawn
    const ends = shifted(drawn, frame.top - frame.origin)
    const { top, bottom } = frame.scene
    const span = { top: top - frame.origin, bottom: bottom - frame.origin }
    const shape = arrowShape(ends, arrow.phase, arrow.head, dots && !arrow.stub, span)
    node.root.attr(
      'class',
      `${arrowsStyles.arrow} ${tones[arrow.look.kind]} ${arrow.transitive ? arrowsStyles.transitive : ''}`,
    )
    node.root.attr('data-phase', arrow.phase)
    node.root.attr('data-dim', isDim(arrow, frame) ? '' : null)
    node.root.attr('data-stub', arrow.stub ? '' : null)
    node.root.attr('data-new', isNew(arrow, frame) ? '' : null)
    node.line.attr('d', shape.line)
    putHead(node, arrow, shape.head, dots)
    putDots(node, arrow, ends, dots)
    node.part('rest', 'path', arrowsStyles.rest, shape.rest !== '')?.attr('d', shape.rest)
    const { x, y } = shape.head
    const isFlying = arrow.phase === 'flying' && !arrow.stub
    node.part('pulse', 'circle', arrowsStyles.pulse, isFlying)?.attr('cx', x).attr('cy', y).attr('r', 11)
    node.part('cross', 'path', arrowsStyles.cross, arrow.phase === 'lost')?.attr('d', crossAt(x, y))
    putBand(node, arrow, ends, frame)
  }
}

/** What draws crowds, loaded when one is first seen; until then each arrow is drawn by itself. */
class LateCrowd {
  private readonly parent: Pen
  private readonly redraw: () => void
  private made: CrowdLayer | null = null
  private asked = false
  /** A crowd stands in the drawing. */
  isDrawn = false

  constructor(parent: Pen, redraw: () => void) {
    this.parent = parent
    this.redraw = redraw
  }

  layer(): CrowdLayer | null {
    if (!this.asked) void this.load()
    this.isDrawn = this.made !== null
    return this.made
  }

  clear(): null {
    if (this.isDrawn) this.made?.clear()
    this.isDrawn = false
    return null
  }

  private async load(): Promise<void> {
    this.asked = true
    try {
      const { CrowdLayer } = await import('./crowd.ts')
      this.made = new CrowdLayer(this.parent)
      this.redraw()
    } catch {
      // Without a network: each is drawn by itself.
    }
  }
}

/** What the hand or the eye is on, and what moves. */
function isAlone(arrow: Arrow, frame: Frame, few: boolean): boolean {
  if (arrow.sent === frame.selection || arrow.sent === frame.hovered) return true
  return (few && arrow.phase === 'flying') || isNew(arrow, frame)
}

function seenIn(frame: Frame, dots: boolean): Seen {
  const { matches } = frame
  return {
    dots,
    isDim: (arrow) => isDim(arrow, frame),
    markedAs: ({ sent }) => {
      if (!matches?.has(sent)) return null
      return matches instanceof Map ? (matches.get(sent) ?? 'match') : 'match'
    },
  }
}

/** Without motion: what came with this very moment. */
function isNew({ y0, y1, head }: Arrow, { reducedMotion, scene }: Frame): boolean {
  return reducedMotion && Math.max(y0, head < 1 ? y0 : y1) >= scene.nowY - 0.5
}

/** Length of a head and a dot. */
const HEAD_ROOM = 15

function putHead(node: ArrowNode, arrow: Arrow, pose: Pose, dots: boolean): void {
  const glyph = arrow.look.glyph
  // A flight that has hardly left has no room for a head: it would point out of the sender's other side.
  const gone = Math.hypot(arrow.x1 - arrow.x0, arrow.y1 - arrow.y0) * arrow.head
  node.head.shown(arrow.phase !== 'lost' && !arrow.stub && (arrow.phase === 'delivered' || gone > HEAD_ROOM))
  node.head.attr('d', headPath(glyph, pose, dots ? 1 : 0.7))
  node.head.attr('data-hollow', FILLED.has(glyph) ? null : '')
}

function putDots(node: ArrowNode, arrow: Arrow, ends: Ends, dots: boolean): void {
  const arrives = arrow.phase === 'delivered' && !arrow.stub
  node.dot0.shown(dots)
  node.dot1.shown(dots && arrow.phase !== 'lost' && !arrow.stub)
  if (!dots) return
  node.dot0.attr('class', `${arrowsStyles.dot} ${tones[arrow.from.tone]}`)
  node.dot0.attr('cx', ends.x0).attr('cy', ends.y0).attr('r', 4.5)
  node.dot1.attr('class', `${arrowsStyles.dot} ${tones[arrow.to.tone]}`).attr('data-hollow', arrives ? null : '')
  node.dot1.attr('cx', ends.x1).attr('cy', ends.y1).attr('r', 4.5)
}

function putBand(node: ArrowNode, arrow: Arrow, ends: Ends, frame: Frame): void {
  const selected = frame.selection === arrow.sent
  const hovered = frame.hovered === arrow.sent
  const match = frame.matches?.has(arrow.sent) ?? false
  const band = node.part('band', 'path', arrowsStyles.band, selected || hovered || match)
  if (!band) return
  band.attr('d', `M${ends.x0} ${ends.y0}L${ends.x1} ${ends.y1}`)
  band.attr('data-state', selected ? 'selected' : hovered ? 'hovered' : 'match')
  band.attr('data-how', frame.matches instanceof Map ? (frame.matches.get(arrow.sent) ?? null) : null)
}

function isDim(arrow: Arrow, { cone, selection }: Frame): boolean {
  if (!cone || selection === arrow.sent) return false
  return !cone.past.has(arrow.sent) && !cone.future.has(arrow.sent)
}

/** Dots stand where rows have room for them. */
function showsDots({ scene, height }: Frame): boolean {
  return scene.arrows.length <= height / 6
}

function shifted(ends: Ends, dy: number): Ends {
  return { x0: ends.x0, y0: ends.y0 + dy, x1: ends.x1, y1: ends.y1 + dy }
}

function between(a: Ends, b: Ends, t: number): Ends {
  const mix = (x: number, y: number): number => x + (y - x) * t
  return { x0: mix(a.x0, b.x0), y0: mix(a.y0, b.y0), x1: mix(a.x1, b.x1), y1: mix(a.y1, b.y1) }
}
