/**
 * Holds the drawing together: takes what React was given, keeps the camera, draws, tells what the hand does. One for each
 * mounted diagram; it owns the group's inside, the list of names and the camera, nothing else.
 */
import type { Scene } from '#derive/geometry.ts'
import { lanesStandAlike, type Layout } from '#derive/layout.ts'
import type { DiagramModel } from '#derive/model.ts'
import { momentOf, sceneOf } from '#derive/scene.ts'
import type { Cursor } from '#derive/view.ts'
import { Camera, eased } from './camera.ts'
import { Cones } from './cones.ts'
import type { Frame, Patterns } from './draw/frame.ts'
import { labelFont, makeWidthOf } from './draw/measure.ts'
import { Stage } from './draw/stage.ts'
import { boundsOf, Following, SCRUB_MS } from './following.ts'
import { hitAt, type Hit } from './hit.ts'
import { DiagramLens } from './lens.ts'
import { Names } from './names.ts'
import type { DiagramProps, Place } from './types.ts'

export interface Elements {
  readonly root: HTMLElement
  readonly body: HTMLElement
  readonly svg: SVGSVGElement
  readonly group: SVGGElement
  readonly names: HTMLElement
  readonly heads: HTMLElement
  /** Grounds under the drawing: what is ahead, and the stripe of the gutter. */
  readonly ahead: HTMLElement
  readonly gutter: HTMLElement
  readonly note: HTMLElement
}

export interface Input {
  readonly props: DiagramProps
  readonly model: DiagramModel
  readonly layout: Layout
  readonly width: number
  readonly height: number
}

const MORPH_MS = 400
/** The window reaches beyond the view, in steps, so that scrolling a little draws nothing new. */
const OVERSCAN_PX = 200
const WINDOW_STEP = 256
/**
 * The drawing lies on a sheet of this height that the compositor moves: scrolling paints only what comes into view. Near
 * its edge the sheet is laid anew around the camera; numbers stay small in a run of a million rows.
 */
export const SHEET_PX = 60_000
const SHEET_EDGE_PX = 4000
const NAMES_MS = 120
/** Beside the lanes of a selected message that is brought into sight. */
const SIDE_ROOM_PX = 60

export class Controller {
  readonly camera = new Camera()
  /** The zoom that is asked for leaves a moment at its place. */
  readonly lens = new DiagramLens(
    this.camera,
    () => this.input,
    (zoom, moment, screenY) => {
      this.anchor = { moment, screenY }
      this.camera.follows = false
      this.input?.props.onZoom(zoom)
    },
  )
  private readonly following = new Following(this.camera)
  hovered: number | null = null
  /** Told after a drawing whose top edge has moved: for a diagram that looks along. */
  onCamera: ((y: number) => void) | null = null
  private toldY = Number.NaN
  private readonly elements: Elements
  private readonly stage: Stage
  private readonly names: Names
  private readonly patterns: Patterns
  private readonly onLeft: (left: number) => void
  private input: Input | null = null
  private scene: Scene | null = null
  private origin = 0
  private picked: readonly [number, number] | null = null
  private frameId = 0
  private namesTimer: ReturnType<typeof setTimeout> | undefined
  private morphStart = -Infinity
  private readonly cones = new Cones()
  /** A moment that stays at its place on the screen through the next change of zoom or view. */
  private anchor: { readonly moment: Cursor; readonly screenY: number } | null = null

  constructor(elements: Elements, prefix: string, patterns: Patterns, onLeft: (left: number) => void) {
    this.elements = elements
    this.patterns = patterns
    this.onLeft = onLeft
    this.stage = new Stage(elements.group, makeWidthOf(labelFont(elements.body)), SHEET_PX / 2, () => this.redraw())
    this.names = new Names(elements.names, prefix)
    // One tab stop: the messages inside are reached by arrow keys.
    elements.body.tabIndex = 0
    elements.svg.style.height = `${SHEET_PX}px`
  }

  get current(): Input | null {
    return this.input
  }

  /** Takes what is asked for and draws it before it returns; gliding goes on in frames. */
  update(input: Input): void {
    const before = this.input && this.input.width > 0 ? this.input : null
    this.input = input
    if (input.width === 0 || input.height === 0) return this.busy(true)
    if (before && before.model !== input.model) this.changeModel(before, input)
    else if (before && before.props.view !== input.props.view) this.keepPlace(before.model, input)
    if (before?.props.cursor !== input.props.cursor) this.sought()
    this.following.follow(before, input, this.now())
    this.moveSideways(before && before.props.selection !== input.props.selection ? this.toSelection(input) : 0)
    this.draw()
    this.settle()
  }

  destroy(): void {
    cancelAnimationFrame(this.frameId)
    clearTimeout(this.namesTimer)
  }

  private now(): number {
    return performance.now()
  }

  /** Seeks follow one another fast: a scrub, or a key that is held. */
  private scrubs = false
  private lastSeek = -Infinity

  private sought(): void {
    const now = this.now()
    this.scrubs = now - this.lastSeek < SCRUB_MS
    this.lastSeek = now
  }

  private changeModel(before: Input, input: Input): void {
    const { props, layout } = input
    const edited = before.props.view === props.view && lanesStandAlike(before.layout, layout)
    if (!edited && !props.reducedMotion && before.props.trace === props.trace) {
      this.stage.beginMorph()
      this.morphStart = this.now()
    }
    this.cones.forget()
    this.keepPlace(before.model, input)
  }

  /** Zoom, depth and folds leave what the reader looks at where it is. */
  private keepPlace(before: DiagramModel, input: Input): void {
    const { axis } = input.model
    const anchor = this.anchor ?? this.cursorAnchor(before, input)
    this.anchor = null
    if (!anchor) return
    this.camera.set(axis.yOf(anchor.moment) - anchor.screenY, boundsOf(input))
  }

  private cursorAnchor(before: DiagramModel, input: Input): { moment: Cursor; screenY: number } | null {
    if (!this.scene || before.trace !== input.model.trace) return null
    const { ordinal, at } = input.props.cursor
    const screenY = this.scene.nowY - this.camera.y
    if (screenY >= 0 && screenY <= input.height) return { moment: { ordinal, at }, screenY }
    const middle = this.lastMomentAt(input.height / 2)
    return middle ? { moment: middle, screenY: input.height / 2 } : null
  }

  private lastMoment: { readonly y: number; readonly cursor: Cursor } | null = null

  private lastMomentAt(screenY: number): Cursor | null {
    return this.lastMoment && Math.abs(this.lastMoment.y - screenY) < 1 ? this.lastMoment.cursor : null
  }

  /** Draws now. */
  draw(byHand = false): void {
    const input = this.input
    if (!input || input.width === 0) return
    this.camera.step(this.now())
    const { y } = this.camera
    if (Math.abs(y - this.origin) > SHEET_PX / 2 - SHEET_EDGE_PX) this.origin = Math.round(y / 1000) * 1000
    const top = Math.floor((y - OVERSCAN_PX) / WINDOW_STEP) * WINDOW_STEP
    const bottom = Math.ceil((y + input.height + OVERSCAN_PX) / WINDOW_STEP) * WINDOW_STEP
    this.scene = sceneOf(momentOf(input.model, input.layout, input.props.cursor, [top, bottom]), input.props.marks)
    this.stage.draw(this.frame(input, this.scene))
    this.place(input, this.scene)
    this.lastMoment = { y: input.height / 2, cursor: input.model.axis.cursorAt(y + input.height / 2) }
    this.nameSoon(byHand)
    if (y === this.toldY) return
    this.toldY = y
    this.onCamera?.(y)
  }

  /** Looks where another diagram looks that has the same heights. */
  lookAt(y: number, follows: boolean): void {
    this.camera.follows = follows
    if (!this.input || y === this.camera.y) return
    this.camera.set(y, boundsOf(this.input))
    this.draw()
    this.settle()
  }

  /** Moves the sheet and the grounds to where the camera looks: no painting. */
  private place(input: Input, scene: Scene): void {
    const { svg, ahead, gutter, note } = this.elements
    const { layout, height } = input
    const ratio = window.devicePixelRatio || 1
    const snapped = (px: number): number => Math.round(px * ratio) / ratio
    const left = snapped(-this.camera.x)
    svg.style.transform = `translate(${left}px, ${snapped(this.origin - SHEET_PX / 2 - this.camera.y)}px)`
    svg.style.width = `${layout.width}px`
    const nowY = Math.min(height, Math.max(0, scene.nowY - this.camera.y))
    ahead.style.transform = `translateY(${snapped(nowY)}px)`
    gutter.hidden = layout.gutter === null
    if (layout.gutter) {
      gutter.style.transform = `translateX(${layout.gutter.left + left}px)`
      gutter.style.width = `${layout.gutter.right - layout.gutter.left}px`
    }
    note.hidden = layout.form === 'narrow' || height - nowY < 70
    if (this.namedAt !== null) this.elements.names.style.transform = `translateY(${this.namedAt - this.camera.y}px)`
  }

  private namedAt: number | null = null

  private frame(input: Input, scene: Scene): Frame {
    const { props, layout, width, height } = input
    const t = (this.now() - this.morphStart) / MORPH_MS
    return {
      scene,
      layout,
      words: props.words,
      view: props.view,
      origin: this.origin,
      top: this.camera.y,
      left: this.camera.x,
      width,
      height,
      picked: this.picked,
      selection: props.selection,
      hovered: this.hovered,
      matches: props.matches ?? null,
      cone: this.cones.of(props),
      morph: t >= 1 ? 1 : eased(Math.max(0, t)),
      reducedMotion: props.reducedMotion,
      patterns: this.patterns,
    }
  }

  /** Goes on in frames while something moves; says when it is at rest. */
  private settle(): void {
    const input = this.input
    const moves =
      this.camera.gliding || this.now() - this.morphStart < MORPH_MS || this.scene?.density?.isExact === false
    this.busy(input?.props.loading === true || moves)
    cancelAnimationFrame(this.frameId)
    if (!moves) return
    this.frameId = requestAnimationFrame(() => {
      this.draw()
      this.settle()
    })
  }

  /** Draws in the next frame: for the hand. */
  redraw(): void {
    cancelAnimationFrame(this.frameId)
    this.frameId = requestAnimationFrame(() => {
      this.draw(true)
      this.settle()
    })
  }

  /** Said of the whole, heads included, and of the drawing, which has a role and a name. */
  private busy(is: boolean): void {
    const { root, body } = this.elements
    const value = String(is)
    if (root.getAttribute('aria-busy') === value) return
    root.setAttribute('aria-busy', value)
    body.setAttribute('aria-busy', value)
  }

  /** At once after a step; while something moves or steps follow fast, when it rests for a moment. */
  private nameSoon(byHand: boolean): void {
    const scrubs = this.scrubs && this.now() - this.lastSeek < SCRUB_MS
    if (!byHand && !scrubs && !this.input?.props.playing && !this.camera.gliding) {
      clearTimeout(this.namesTimer)
      this.namesTimer = undefined
      return this.name()
    }
    if (this.namesTimer !== undefined && !byHand && !scrubs) return
    clearTimeout(this.namesTimer)
    this.namesTimer = setTimeout(() => {
      this.namesTimer = undefined
      this.name()
    }, NAMES_MS)
  }

  private name(): void {
    const { input, scene } = this
    if (!input || !scene) return
    const { words, selection } = input.props
    const looking = { scene, words, top: this.camera.y, left: this.camera.x, height: input.height, selection }
    const active = this.names.draw(looking)
    this.namedAt = this.camera.y
    this.elements.names.style.transform = ''
    const { body } = this.elements
    if (active === null) body.removeAttribute('aria-activedescendant')
    else body.setAttribute('aria-activedescendant', active)
  }

  // What the hand does.

  moveBy(dx: number, dy: number): void {
    if (!this.input) return
    if (dy !== 0) this.camera.move(dy, boundsOf(this.input))
    if (dx !== 0) this.moveSideways(dx)
    this.redraw()
  }

  /** Px sideways to where a message that was selected by key or elsewhere is in sight; 0 where it is, as far as it fits. */
  private toSelection({ props, layout, model, width }: Input): number {
    const { selection, trace } = props
    if (selection === null || selection >= trace.count || trace.type[selection] !== 0) return 0
    const ends = [trace.from[selection] as number, trace.to[selection] as number]
    const xs = ends
      .map((end) => layout.x[model.lanes.laneOfNumber(trace, end).n] as number)
      .filter((x) => !Number.isNaN(x))
    if (xs.length === 0) return 0
    const [low, high] = [Math.min(...xs) - SIDE_ROOM_PX, Math.max(...xs) + SIDE_ROOM_PX]
    const { x } = this.camera
    if (low < x) return low - x
    return high > x + width ? Math.min(high - x - width, low - x) : 0
  }

  private moveSideways(dx: number): void {
    if (!this.input) return
    const most = Math.max(0, this.input.layout.width - this.input.width)
    const x = Math.min(most, Math.max(0, this.camera.x + dx))
    if (x === this.camera.x && dx !== 0) return
    this.camera.x = x
    this.elements.heads.style.transform = x === 0 ? '' : `translateX(${-x}px)`
    this.onLeft(x)
  }

  /** Whether what is seen is told as density. */
  get isDense(): boolean {
    return (this.scene?.density ?? null) !== null
  }

  /** The area that the hand draws, in heights on the screen; null: none any more. */
  pick(area: readonly [number, number] | null): void {
    this.picked = area
    this.redraw()
  }

  hit(screenX: number, screenY: number, finger: boolean): Hit | null {
    if (!this.input || !this.scene) return null
    return hitAt(this.scene, this.input.layout, screenX + this.camera.x, screenY + this.camera.y, finger)
  }

  cursorAt(screenY: number): Cursor | null {
    return this.input?.model.axis.cursorAt(this.camera.y + screenY) ?? null
  }

  hover(ordinal: number | null): void {
    if (ordinal === this.hovered) return
    this.hovered = ordinal
    this.elements.body.toggleAttribute('data-over', ordinal !== null)
    this.redraw()
  }

  /** Where a message is in the page, for menus and cards. */
  placeOf(ordinal: number): Place | null {
    const arrow = this.scene?.arrows.find(({ sent }) => sent === ordinal)
    if (!arrow) return null
    const box = this.elements.body.getBoundingClientRect()
    return {
      left: box.left + Math.min(arrow.x0, arrow.x1) - this.camera.x,
      top: box.top + arrow.y0 - this.camera.y,
      width: Math.abs(arrow.x1 - arrow.x0),
      height: arrow.y1 - arrow.y0,
    }
  }
}
