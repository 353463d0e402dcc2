/** The `state` records of each component and machine, kept up with the trace: what state was it in, and since when. */
import type { TraceStore } from '#model/trace/store.ts'
import { IntColumn } from './columns.ts'
import { perTrace } from './perTrace.ts'

const TYPE_STATE = 3

export interface StateAt {
  readonly of: string
  /** Dotted path; empty where it has ended. */
  readonly state: string
  readonly before: string
  readonly event: string
  /** Ordinal of the record. */
  readonly ordinal: number
}

/** What a `state` record says. */
export function stateOf(trace: TraceStore, i: number): StateAt {
  return {
    of: trace.text(trace.from[i] as number),
    state: trace.text(trace.to[i] as number),
    before: trace.text(trace.link[i] as number),
    event: trace.text(trace.name[i] as number),
    ordinal: i,
  }
}

export class StateIndex {
  private readonly byComponent = new Map<number, IntColumn>()
  private read = 0
  readonly trace: TraceStore

  constructor(trace: TraceStore) {
    this.trace = trace
  }

  grow(): void {
    const { trace } = this
    for (let i = this.read; i < trace.count; i += 1) {
      if (trace.type[i] !== TYPE_STATE) continue
      const component = trace.from[i] as number
      let line = this.byComponent.get(component)
      if (!line) {
        line = new IntColumn(4)
        this.byComponent.set(component, line)
      }
      line.push(i)
    }
    this.read = trace.count
  }

  /** The transition after which it stands as it does at a record, or null before its first. */
  at(of: string, ordinal: number): StateAt | null {
    const line = this.byComponent.get(this.trace.numberOf(of))
    const k = line ? line.lastAtMost(ordinal) : -1
    return line && k >= 0 ? stateOf(this.trace, line.at(k)) : null
  }

  /** The last transitions up to a record, newest first. */
  history(of: string, ordinal: number, most: number): readonly StateAt[] {
    const line = this.byComponent.get(this.trace.numberOf(of))
    if (!line) return []
    const found: StateAt[] = []
    for (let k = line.lastAtMost(ordinal); k >= 0 && found.length < most; k -= 1)
      found.push(stateOf(this.trace, line.at(k)))
    return found
  }

  /** Components that live at a record, in order of first appearance; at most so many. */
  components(ordinal: number, most: number): readonly string[] {
    const found: string[] = []
    for (const [component, line] of this.byComponent) {
      const id = this.trace.text(component)
      const k = id.includes('/') ? -1 : line.lastAtMost(ordinal)
      if (k >= 0 && stateOf(this.trace, line.at(k)).state !== '') found.push(id)
      if (found.length >= most) break
    }
    return found
  }

  /** Machines of what a component keeps books of, `OWNER/…`, that live at a record. */
  booksOf(owner: string, ordinal: number, most: number): readonly StateAt[] {
    const found: StateAt[] = []
    for (const [component, line] of this.byComponent) {
      const id = this.trace.text(component)
      if (!id.startsWith(`${owner}/`)) continue
      const k = line.lastAtMost(ordinal)
      if (k < 0) continue
      const state = stateOf(this.trace, line.at(k))
      if (state.state !== '') found.push(state)
    }
    return found.sort((a, b) => b.ordinal - a.ordinal).slice(0, most)
  }
}

/** The index of a trace, up to date; begun anew after a cut. */
export const stateIndex = perTrace((trace) => new StateIndex(trace))
