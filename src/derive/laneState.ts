/** What stands under a lane's name at a moment: the state of its component, read from the trace by bisection. */
import { cpusOf } from './agentCpus.ts'
import type { Lane } from './lanes.ts'
import type { DiagramModel } from './model.ts'

export interface LaneState {
  readonly lane: Lane
  /** Dotted path of states; null where nothing of the lane has started yet, empty where it is gone. */
  readonly state: string | null
  /** How many of its components live. */
  readonly alive: number
  /** Ordinal of the record that changed it last, or -1: a new one is worth a pulse. */
  readonly since: number
  /** Of a registered agent, in cpus. */
  readonly cpus: { readonly used: number; readonly total: number } | null
}

export function laneStates(model: DiagramModel, lanes: readonly Lane[], ordinal: number): LaneState[] {
  return lanes.map((lane) => laneState(model, lane, ordinal))
}

function laneState(model: DiagramModel, lane: Lane, ordinal: number): LaneState {
  const { trace, marks } = model
  const line = marks.states[lane.n]
  const k = line ? line.ordinals.lastAtMost(ordinal) : -1
  const cpus = lane.role === 'agent' ? cpusOf(trace, lane.id, ordinal) : null
  if (!line || k < 0) return { lane, state: null, alive: 0, since: -1, cpus }
  const since = line.ordinals.at(k)
  const alive = line.alive.at(k)
  const state = alive === 0 ? '' : trace.text(trace.to[since] as number)
  return { lane, state, alive, since, cpus }
}
