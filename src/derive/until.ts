/** What a reader may wait for, and the first record at which it holds. */
import type { MessageKind } from '#model/messages/catalogue.ts'
import { shareSeries } from '#model/trace/series.ts'
import type { Series, TraceStore } from '#model/trace/store.ts'
import type { LaneBook } from './lanes.ts'
import { selectRecords } from './select.ts'

export type Condition =
  /** Some instance of an app, a task, or any task at all, is seen running for the first time. */
  | { readonly kind: 'running'; readonly what: string | null }
  | { readonly kind: 'declined'; readonly framework: string | null }
  /** A framework's dominant share in one of its roles rises above a value, 0..1. */
  | { readonly kind: 'share'; readonly framework: string; readonly above: number }
  | { readonly kind: 'broken' }
  /** A message is sent, or lost, that says so; of a kind, or of any. */
  | { readonly kind: 'message'; readonly text: string; readonly of: MessageKind | null }

export const CONDITIONS = [
  'running',
  'declined',
  'share',
  'broken',
  'message',
] as const satisfies readonly Condition['kind'][]

const SENT = 0
const TASK = 7
const BROKEN = 9

/**
 * Ordinal of the first record from `from` to before `to` at which it holds, or -1. To be called in slices over long runs; of a share the
 * whole of what is computed is looked at at once.
 */
export function firstHolding(
  trace: TraceStore,
  lanes: LaneBook,
  condition: Condition,
  [from, to]: readonly [number, number],
): number {
  const end = Math.min(to, trace.count)
  switch (condition.kind) {
    case 'running':
      return first(from, end, (i) => isRunning(trace, i, condition.what))
    case 'declined':
      return first(from, end, (i) => isDecline(trace, i, condition.framework))
    case 'broken':
      return first(from, end, (i) => trace.type[i] === BROKEN)
    case 'share':
      return risesAbove(trace, condition, from, end)
    case 'message': {
      const kinds = condition.of === null ? {} : { kinds: [condition.of] }
      const query = { text: condition.text, types: ['sent', 'lost'] as const, ...kinds }
      return selectRecords(trace, lanes, query, from, end)[0] ?? -1
    }
  }
}

function first(from: number, end: number, holds: (i: number) => boolean): number {
  for (let i = from; i < end; i += 1) if (holds(i)) return i
  return -1
}

function isRunning(trace: TraceStore, i: number, what: string | null): boolean {
  if (trace.type[i] !== TASK || trace.text(trace.name[i] as number) !== 'TASK_RUNNING') return false
  if (what === null) return true
  const task = trace.text(trace.to[i] as number)
  // An app's tasks begin with its path, slashes as underscores; `count` tasks with their common name.
  if (what.startsWith('/')) return task.startsWith(`${what.slice(1).replaceAll('/', '_')}.`)
  return task === what || (task.startsWith(`${what}-`) && /^\d+$/.test(task.slice(what.length + 1)))
}

function isDecline(trace: TraceStore, i: number, framework: string | null): boolean {
  if (trace.type[i] !== SENT || trace.text(trace.name[i] as number) !== 'DECLINE') return false
  const from = trace.text(trace.from[i] as number).replace(/~\d+$/, '')
  return framework === null || from === `driver:${framework}`
}

function risesAbove(
  trace: TraceStore,
  { framework, above }: Extract<Condition, { kind: 'share' }>,
  from: number,
  end: number,
): number {
  let found = Infinity
  for (const series of trace.series.values()) {
    const [topic, role, of] = series.name.split('/')
    if (topic === 'share' && of === framework && series.name === shareSeries(role as string, framework)) {
      found = Math.min(found, firstRise(series, above, from))
    }
  }
  return found < end ? found : -1
}

function firstRise({ ordinals, values }: Series, above: number, from: number): number {
  for (let k = 0; k < ordinals.length; k += 1) {
    const rises = (values[k] as number) > above && (k === 0 || (values[k - 1] as number) <= above)
    if (rises && (ordinals[k] as number) >= from) return ordinals[k] as number
  }
  return Infinity
}
