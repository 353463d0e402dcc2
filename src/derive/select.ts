/** Records chosen by what they are: search, filters, and presets for what goes wrong. */
import type { MessageKind } from '#model/messages/catalogue.ts'
import type { RecordType } from '#model/trace/records.ts'
import type { TraceStore } from '#model/trace/store.ts'
import type { LaneBook } from './lanes.ts'
import { MessageLooks } from './messages.ts'

export interface Query {
  /** In the names of components and messages, and in bodies; case does not count. */
  readonly text?: string
  readonly kinds?: readonly MessageKind[]
  readonly types?: readonly RecordType[]
  /** Ids of lanes: one of the ends stands on one of them. */
  readonly lanes?: readonly string[]
  /** Id of an app: what names it or one of its tasks. */
  readonly app?: string
  /** A key of the body with this value, as `agentId=S0`. */
  readonly field?: string
}

/** Ordinals from `from` to before `to` that the query chooses, ascending. To be called in slices over long runs. */
export function selectRecords(trace: TraceStore, lanes: LaneBook, query: Query, from = 0, to = trace.count): number[] {
  const passes = recordTest(trace, lanes, query)
  const found: number[] = []
  for (let i = from; i < Math.min(to, trace.count); i += 1) if (passes(i)) found.push(i)
  return found
}

type Test = (i: number) => boolean

/** Whether the query chooses a record. The cheap tests come first: bodies are decoded only for what is left. */
export function recordTest(trace: TraceStore, lanes: LaneBook, query: Query): Test {
  const tests: Test[] = []
  const { types, kinds, text, app, field } = query
  if (types && types.length > 0) tests.push((i) => types.includes(trace.typeOf(i)))
  if (query.lanes && query.lanes.length > 0) tests.push(laneTest(trace, lanes, new Set(query.lanes)))
  if (kinds && kinds.length > 0) tests.push(kindTest(trace, lanes, kinds))
  if (app !== undefined && app !== '') tests.push(appTest(trace, app))
  if (field !== undefined && field !== '') tests.push(fieldTest(trace, field))
  if (text !== undefined && text !== '') tests.push(textTest(trace, text))
  return (i) => tests.every((test) => test(i))
}

function laneTest(trace: TraceStore, lanes: LaneBook, ids: ReadonlySet<string>): Test {
  const isOn = (number: number): boolean => number >= 0 && ids.has(lanes.laneOfNumber(trace, number).id)
  return (i) => {
    const type = trace.typeOf(i)
    if (type === 'sent' || type === 'delivered' || type === 'lost' || type === 'exited') {
      return isOn(trace.from[i] as number) || isOn(trace.to[i] as number)
    }
    return (type === 'state' || type === 'timer') && isOn(trace.from[i] as number)
  }
}

function kindTest(trace: TraceStore, lanes: LaneBook, kinds: readonly MessageKind[]): Test {
  const looks = new MessageLooks(trace, lanes)
  return (i) => {
    const type = trace.typeOf(i)
    if (type === 'lost' && kinds.includes('fault')) return true
    return (type === 'sent' || type === 'delivered' || type === 'lost') && kinds.includes(looks.at(i).kind)
  }
}

/** An app's tasks begin with its path, slashes as underscores. Source: marathon.md, instance ids. */
function appTest(trace: TraceStore, app: string): Test {
  const quoted = JSON.stringify(app)
  const taskPrefix = `${app.replace(/^\//, '').replaceAll('/', '_')}.`
  return (i) => {
    if (trace.text(trace.to[i] as number).includes(taskPrefix)) return true
    if (trace.text(trace.from[i] as number).includes(taskPrefix)) return true
    const body = trace.bodyText(i)
    return body.includes(quoted) || body.includes(`"${taskPrefix}`)
  }
}

function fieldTest(trace: TraceStore, field: string): Test {
  const split = field.indexOf('=')
  const key = (split < 0 ? field : field.slice(0, split)).trim().toLowerCase()
  const value =
    split < 0
      ? ''
      : field
          .slice(split + 1)
          .trim()
          .toLowerCase()
  return (i) => {
    const text = trace.bodyText(i)
    return text.toLowerCase().includes(key) && hasField(JSON.parse(text), key, value)
  }
}

/** Somewhere inside: a key, with the value's text in it. */
function hasField(body: unknown, key: string, value: string): boolean {
  if (typeof body !== 'object' || body === null) return false
  return Object.entries(body).some(([name, inside]) => {
    if (name.toLowerCase() === key && String(JSON.stringify(inside)).toLowerCase().includes(value)) return true
    return hasField(inside, key, value)
  })
}

function textTest(trace: TraceStore, text: string): Test {
  const wanted = text.toLowerCase()
  const hits: (boolean | undefined)[] = []
  const isHit = (number: number): boolean => {
    if (number < 0) return false
    return (hits[number] ??= trace.text(number).toLowerCase().includes(wanted))
  }
  return (i) => {
    if (isHit(trace.from[i] as number) || isHit(trace.to[i] as number) || isHit(trace.name[i] as number)) return true
    return trace.bodyText(i).toLowerCase().includes(wanted)
  }
}

/** Offers that nobody has answered at a moment: ordinals of the `sent` records that carry them. */
export function unansweredOffers(trace: TraceStore, ordinal: number): number[] {
  const found = new Set<number>()
  for (const series of trace.series.values()) {
    if (!series.name.startsWith('offer/')) continue
    const k = trace.pointAt(series, ordinal)
    if (k < 0 || (series.values[k] as number) === 0) continue
    const sent = carrierOf(trace, series.name.slice('offer/'.length), series.ordinals[0] as number)
    if (sent !== null && sent <= ordinal) found.add(sent)
  }
  return [...found].sort((a, b) => a - b)
}

/** An offer is sent in the instant in which the master makes it. */
function carrierOf(trace: TraceStore, offer: string, from: number): number | null {
  const at = trace.at[from]
  for (let i = from; i < trace.count && trace.at[i] === at; i += 1) {
    if (trace.typeOf(i) === 'sent' && trace.bodyText(i).includes(JSON.stringify(offer))) return i
  }
  return null
}

const ACKNOWLEDGEMENTS: ReadonlySet<string> = new Set([
  'ACKNOWLEDGE',
  'ACKNOWLEDGED',
  'StatusUpdateAcknowledgementMessage',
])

/** Acknowledgements that never arrived: ordinals of their `sent` records, up to a moment. */
export function lostAcknowledgements(trace: TraceStore, ordinal: number): number[] {
  const found: number[] = []
  for (let i = 0; i <= Math.min(ordinal, trace.count - 1); i += 1) {
    if (trace.typeOf(i) === 'lost' && ACKNOWLEDGEMENTS.has(trace.text(trace.name[i] as number))) {
      found.push(trace.link[i] as number)
    }
  }
  return found
}
