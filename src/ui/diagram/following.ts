/** How the camera follows the cursor: while it plays, after a step or a seek, and when what lies before it is laid out anew. */
import type { Camera, Bounds } from './camera.ts'
import { followTop } from './camera.ts'
import type { Input } from './controller.ts'

/** Seeks that follow one another faster than this are a scrub: no gliding. */
export const SCRUB_MS = 90

export function boundsOf({ height, model }: Input): Bounds {
  return { height, endY: model.axis.endY }
}

/** Where the cursor stood when it was looked at last, and whether its record was there. */
interface Standing {
  readonly nowY: number
  readonly isThere: boolean
}

export class Following {
  private readonly camera: Camera
  private lastSeek = -Infinity
  private standing: Standing = { nowY: 0, isThere: false }

  constructor(camera: Camera) {
    this.camera = camera
  }

  /** `nowMs`: the viewer's clock. */
  follow(before: Input | null, input: Input, nowMs: number): void {
    const { props, model } = input
    const nowY = model.axis.yOf(props.cursor)
    const was = this.standing
    this.standing = { nowY, isThere: props.cursor.ordinal < props.trace.count }
    const started = props.playing && !before?.props.playing
    const moved = before?.props.cursor !== props.cursor
    if (!before || before.props.trace !== props.trace) {
      this.camera.follows = true
      return this.lookAt(nowY, input)
    }
    if (before.props.selection !== props.selection && !props.playing && !moved) return this.showSelection(input, nowMs)
    if (!moved && !started) return this.keepInSight(before, input, was)
    if (started || !props.playing) this.camera.follows = true
    if (!this.camera.follows) return
    if (props.playing) return this.followPlaying(nowY, input, started, nowMs)
    this.followSeek(nowY, input, nowMs)
  }

  private lookAt(nowY: number, input: Input): void {
    this.camera.set(followTop(nowY, input.height), boundsOf(input))
  }

  /**
   * The cursor rests. A run that is opened in its middle comes to it only later, and what comes later still may fold what
   * lies before it; a view beside the drawing takes half of its room.
   */
  private keepInSight(before: Input, input: Input, was: Standing): void {
    const { height } = input
    const { nowY, isThere } = this.standing
    if (!this.camera.follows || this.camera.gliding) return
    const onScreen = nowY - this.camera.y
    if (isThere && !was.isThere) this.lookAt(nowY, input)
    else if (before.height !== height && (onScreen < 0 || onScreen > height * 0.8)) this.lookAt(nowY, input)
    else if (nowY !== was.nowY && before.model === input.model && before.props.view === input.props.view) {
      this.camera.set(this.camera.y + nowY - was.nowY, boundsOf(input))
    }
  }

  /** What is selected by key or in another view comes into sight; a click there finds it in sight already. */
  private showSelection(input: Input, nowMs: number): void {
    const { props, model, height } = input
    if (props.selection === null || props.selection > props.cursor.ordinal) return
    const at = props.trace.at[props.selection] as number
    const y = model.axis.yOf({ ordinal: props.selection, at })
    if (y > this.camera.y + 24 && y < this.camera.y + height - 24) return
    this.camera.go(y - height * 0.4, boundsOf(input), nowMs, props.reducedMotion)
  }

  private followPlaying(nowY: number, input: Input, started: boolean, nowMs: number): void {
    const bounds = boundsOf(input)
    const wish = followTop(nowY, input.height)
    const onScreen = nowY - this.camera.y
    if (started && (onScreen < 0 || onScreen > input.height)) {
      return this.camera.go(wish, bounds, nowMs, input.props.reducedMotion)
    }
    if (this.camera.gliding) return
    if (wish > this.camera.y || onScreen < 0) this.camera.set(wish, bounds)
  }

  /** A step moves the view only when the cursor would leave its middle, and glides; any other seek lands at once. */
  private followSeek(nowY: number, input: Input, nowMs: number): void {
    const { height, props } = input
    const onScreen = nowY - this.camera.y
    const scrubs = nowMs - this.lastSeek < SCRUB_MS
    this.lastSeek = nowMs
    if (onScreen >= height * 0.14 && onScreen <= height * 0.66) return
    if (scrubs || props.glides !== true) this.lookAt(nowY, input)
    else this.camera.go(followTop(nowY, height), boundsOf(input), nowMs, props.reducedMotion)
  }
}
