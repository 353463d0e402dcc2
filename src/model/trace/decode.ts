/** One record out of the columns, in the shape and key order of contracts.md 3. */
import type { RecordType, SeenBy, TraceRecord } from './records.ts'
import type { TraceStore } from './store.ts'

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

interface Row {
  readonly trace: TraceStore
  readonly i: number
  readonly from: string
  readonly to: string
  readonly name: string
  readonly link: number
}

function sentKeys({ trace, i, from, to, name }: Row): object {
  const step = trace.stepOf(i)
  return {
    id: trace.messageId(i),
    from,
    to,
    name,
    arrivesAt: orNull(trace.due[i] as number),
    depth: trace.depthOf(i),
    ...(step > 0 ? { step } : {}),
    body: trace.body(i),
  }
}

function taskKeys({ trace, i, from, to, name, link }: Row): object {
  const { seenBy, reason } = trace.body(i) as { seenBy: SeenBy; reason: string | null }
  return { framework: from, task: to, agent: trace.text(link), state: name, seenBy, reason }
}

/** The keys of a type, behind `i`, `at`, `type` and `cause`, in the contract's order. */
const KEYS: { readonly [T in RecordType]: (row: Row) => object } = {
  sent: sentKeys,
  delivered: ({ trace, i, from, to, name }) => ({ id: trace.messageId(i), from, to, name }),
  lost: ({ trace, i, from, to, name }) => ({
    id: trace.messageId(i),
    from,
    to,
    name,
    why: (trace.body(i) as { why: string }).why,
  }),
  state: ({ trace, from, to, name, link }) => ({ of: from, from: trace.text(link), to, event: name }),
  allocation: ({ trace, i }) => trace.body(i) as object,
  exited: ({ from, to }) => ({ of: from, peer: to }),
  timer: ({ trace, i, from, name }) => ({
    of: from,
    name,
    what: trace.whatOf(i),
    dueAt: orNull(trace.due[i] as number),
  }),
  task: taskKeys,
  action: ({ trace, i }) => trace.body(i) as object,
  broken: ({ trace, i, name }) => ({ invariant: name, ...(trace.body(i) as object) }),
  halted: ({ name }) => ({ why: name }),
}

export function recordAt(trace: TraceStore, i: number): TraceRecord {
  const type = trace.typeOf(i)
  const cause = trace.cause[i] as number
  const row: Row = {
    trace,
    i,
    from: trace.text(trace.from[i] as number),
    to: trace.text(trace.to[i] as number),
    name: trace.text(trace.name[i] as number),
    link: trace.link[i] as number,
  }
  const base = { i, at: trace.at[i] as number, type, cause: cause < 0 ? null : cause }
  return { ...base, ...KEYS[type](row) } as TraceRecord
}

/** A line of the trace as JSON lines, without the line end. */
export function jsonLine(trace: TraceStore, i: number): string {
  return JSON.stringify(recordAt(trace, i))
}
