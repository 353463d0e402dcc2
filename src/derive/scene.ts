/** A moment as geometry: everything between two heights, at a cursor. Cost: what is in the window. */
import { densityOf, densityTicks, isDense } from './density.ts'
import type { Mark, Scene } from './geometry.ts'
import type { Layout } from './layout.ts'
import type { DiagramModel } from './model.ts'
import { activationsOf, arrowsOf } from './sceneArrows.ts'
import { filterBars, offerBars, timerPies } from './sceneBars.ts'
import { foldCards, gapsOf, lifeParts, markLines, openedFolds, pointsOf, ticksOf } from './sceneGround.ts'
import { waitingAt } from './sceneWaiting.ts'
import type { Cursor } from './view.ts'

/** What the parts of a scene are made from. */
export interface Moment {
  readonly model: DiagramModel
  readonly layout: Layout
  readonly cursor: Cursor
  readonly nowY: number
  /** Last mark that the cursor has reached. */
  readonly nowMark: number
  readonly top: number
  readonly bottom: number
  /** First and last mark in the window. */
  readonly first: number
  readonly last: number
}

export function momentOf(
  model: DiagramModel,
  layout: Layout,
  cursor: Cursor,
  window: readonly [top: number, bottom: number],
): Moment {
  const { axis } = model
  const [top, bottom] = window
  return {
    model,
    layout,
    cursor,
    nowY: axis.yOf(cursor),
    nowMark: axis.markAtCursor(cursor),
    top,
    bottom,
    first: axis.markAtY(top),
    last: axis.markAtY(bottom),
  }
}

/** `marks`: what the reader marked, wherever in the run. */
export function sceneOf(moment: Moment, marks: readonly Mark[] = []): Scene {
  if (isDense(moment)) return denseScene(moment, marks)
  const arrows = arrowsOf(moment)
  return {
    top: moment.top,
    bottom: moment.bottom,
    nowY: moment.nowY,
    nowAt: moment.cursor.at,
    arrows,
    life: lifeParts(moment),
    activations: activationsOf(moment, arrows),
    ticks: ticksOf(moment),
    gaps: gapsOf(moment),
    folds: foldCards(moment),
    opened: openedFolds(moment),
    points: pointsOf(moment),
    offers: offerBars(moment),
    filters: filterBars(moment),
    timers: timerPies(moment),
    waiting: waitingAt(moment, arrows),
    marks: markLines(moment, marks),
    density: null,
  }
}

/** Lanes, time, now, and how much happens: nothing that is drawn one by one. */
function denseScene(moment: Moment, marks: readonly Mark[]): Scene {
  return {
    top: moment.top,
    bottom: moment.bottom,
    nowY: moment.nowY,
    nowAt: moment.cursor.at,
    arrows: [],
    life: lifeParts(moment),
    activations: [],
    ticks: densityTicks(moment),
    gaps: [],
    folds: [],
    opened: [],
    points: [],
    offers: [],
    filters: [],
    timers: timerPies(moment),
    waiting: waitingAt(moment, []),
    marks: markLines(moment, marks),
    density: densityOf(moment),
  }
}
