/**
 * No acknowledgement is forgotten on its way: the scheduler that heard an update, the driver, the agent, its
 * status-update manager. Source: mesos-protocol.md 1.4, 6.2, 6.3.
 */
import type { TraceStore } from '#model/trace/store.ts'
import { deliveredBody, fromAt, nameAt, toAt, type Law } from './law.ts'

/** How long a scheduler may take beside its callback, virtual ms: Marathon stores first. */
const PATIENCE_MS = 2000

interface Update {
  readonly framework: string
  readonly uuid: string
  readonly taskId: string
  readonly ordinal: number
  readonly at: number
}

interface Status {
  readonly taskId: string
  readonly uuid?: string
  readonly slaveId?: string
}

interface Book {
  /** Component to dotted state. */
  readonly states: Map<string, string>
  /** Component to the ordinal of its last change of state. */
  readonly changed: Map<string, number>
  /** What a scheduler was told and owes an answer to. */
  owed: Update[]
  /** Agents' acknowledgements that their manager must hear of: ordinals of `delivered`. */
  readonly toManager: Set<number>
  /** `updates:A` and uuid of what has been acknowledged. */
  readonly settled: Set<string>
}

/** The status in a callback of either API, or null where it needs no answer. */
function statusIn(name: string, body: unknown): Required<Status> | null {
  const events = (body as { events?: readonly { type: string; body: { status?: Status } }[] }).events
  const status =
    name === 'statusUpdate'
      ? (body as { status?: Status }).status
      : name === 'received'
        ? events?.find(({ type }) => type === 'UPDATE')?.body.status
        : undefined
  return status?.uuid === undefined || status.slaveId === undefined ? null : (status as Required<Status>)
}

function isConnected(state: string | undefined): boolean {
  return state === 'running.connected' || state === 'started.linked.subscribed'
}

function noteDelivered(trace: TraceStore, book: Book, i: number): string | null {
  const name = nameAt(trace, i)
  const to = toAt(trace, i)
  const from = fromAt(trace, i)
  if (name === 'StatusUpdateAcknowledgementMessage' && from === 'master') {
    if (book.states.get(to)?.startsWith('running')) book.toManager.add(i)
  } else if (name === 'acknowledgement') {
    book.settled.add(`${to} ${(deliveredBody(trace, i) as { uuid: string }).uuid}`)
  } else if (from === `driver:${to}` && isConnected(book.states.get(from))) {
    const status = statusIn(name, deliveredBody(trace, i))
    const at = trace.at[i] as number
    if (status) book.owed.push({ framework: to, uuid: status.uuid, taskId: status.taskId, ordinal: i, at })
  }
  return null
}

function noteSent(trace: TraceStore, book: Book, i: number): string | null {
  const name = nameAt(trace, i)
  const from = fromAt(trace, i)
  if (name === 'acknowledgement') book.toManager.delete(trace.cause[i] as number)
  if (name === 'ACKNOWLEDGE') {
    const { uuid } = trace.body(i) as { uuid: string }
    book.owed = book.owed.filter((update) => update.uuid !== uuid || `driver:${update.framework}` !== from)
  }
  if (name === 'forward' && from.startsWith('updates:')) {
    const { status } = (trace.body(i) as { update: { status: Status } }).update
    if (book.settled.has(`${from} ${status.uuid}`))
      return `${from} sends an update of ${status.taskId} again that was acknowledged`
  }
  return null
}

function noteState(trace: TraceStore, book: Book, i: number): void {
  const of = fromAt(trace, i)
  book.states.set(of, toAt(trace, i))
  book.changed.set(of, i)
}

/** Whoever changed its state since may have left, failed over, or lost its master. */
function overdue(book: Book, callbackMs: number, now: number): string | null {
  const late = book.owed.filter(({ at }) => at + callbackMs + PATIENCE_MS < now)
  if (late.length === 0) return null
  const left = new Set(late)
  book.owed = book.owed.filter((update) => !left.has(update))
  const forgotten = late.find(({ framework, ordinal }) =>
    [framework, `driver:${framework}`].every((id) => (book.changed.get(id) ?? -1) < ordinal),
  )
  return forgotten ? `${forgotten.framework} never acknowledged an update of ${forgotten.taskId}` : null
}

/** Longest service time of a callback that the fuzz draws: the run does not say it. */
const CALLBACK_MS = 1000

function check(trace: TraceStore): string | null {
  const book: Book = { states: new Map(), changed: new Map(), owed: [], toManager: new Set(), settled: new Set() }
  for (let i = 0; i < trace.count; i += 1) {
    const type = trace.typeOf(i)
    if (type === 'state') noteState(trace, book, i)
    const fault =
      type === 'sent'
        ? noteSent(trace, book, i)
        : type === 'delivered'
          ? noteDelivered(trace, book, i)
          : overdue(book, CALLBACK_MS, trace.at[i] as number)
    if (fault !== null) return fault
  }
  const [dropped] = book.toManager
  return dropped === undefined ? null : `${toAt(trace, dropped)} did not pass on an acknowledgement (record ${dropped})`
}

export const ACKNOWLEDGEMENTS: Law = { name: 'no acknowledgement is forgotten', check }
