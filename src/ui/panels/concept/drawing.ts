/**
 * What moves in the concept figure: lines in one SVG group and the words that ride on them in one element, both owned here and by nobody
 * else (ADR 0004). Drawing the same moment twice changes nothing.
 */
import { placedChips, type Chip, type ChipWish } from '#derive/conceptChips.ts'
import { alongWay, obstacles, wayBetween, type Along, type ConceptLayout, type XY } from '#derive/conceptLayout.ts'
import type { Flight } from '#derive/conceptMoment.ts'
import { makeWidthOf, type WidthOf } from '../../diagram/draw/measure.ts'
import { Pen, short } from '../../diagram/draw/pen.ts'
import { Pool, type Pooled } from '../../diagram/draw/pool.ts'
import { crossAt, FILLED, headPath } from '../../diagram/draw/shapes.ts'
import tones from '../../diagram/tones.module.css'
import styles from './concept.module.css'

export interface Picture {
  readonly layout: ConceptLayout
  readonly flights: readonly Flight[]
  /** Ordinal of a `sent` record. */
  readonly selected: number | null
  readonly label: (flight: Flight) => string
  /** What a screen reader says. */
  readonly name: (flight: Flight) => string
}

interface Drawn {
  readonly flight: Flight
  readonly way: readonly XY[]
  readonly at: Along
}

class FlightNode implements Pooled {
  readonly root: Pen
  readonly band: Pen
  readonly rest: Pen
  readonly line: Pen
  readonly head: Pen
  seen = 0

  constructor(parent: Pen) {
    this.root = parent.add('g')
    this.band = this.root.add('path', styles.band)
    this.rest = this.root.add('path', styles.rest)
    this.line = this.root.add('path', styles.line)
    this.head = this.root.add('path', styles.head)
  }
}

export class ConceptDrawing {
  private readonly pool: Pool<FlightNode>
  private readonly chips: HTMLElement
  private readonly buttons = new Map<number, HTMLButtonElement>()
  private readonly widthOf: WidthOf
  private readonly onSelect: (sent: number) => void

  constructor(group: SVGGElement, chips: HTMLElement, onSelect: (sent: number) => void) {
    const root = new Pen(group).add('g')
    this.pool = new Pool(() => new FlightNode(root))
    this.chips = chips
    this.onSelect = onSelect
    this.widthOf = makeWidthOf(`500 12px ${getComputedStyle(chips).fontFamily || 'sans-serif'}`)
  }

  draw(picture: Picture): void {
    const { layout, flights } = picture
    const drawn = flights.map((flight): Drawn => {
      const way = wayBetween(layout, flight.from, flight.to)
      return { flight, way, at: alongWay(way, flight.part) }
    })
    this.pool.draw(
      drawn,
      ({ flight }) => flight.key,
      (node, item) => putFlight(node, item, picture.selected === item.flight.sent),
    )
    this.drawChips(drawn, picture)
  }

  destroy(): void {
    this.chips.replaceChildren()
  }

  /** What was selected and what is newest find their place first. */
  private drawChips(drawn: readonly Drawn[], picture: Picture): void {
    const { layout, selected } = picture
    const rank = ({ flight }: Drawn): number =>
      flight.sent === selected ? -1 : flight.phase === 'flying' ? 0 : flight.age + 1
    const byRank = drawn.toSorted((a, b) => rank(a) - rank(b))
    const told = layout.narrow ? byRank.filter(({ flight }) => flight.age === 0) : byRank
    const wishes = told.map((item) => this.wishOf(item, picture))
    const placed = placedChips(wishes, {
      width: layout.width,
      height: layout.height,
      boxes: obstacles(layout),
    })
    const byKey = new Map(drawn.map((item) => [item.flight.key, item.flight]))
    for (const [key, button] of this.buttons) {
      if (placed.some((chip) => chip.key === key)) continue
      button.remove()
      this.buttons.delete(key)
    }
    for (const chip of placed) this.putChip(chip, byKey.get(chip.key) as Flight, picture)
  }

  private wishOf({ flight, way, at }: Drawn, { label }: Picture): ChipWish {
    // Short of both ends, so that the words of an arrival stand beside its way and not on the box.
    const { x, y, ux, uy } = alongWay(way, 0.2 + 0.6 * flight.part)
    const step = flight.step > 0 ? this.widthOf(String(flight.step)) + 5 : 0
    const width = Math.ceil(this.widthOf(label(flight)) + step + 20)
    const shared = { key: flight.key, width, modest: flight.age > 0 }
    return at.done.length > 2 ? { ...shared, x: at.x, y: at.y, ux: at.ux, uy: at.uy } : { ...shared, x, y, ux, uy }
  }

  private putChip({ key, left, top }: Chip, flight: Flight, picture: Picture): void {
    const button = this.buttons.get(key) ?? this.makeChip(key)
    button.className = `${styles.chip} ${tones[flight.look.kind]}`
    button.dataset['phase'] = flight.phase
    button.dataset['age'] = String(flight.age)
    button.setAttribute('aria-pressed', String(picture.selected === flight.sent))
    button.dataset['sent'] = String(flight.sent)
    button.style.transform = `translate(${left.toFixed(1)}px, ${top.toFixed(1)}px)`
    const [step, words] = button.children as unknown as [HTMLElement, HTMLElement]
    write(step, flight.step > 0 ? String(flight.step) : '')
    write(words, picture.label(flight))
    const name = picture.name(flight)
    if (button.getAttribute('aria-label') !== name) button.setAttribute('aria-label', name)
  }

  private makeChip(key: number): HTMLButtonElement {
    const button = document.createElement('button')
    button.type = 'button'
    button.append(document.createElement('b'), document.createElement('span'))
    button.addEventListener('click', () => this.onSelect(Number(button.dataset['sent'])))
    this.chips.append(button)
    this.buttons.set(key, button)
    return button
  }
}

function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text
}

function putFlight(node: FlightNode, { flight, way, at }: Drawn, selected: boolean): void {
  const lost = flight.phase === 'lost'
  node.root.attr('class', `${styles.flight} ${tones[flight.look.kind]}`).attr('data-age', flight.age)
  node.root.attr('data-phase', flight.phase)
  node.band.shown(selected).attr('d', path(way))
  node.rest.shown(flight.phase !== 'delivered').attr('d', path(way))
  node.line.attr('d', path(at.done))
  const { glyph } = flight.look
  node.head.attr('d', lost ? crossAt(at.x, at.y) : headPath(glyph, at))
  node.head.attr('data-hollow', lost || !FILLED.has(glyph) ? '' : null)
}

/** Rounded corners: the way turns as a rail does. */
export function path(points: readonly XY[], radius = 9): string {
  const [first] = points
  if (!first) return ''
  let d = `M${short(first.x)} ${short(first.y)}`
  for (let i = 1; i < points.length; i += 1) {
    const [before, corner, after] = [points[i - 1] as XY, points[i] as XY, points[i + 1]]
    const [inside, room] = towards(corner, before, radius)
    if (!after || room < 1) {
      d += `L${short(corner.x)} ${short(corner.y)}`
      continue
    }
    const [out] = towards(corner, after, radius)
    d += `L${short(inside.x)} ${short(inside.y)}Q${short(corner.x)} ${short(corner.y)} ${short(out.x)} ${short(out.y)}`
  }
  return d
}

/** A place so far from a corner towards another, at most half way; and how far it is. */
function towards(corner: XY, to: XY, by: number): readonly [XY, number] {
  const [dx, dy] = [to.x - corner.x, to.y - corner.y]
  const length = Math.hypot(dx, dy) || 1
  const room = Math.min(by, length / 2)
  return [{ x: corner.x + (dx / length) * room, y: corner.y + (dy / length) * room }, room]
}
