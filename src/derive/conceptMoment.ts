/** The concept figure at a moment: what each box does, and the messages on their way between boxes. */
import type { TaskPoint } from '#model/trace/series.ts'
import type { Series, TraceStore } from '#model/trace/store.ts'
import { FOLDED, GAP, type Fold } from './axis.ts'
import { cpusOf } from './agentCpus.ts'
import type { Box, ConceptCast } from './conceptCast.ts'
import { executionsOf } from './executions.ts'
import type { Phase } from './geometry.ts'
import { DELIVERED, LOST, SENT } from './marks.ts'
import type { MessageLook } from './messages.ts'
import type { DiagramModel } from './model.ts'
import { stateIndex } from './stateIndex.ts'
import type { Cursor } from './view.ts'

export interface Flight {
  readonly key: number
  /** Ordinal of its `sent` record. */
  readonly sent: number
  readonly look: MessageLook
  /** Step of the figure, or 0. */
  readonly step: number
  readonly from: Box
  readonly to: Box
  /** 0..1 of the way; 1 once delivered, the place of loss when lost. */
  readonly part: number
  readonly phase: Phase
  /** 0 while it flies or has just arrived; 1, 2 for those that arrived before. */
  readonly age: number
}

export interface Flights {
  readonly flights: readonly Flight[]
  /** Messages that fly beside those that are listed. */
  readonly more: number
  /** Where the cursor stands in a folded repetition: that, and how often it is past. */
  readonly folded: { readonly fold: Fold; readonly done: number; readonly looks: readonly MessageLook[] } | null
}

/** More messages at once cannot be told apart. */
const MOST_FLYING = 14
/** Of those that arrived last. */
const MOST_ARRIVED = 3
const LOST_PART = 0.6

export function flightsOf(model: DiagramModel, cast: ConceptCast, cursor: Cursor): Flights {
  const { axis, marks } = model
  const nowMark = axis.markAtCursor(cursor)
  const nowY = axis.yOf(cursor)
  if (axis.segment.at(nowMark) === FOLDED) return { flights: [], more: 0, folded: foldedAt(model, nowMark) }
  const starts: number[] = []
  marks.spanning(nowMark + 1, (start) => {
    if (axis.segment.at(start) !== FOLDED && marks.kind.at(start) === SENT) starts.push(start)
  })
  const flying = starts.slice(-MOST_FLYING).flatMap((start) => {
    const end = marks.mate.at(start)
    const y0 = axis.y(start)
    const y1 = end < 0 ? y0 : axis.y(end)
    const part = y1 <= y0 ? 0 : Math.min(1, Math.max(0, (nowY - y0) / (y1 - y0)))
    return flightOf(model, cast, { start, part, phase: 'flying', age: 0 })
  })
  return {
    flights: [...arrivedBefore(model, cast, nowMark), ...flying],
    more: Math.max(0, starts.length - MOST_FLYING),
    folded: null,
  }
}

/** What arrived or was lost last, the newest at the end, back to the last quiet gap. */
function arrivedBefore(model: DiagramModel, cast: ConceptCast, nowMark: number): Flight[] {
  const { axis, marks } = model
  const found: Flight[] = []
  // The very last stands out while nothing has happened since.
  const since = marks.mate.at(nowMark) >= 0 && marks.kind.at(nowMark) !== SENT ? 0 : 1
  for (let k = nowMark; k > 0 && found.length < MOST_ARRIVED; k -= 1) {
    const kind = marks.kind.at(k)
    const start = marks.mate.at(k)
    if ((kind === DELIVERED || kind === LOST) && start >= 0) {
      const phase = kind === LOST ? 'lost' : 'delivered'
      const part = kind === LOST ? LOST_PART : 1
      found.unshift(...flightOf(model, cast, { start, end: k, part, phase, age: found.length + since }))
    }
    if (axis.segment.at(k) === GAP || axis.segment.at(k) === FOLDED) break
  }
  return found
}

interface Told {
  readonly start: number
  readonly end?: number
  readonly part: number
  readonly phase: Phase
  readonly age: number
}

function flightOf(model: DiagramModel, cast: ConceptCast, { start, end = -1, part, phase, age }: Told): Flight[] {
  const { trace, marks, looks } = model
  const sent = marks.message.at(end >= 0 ? end : start)
  const [from, to] = [trace.text(trace.from[sent] as number), trace.text(trace.to[sent] as number)]
  const executions = executionsOf(trace)
  const agentOfTask = (task: string): string | null => executions.agentOfTask(task)
  const [a, b] = [cast.boxOf(from, to, agentOfTask), cast.boxOf(to, from, agentOfTask)]
  if (!a || !b) return []
  const look = looks.at(sent)
  return [{ key: end >= 0 ? end : start, sent, look, step: trace.stepOf(sent), from: a, to: b, part, phase, age }]
}

function foldedAt(model: DiagramModel, mark: number): Flights['folded'] {
  const { axis, marks, looks } = model
  const fold = axis.foldAt(mark)
  if (!fold) return null
  const found: MessageLook[] = []
  const until = Math.min(fold.endMark, fold.firstMark + Math.ceil(fold.marksPerTime))
  for (let k = fold.firstMark; k < until; k += 1) {
    if (marks.kind.at(k) !== SENT) continue
    const look = looks.at(marks.message.at(k))
    if (!found.includes(look)) found.push(look)
  }
  const done = Math.min(fold.times, Math.floor((mark + 1 - fold.firstMark) / fold.marksPerTime))
  return { fold, done, looks: found }
}

export interface BoxState {
  readonly box: Box
  /** Dotted path of states; null where nothing of it has started, empty where it is gone. */
  readonly state: string | null
  /** State of the newest task, TASK_…; null for other boxes. */
  readonly taskState: string | null
  /** How many of what it stands for live. */
  readonly alive: number
  /** Id of the newest task or executor in it. */
  readonly newest: string | null
  readonly cpus: { readonly used: number; readonly total: number } | null
  /** Status updates that wait for an acknowledgement in the agent's streams. */
  readonly waiting: number
  /** Offers that are outstanding at the master. */
  readonly offers: number
}

const NOTHING = { state: null, taskState: null, alive: 0, newest: null, cpus: null, waiting: 0, offers: 0 } as const

export function boxStates(model: DiagramModel, cast: ConceptCast, ordinal: number): BoxState[] {
  return cast.boxes.map((box) => boxState(model, box, ordinal))
}

function boxState(model: DiagramModel, box: Box, ordinal: number): BoxState {
  const { trace, holdings } = model
  const nothing = { ...NOTHING, box }
  if (box.role === 'task') return taskState(trace, box, ordinal)
  if (box.role === 'executor') return executorState(trace, box, ordinal)
  if (box.component === null) return nothing
  const found = stateIndex(trace).at(box.component, ordinal)
  if (!found) return nothing
  const alive = found.state === '' ? 0 : 1
  const shared = { ...nothing, state: found.state, alive }
  if (box.role === 'agent') {
    const cpus = cpusOf(trace, box.component, ordinal)
    return { ...shared, cpus, waiting: holdings.updatesWaiting(box.component, ordinal) }
  }
  return box.role === 'master' ? { ...shared, offers: offersOut(model, ordinal) } : shared
}

function offersOut({ holdings }: DiagramModel, ordinal: number): number {
  let out = 0
  holdings.offers.all.overlapping(ordinal, ordinal, (_, __, end) => {
    if (end > ordinal) out += 1
  })
  return out
}

/** Tasks that one box looks back at. */
const MOST_TASKS = 200

function taskState(trace: TraceStore, box: Box, ordinal: number): BoxState {
  const nothing = { ...NOTHING, box }
  if (box.agent === null) return nothing
  const tasks = executionsOf(trace).tasksOf(box.agent)
  let newest: TaskPoint | null = null
  let alive = 0
  for (let n = tasks.length - 1; n >= Math.max(0, tasks.length - MOST_TASKS); n -= 1) {
    const series = tasks[n] as Series
    const k = trace.pointAt(series, ordinal)
    if (k < 0) continue
    newest ??= trace.pointBody(series, k) as TaskPoint
    if ((series.values[k] as number) > 0) alive += 1
  }
  if (!newest) return nothing
  return { ...nothing, state: alive > 0 ? 'running' : '', taskState: newest.state, alive, newest: newest.task }
}

function executorState(trace: TraceStore, box: Box, ordinal: number): BoxState {
  const nothing = { ...NOTHING, box }
  if (box.agent === null) return nothing
  const executors = executionsOf(trace).executorsOf(box.agent)
  const states = stateIndex(trace)
  let newest: { readonly of: string; readonly state: string } | null = null
  let alive = 0
  for (let n = executors.length - 1; n >= Math.max(0, executors.length - MOST_TASKS); n -= 1) {
    const found = states.at(executors[n] as string, ordinal)
    if (!found) continue
    if (found.state !== '') alive += 1
    if (!newest || (newest.state === '' && found.state !== '')) newest = { of: found.of, state: found.state }
  }
  return newest ? { ...nothing, state: newest.state, alive, newest: newest.of } : nothing
}
