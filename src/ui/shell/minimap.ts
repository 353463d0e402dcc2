/** The minimap's drawing: how dense the run is, what is past, where the markers and the cursor stand. */
import { BAR_PX } from './density.ts'

export interface Minimap {
  /** 0..1 of what is computed: the cursor. */
  readonly at: number
  /** 0..1 of the width that the computed run takes. */
  readonly part: number
  /** 0..1 each. */
  readonly bars: readonly number[]
  /** 0..1 of what is computed each. */
  readonly marks: readonly number[]
}

/** The cursor is drawn to so many parts of a px: what moves less is not drawn again. */
const FINE = 2

/** Size in px and colours of the canvas. */
interface Look {
  readonly width: number
  readonly height: number
  readonly past: string
  readonly ahead: string
  readonly rail: string
  readonly done: string
  readonly ink: string
}

function lookOf(canvas: HTMLCanvasElement): Look {
  const style = getComputedStyle(canvas)
  const color = (name: string): string => style.getPropertyValue(name)
  return {
    width: canvas.clientWidth,
    height: canvas.clientHeight,
    past: color('--text-3'),
    ahead: color('--lifeline'),
    rail: color('--line-strong'),
    done: color('--text-2'),
    ink: color('--ink'),
  }
}

/**
 * Draws when there is something new to see. Size and styles are asked for only when they changed: to ask makes the browser lay the
 * page out, in the midst of a frame.
 */
export class MinimapPainter {
  private readonly canvas: HTMLCanvasElement
  private drawn = ''
  private bars: readonly number[] | null = null
  private look: Look | null = null

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas
  }

  /** The theme or the size changed. */
  forget(): void {
    this.drawn = ''
    this.look = null
  }

  /** px. */
  get width(): number {
    return this.looks().width
  }

  private looks(): Look {
    this.look ??= lookOf(this.canvas)
    return this.look
  }

  draw(map: Minimap): void {
    const look = this.looks()
    const { width, height } = look
    const here = Math.round(map.at * width * map.part * FINE) / FINE
    const drawn = `${here} ${width} ${height} ${map.part} ${map.marks.join()} ${devicePixelRatio}`
    if (drawn === this.drawn && map.bars === this.bars) return
    this.drawn = drawn
    this.bars = map.bars
    paint(this.canvas, look, map, here)
  }
}

function paint(canvas: HTMLCanvasElement, look: Look, { part, bars, marks }: Minimap, here: number): void {
  const scale = devicePixelRatio
  const { width, height, past, ahead } = look
  if (canvas.width !== Math.round(width * scale)) canvas.width = Math.round(width * scale)
  if (canvas.height !== Math.round(height * scale)) canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d')
  if (!context) return
  context.setTransform(scale, 0, 0, scale, 0, 0)
  context.clearRect(0, 0, width, height)
  const ground = height - 11
  bars.forEach((density, k) => {
    const x = k * BAR_PX + 1
    const size = Math.max(density > 0 ? 3 : 1.5, density * (ground - 4))
    context.fillStyle = x < here ? past : ahead
    context.fillRect(x, ground - size, BAR_PX - 2, size)
  })
  context.fillStyle = look.rail
  context.fillRect(0, height - 6, width * part, 3)
  context.fillStyle = look.done
  context.fillRect(0, height - 6, here, 3)
  context.fillStyle = look.ink
  for (const mark of marks) flag(context, mark * width * part)
  context.fillRect(Math.min(width - 2, Math.max(0, here - 1)), 0, 2, height)
}

/** A marker: a small flag at the upper edge. */
function flag(context: CanvasRenderingContext2D, x: number): void {
  context.fillRect(x - 0.5, 0, 1, 12)
  context.beginPath()
  context.moveTo(x, 0)
  context.lineTo(x + 8, 3.5)
  context.lineTo(x, 7)
  context.fill()
}
