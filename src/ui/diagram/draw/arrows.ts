/** Messages: line, head, dots on the lanes, ghost of a flight, ✕ of a loss, band of the selection. */
import type { Arrow } from '#derive/geometry.ts'
import arrowsStyles from './arrows.module.css'
import tones from '../tones.module.css'
import { arrowShape, type Ends } from './arrowShape.ts'
import type { Frame } from './frame.ts'
import type { Pen } from './pen.ts'
import { Pool, type Pooled } from './pool.ts'
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

/** Among more arrows no dashes can be told apart, and they are what drawing them costs. */
const MOST_DASHED = 200

export class Arrows {
  private readonly layer: Pen
  private readonly pool: Pool<ArrowNode>

  constructor(parent: Pen) {
    this.layer = parent
    this.pool = new Pool(() => new ArrowNode(parent))
  }

  /** Remembers where everything stands: the next drawings move from there. */
  beginMorph(): void {
    for (const node of this.pool.nodes()) node.from = node.drawn
  }

  /** Ends of an arrow as drawn, in the run's heights less the origin. */
  endsOf(key: number, frame: Frame): Ends | null {
    const drawn = this.pool.get(key)?.drawn
    return drawn ? shifted(drawn, frame.top - frame.origin) : null
  }

  draw(frame: Frame): void {
    const dots = showsDots(frame)
    this.layer.attr('class', frame.scene.arrows.length > MOST_DASHED ? (arrowsStyles.crowded ?? null) : null)
    this.pool.draw(
      frame.scene.arrows,
      (arrow) => arrow.key,
      (node, arrow, fresh) => {
        if (fresh) node.from = null
        this.put(node, arrow, frame, dots)
      },
    )
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
    const isNew =
      frame.reducedMotion && Math.max(arrow.y0, arrow.head < 1 ? arrow.y0 : arrow.y1) >= frame.scene.nowY - 0.5
    node.root.attr('data-new', isNew ? '' : null)
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
