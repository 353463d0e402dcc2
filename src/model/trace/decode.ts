/** One record out of the columns, in the shape and key order of contracts.md 3. */
import { RECORD_TYPES, type RecordType, type SeenBy, type TraceRecord } from './records.ts'
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

const SENT = RECORD_TYPES.indexOf('sent')
const DELIVERED = RECORD_TYPES.indexOf('delivered')
const STATE = RECORD_TYPES.indexOf('state')
const TIMER = RECORD_TYPES.indexOf('timer')

/** A line of the trace as JSON lines, without the line end: what JSON makes of `recordAt`, for most records without the detour. */
export function jsonLine(trace: TraceStore, i: number): string {
  const keys = hotKeys(trace, i)
  if (keys === null) return JSON.stringify(recordAt(trace, i))
  const cause = trace.cause[i] as number
  return `{"i":${i},"at":${trace.at[i] as number},"type":"${trace.typeOf(i)}","cause":${cause < 0 ? 'null' : cause},${keys}}`
}

/** The keys behind the common ones where the columns say all but the body, which is JSON already; else null. */
function hotKeys(trace: TraceStore, i: number): string | null {
  const text = (number: number): string => JSON.stringify(trace.text(number))
  const from = trace.from[i] as number
  const to = trace.to[i] as number
  const name = trace.name[i] as number
  switch (trace.type[i]) {
    case SENT: {
      const step = trace.stepOf(i)
      const way = `"id":${JSON.stringify(trace.messageId(i))},"from":${text(from)},"to":${text(to)},"name":${text(name)}`
      const when = `"arrivesAt":${orNull(trace.due[i] as number)},"depth":${trace.depthOf(i)}`
      return `${way},${when}${step > 0 ? `,"step":${step}` : ''},"body":${trace.bodyText(i) || 'null'}`
    }
    case DELIVERED:
      return `"id":${JSON.stringify(trace.messageId(i))},"from":${text(from)},"to":${text(to)},"name":${text(name)}`
    case STATE:
      return `"of":${text(from)},"from":${text(trace.link[i] as number)},"to":${text(to)},"event":${text(name)}`
    case TIMER:
      return `"of":${text(from)},"name":${text(name)},"what":"${trace.whatOf(i)}","dueAt":${orNull(trace.due[i] as number)}`
    default:
      return null
  }
}
