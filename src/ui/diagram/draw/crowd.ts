/**
 * Hundreds of arrows: beams, and paths for all that look alike, a stretch of the run at a time. What has arrived is written once and stands;
 * loaded when a crowd is first seen.
 */
import { beamMiddle, crowdOf, type Beam } from '#derive/crowd.ts'
import type { Arrow } from '#derive/geometry.ts'
import tones from '../tones.module.css'
import styles from './crowd.module.css'
import { arrowPaths, beamPaths, Paths, type Sight } from './crowdPaths.ts'
import type { Frame } from './frame.ts'
import type { Pen } from './pen.ts'
import { Pool, type Pooled } from './pool.ts'
import type { Ride } from './riders.ts'

/** Paths of one stretch by their look. */
class StretchNode implements Pooled {
  readonly root: Pen
  private readonly pens = new Map<string, Pen>()
  /** What its paths were made from. */
  made = 0
  seen = 0

  constructor(parent: Pen) {
    this.root = parent.add('g')
  }

  draw({ data }: Paths): void {
    for (const [look, pen] of this.pens) if (!data.has(look)) pen.attr('d', '')
    for (const [look, d] of data) this.pen(look).attr('d', d)
  }

  private pen(look: string): Pen {
    const known = this.pens.get(look)
    if (known) return known
    const [part, tone, dim] = look.split(' ') as [string, string, string | undefined]
    const made = this.root.add('path', `${styles[part]} ${tones[tone]} ${dim ? styles.dim : ''}`)
    this.pens.set(look, made)
    return made
  }
}

interface Stretch {
  readonly key: string
  readonly lines: Arrow[]
  readonly beamed: Arrow[]
}

/** Records of a stretch. Long paths of many lines are slow to fill: a few dozen lines each are not. */
const STRETCH_RECORDS = 128
/** Flights in one path, for the same reason. */
const ABREAST = 48
/** No longer line is written whole: it is cut to the window, and anew for the next. */
const WHOLE_PX = 4000

export type Seen = Pick<Sight, 'dots' | 'isDim' | 'markedAs'>

export class CrowdLayer {
  private readonly root: Pen
  private readonly beams: StretchNode
  private readonly flyingBeams: StretchNode
  private readonly past: Pool<StretchNode>
  private readonly flights: Pool<StretchNode>

  constructor(root: Pen) {
    this.root = root
    this.beams = new StretchNode(this.root)
    this.flyingBeams = new StretchNode(this.root)
    const past = this.root.add('g')
    const flights = this.root.add('g')
    this.past = new Pool(() => new StretchNode(past))
    this.flights = new Pool(() => new StretchNode(flights))
  }

  /** Draws the crowd, and says where its beams tell how many they are. */
  draw(arrows: readonly Arrow[], frame: Frame, seen: Seen): Ride[] {
    const { scene, origin } = frame
    const { beams, lines, beamed } = crowdOf(arrows, scene, (arrow) => seen.markedAs(arrow) !== null)
    const sight: Sight = { ...seen, origin, window: scene, nowY: scene.nowY }
    const whole: Sight = { ...sight, window: { top: -Infinity, bottom: Infinity } }
    this.root.attr('data-arrows', arrows.length)
    const settled = beams.filter(({ flying }) => !flying)
    this.beams.draw(beamPaths(settled, sight))
    this.flyingBeams.draw(
      beamPaths(
        beams.filter(({ flying }) => flying),
        sight,
      ),
    )
    const { past, flights } = stretchesOf(lines, beamed)
    const put = (node: StretchNode, stretch: Stretch): void => {
      const isWhole = [...stretch.lines, ...stretch.beamed].every(({ y0, y1 }) => y1 - y0 < WHOLE_PX)
      const made = sumOf(stretch, sight, isWhole)
      if (made === node.made) return
      node.made = made
      node.draw(arrowPaths(stretch.lines, stretch.beamed, isWhole ? whole : sight))
    }
    this.past.draw(past, ({ key }) => key, put)
    this.flights.draw(flights, ({ key }) => key, put)
    return beamRides(beams, frame)
  }

  /** There is none. */
  clear(): void {
    this.root.attr('data-arrows', null)
    this.beams.draw(new Paths())
    this.flyingBeams.draw(new Paths())
    this.past.draw(
      [],
      () => 0,
      () => {},
    )
    this.flights.draw(
      [],
      () => 0,
      () => {},
    )
  }
}

/** Where a beam that does not meet the now rule says how many it is: part of the view's height. */
const SAID_AT = 0.4

/** The largest beams first: where they meet the now rule, else in the upper half of the view. */
function beamRides(beams: readonly Beam[], { scene, origin, top, left, width, height }: Frame): Ride[] {
  const nowSeen = scene.nowY >= top && scene.nowY <= top + height
  return beams
    .toSorted((a, b) => b.count - a.count)
    .flatMap((beam): Ride[] => {
      const heights = beam.corners.map(([, at]) => at)
      const [first, last] = [Math.min(...heights), Math.max(...heights)]
      const wish = beam.flying && nowSeen ? scene.nowY : top + height * SAID_AT
      const y = Math.min(last, Math.max(first, wish))
      const x = beamMiddle(beam, y)
      if (x < left || x > left + width || y < top || y > top + height) return []
      return [{ arrow: beam.arrow, count: beam.count, x, y: y - origin }]
    })
}

/** What has arrived by where it left in the run, so that it stays where it is; what flies by its order. */
function stretchesOf(lines: readonly Arrow[], beamed: readonly Arrow[]): { past: Stretch[]; flights: Stretch[] } {
  const past = new Map<string, Stretch>()
  const flights = new Map<string, Stretch>()
  let flying = 0
  const stretchOf = ({ phase, sent }: Arrow): Stretch => {
    const flies = phase === 'flying'
    const into = flies ? flights : past
    const key = String(Math.floor(flies ? flying++ / ABREAST : sent / STRETCH_RECORDS))
    let stretch = into.get(key)
    if (!stretch) into.set(key, (stretch = { key, lines: [], beamed: [] }))
    return stretch
  }
  for (const arrow of lines) stretchOf(arrow).lines.push(arrow)
  for (const arrow of beamed) stretchOf(arrow).beamed.push(arrow)
  return { past: [...past.values()], flights: [...flights.values()] }
}

const MODULUS = 4_294_967_291

/** Tells what a stretch's paths are made from apart from what they were. */
function sumOf({ lines, beamed }: Stretch, sight: Sight, isWhole: boolean): number {
  const { origin, window, nowY, dots, isDim, markedAs } = sight
  let sum = origin + (dots ? 1 : 0)
  const add = (value: number): void => {
    sum = (sum * 31 + value) % MODULUS
  }
  if (!isWhole) add(window.top)
  for (const arrows of [lines, beamed]) {
    add(arrows.length)
    for (const arrow of arrows) {
      const marked = markedAs(arrow)
      add(
        arrow.key * 512 + (marked ? marked.charCodeAt(1) * 4 : isDim(arrow) ? 2 : 0) + (arrow.phase === 'lost' ? 1 : 0),
      )
      add(arrow.x0 + arrow.y0)
      add(arrow.x1 + arrow.y1)
      if (arrow.phase === 'flying') add(nowY)
    }
  }
  return sum
}
