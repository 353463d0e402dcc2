/** Where the reader looks: follows the cursor, glides to a place, stops for the hand. Times in ms of the viewer. */
export const FOLLOW_AT = 0.6
const GLIDE_NEAR_MS = 240
const GLIDE_FAR_MS = 400
/** Room above the first row. */
export const HEAD_ROOM = 36

interface Glide {
  readonly from: number
  readonly to: number
  readonly start: number
  readonly ms: number
}

export interface Bounds {
  readonly height: number
  readonly endY: number
}

export class Camera {
  y = -HEAD_ROOM
  x = 0
  /** The reader has not moved away from the cursor. */
  follows = true
  private glide: Glide | null = null

  get gliding(): boolean {
    return this.glide !== null
  }

  /** Puts the top edge at a height. */
  set(y: number, bounds: Bounds): void {
    this.glide = null
    this.y = clamped(y, bounds)
  }

  /** The hand moves it: it does not follow until it is told to again. */
  move(dy: number, bounds: Bounds): void {
    this.follows = false
    this.set(this.y + dy, bounds)
  }

  /** Glides there; at once where motion is reduced. */
  go(y: number, bounds: Bounds, now: number, still: boolean): void {
    const to = clamped(y, bounds)
    const distance = Math.abs(to - this.y)
    if (still || distance < 1) return this.set(to, bounds)
    // What is many screens away would only blur past: begin close to it.
    const from = distance > 3 * bounds.height ? to - Math.sign(to - this.y) * bounds.height : this.y
    this.glide = { from, to, start: now, ms: distance < bounds.height ? GLIDE_NEAR_MS : GLIDE_FAR_MS }
  }

  step(now: number): void {
    if (!this.glide) return
    const { from, to, start, ms } = this.glide
    const t = Math.min(1, Math.max(0, (now - start) / ms))
    this.y = from + (to - from) * eased(t)
    if (t >= 1) this.glide = null
  }
}

/** The top edge that puts the cursor where the camera likes it. */
export function followTop(nowY: number, height: number): number {
  return nowY - FOLLOW_AT * height
}

function clamped(y: number, { height, endY }: Bounds): number {
  const lowest = Math.max(-HEAD_ROOM, endY - height * 0.35)
  return Math.min(lowest, Math.max(-HEAD_ROOM, y))
}

/** cubic-bezier(.2, 0, .38, .9) near enough: slow start, quick middle, soft end. */
export function eased(t: number): number {
  return t < 0.5 ? 4 * t * t * t : 1 - (-2 * t + 2) ** 3 / 2
}
