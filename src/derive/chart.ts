/** A state chart ready to be laid out and looked at: edges with their labels, the state at a record, the way it came there. */
import type { Chart, PictureState, PictureTransition } from '#model/chart.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { stateIndex, type StateAt } from './stateIndex.ts'

export interface ChartEdge {
  readonly from: string
  readonly to: string
  /** Transitions between the same two states, in document order. */
  readonly transitions: readonly PictureTransition[]
}

/** All transitions that lead somewhere, those with the same ends together. */
export function chartEdges(chart: Chart): readonly ChartEdge[] {
  const edges = new Map<string, { from: string; to: string; transitions: PictureTransition[] }>()
  for (const transition of chart.picture.transitions) {
    const { from, to } = transition
    if (to === null || from === '') continue
    const key = `${from}>${to}`
    const known = edges.get(key)
    if (known) known.transitions.push(transition)
    else edges.set(key, { from, to, transitions: [transition] })
  }
  return [...edges.values()]
}

/** The event as people read it: XState's own names of delays and ends shortened. */
export function eventName({ kind, event, delay }: PictureTransition): string {
  if (kind === 'after') return typeof delay === 'number' ? `${delay} ms` : (delay ?? '')
  return kind === 'event' ? event : ''
}

/** Whether a state lies in another, or is it. The root holds all. */
export function isWithin(state: string, outer: string): boolean {
  return outer === '' || state === outer || state.startsWith(`${outer}.`)
}

export interface ChartNow {
  /** Null: it has none at the record, not yet or no more. */
  readonly state: string | null
  readonly last: StateAt | null
  /** What can happen next, in the order in which it is tried. */
  readonly next: readonly PictureTransition[]
}

/** Where a machine stands at a record. */
export function chartNow(trace: TraceStore, chart: Chart, of: string, ordinal: number): ChartNow {
  const last = stateIndex(trace).at(of, ordinal)
  const state = last === null || last.state === '' ? null : last.state
  return { state, last, next: state === null ? [] : (chart.next[state] ?? []) }
}

function hears(transition: PictureTransition, event: string): boolean {
  const name = eventName(transition)
  if (name === event || transition.event === event) return true
  return name.endsWith('*') && event.startsWith(name.slice(0, -1))
}

/** The edge that a change of state went along: by its ends and its event, else by its ends. Null: along several at once. */
export function edgeOf(edges: readonly ChartEdge[], { before, state, event }: StateAt): ChartEdge | null {
  const fits = edges.filter(({ from, to }) => isWithin(before, from) && isWithin(state, to))
  return fits.find(({ transitions }) => transitions.some((other) => hears(other, event))) ?? fits[0] ?? null
}

/** The states without the root, outer ones before those in them. */
export function chartStates(chart: Chart): readonly PictureState[] {
  return chart.picture.states.filter(({ path }) => path !== '')
}

/** The innermost state that is entered when a state is. */
export function leafOf(chart: Chart, path: string): string {
  const states = new Map(chart.picture.states.map((state) => [state.path, state]))
  let leaf = path
  for (let state = states.get(leaf); state?.initial; state = states.get(leaf)) leaf = state.initial
  return leaf
}
