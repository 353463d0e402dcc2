/** The trace as text: one line a record, for people, golden files and the headless program. */
import { formatSeconds } from '#base/units.ts'
import { recordAt } from '#model/trace/decode.ts'
import type { Depth, TraceRecord } from '#model/trace/records.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { recordInDepth } from './depth.ts'

const NAME_WIDTH = 34

/** Keys of a body that say what a message is about, in this order. */
const TELLING = [
  'resources',
  'taskId',
  'offerId',
  'offerIds',
  'executorId',
  'uuid',
  'message',
  'roles',
  'connected',
] as const

interface Speaking {
  readonly [key: string]: unknown
}

function isSpeaking(value: unknown): value is Speaking {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Wire ids are long: their last part tells them apart (`…-O3` is `O3`). */
function short(value: unknown): string {
  if (Array.isArray(value)) return value.map(short).join(',')
  const text = String(value)
  const id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?:-(\w+))?$/.exec(text)
  return id ? (id[1] ?? text.slice(0, 8)) : text
}

function offersText(offers: readonly Speaking[]): string {
  return offers
    .map((offer) => `${short(offer['id'])} ${String(offer['hostname'])} ${String(offer['resources'])}`)
    .join(' + ')
}

function operationsText(operations: readonly Speaking[]): string {
  return operations
    .map((operation) => {
      const tasks = (operation['taskInfos'] ??
        (operation['taskGroup'] as Speaking | undefined)?.['tasks'] ??
        []) as Speaking[]
      return [
        String(operation['type']),
        ...tasks.map((task) => `${String(task['taskId'])} ${String(task['resources'])}`),
      ].join(' ')
    })
    .join(', ')
}

/** The few words of a body that a reader looks for. */
export function gist(body: unknown): string {
  if (!isSpeaking(body)) return ''
  const words: string[] = []
  if (Array.isArray(body['offers'])) words.push(offersText(body['offers'] as Speaking[]))
  for (const key of TELLING) if (body[key] !== undefined && body[key] !== '') words.push(short(body[key]))
  if (isSpeaking(body['task'])) words.push(String(body['task']['taskId']))
  const status = isSpeaking(body['update']) ? body['update']['status'] : body['status']
  if (isSpeaking(status)) words.push(statusText(status))
  if (Array.isArray(body['operations'])) words.push(operationsText(body['operations'] as Speaking[]))
  const filters = body['filters']
  if (isSpeaking(filters) && filters['refuseSeconds'] !== undefined)
    words.push(`refuse ${String(filters['refuseSeconds'])} s`)
  return words.join('  ')
}

function statusText(status: Speaking): string {
  return [status['taskId'], status['state'], status['reason']]
    .filter((word) => word !== undefined)
    .map(String)
    .join(' ')
}

function actionText(record: Extract<TraceRecord, { type: 'action' }>): string {
  const { i: _i, at: _at, type: _type, cause: _cause, do: name, ...keys } = record
  return `${name}  ${JSON.stringify(keys)}`
}

function words(record: TraceRecord): string {
  switch (record.type) {
    case 'sent': {
      const step = record.step === undefined ? '' : `[${record.step}] `
      const arrives =
        record.arrivesAt === null || record.arrivesAt === record.at
          ? ''
          : `  (arrives ${formatSeconds(record.arrivesAt)})`
      return `${record.from} -> ${record.to}  ${step}${record.name}  ${gist(record.body)}`.trimEnd() + arrives
    }
    case 'delivered':
      return `${record.to} <- ${record.from}  ${record.name}  ${record.id}`
    case 'lost':
      return `${record.from} -x ${record.to}  ${record.name}  ${record.id}: ${record.why}`
    case 'state':
      return `${record.of}  ${record.from || '·'} => ${record.to || '·'}  on ${record.event}`
    case 'allocation':
      return `run ${record.run} (${record.trigger})  ${grantsText(record)}`
    case 'exited':
      return `${record.of} learns that ${record.peer} is gone`
    case 'timer':
      return `${record.of}  ${record.name} ${record.what}${record.dueAt === null ? '' : `, due ${formatSeconds(record.dueAt)}`}`
    case 'task':
      return `${record.framework}/${record.task} on ${record.agent}  ${record.state}, seen by ${record.seenBy}${record.reason === null ? '' : ` (${record.reason})`}`
    case 'action':
      return actionText(record)
    case 'broken':
      return `${record.invariant}: ${record.detail}`
    case 'halted':
      return record.why
  }
}

function grantsText(record: Extract<TraceRecord, { type: 'allocation' }>): string {
  const grants = record.grants.map((grant) => `${grant.framework}(${grant.role}) ${grant.agent} ${grant.resources}`)
  const refused = record.refusals.length + record.refusalsOmitted
  const nothing = grants.length === 0 ? 'nothing' : grants.join(' + ')
  return refused === 0 ? nothing : `${nothing}; ${refused} refused, first ${record.refusals[0]?.reason ?? ''}`
}

/** A record as one line, without the line end: ordinal, seconds, type, words. */
export function textLine(trace: TraceStore, i: number): string {
  const record = recordAt(trace, i)
  const at = formatSeconds(record.at)
  return `${String(i).padStart(6)} ${at.padStart(9)}  ${record.type.padEnd(10)} ${words(record)}`
}

export interface TextOptions {
  readonly depth?: Depth
  /** Only messages of this name. */
  readonly name?: string
}

/** The whole trace, one line a record, each with its line end. */
export function traceText(trace: TraceStore, { depth = 3, name }: TextOptions = {}): string {
  let text = ''
  for (let i = 0; i < trace.count; i += 1) {
    if (!recordInDepth(trace, i, depth)) continue
    if (name !== undefined && trace.text(trace.name[i] as number) !== name) continue
    text += `${textLine(trace, i)}\n`
  }
  return text
}

/** Sequence of the messages alone, `at ms  from -> to  name`: what a test reads at a glance. */
export function messagesText(trace: TraceStore, depth: Depth = 3): string {
  let text = ''
  for (let i = 0; i < trace.count; i += 1) {
    if (trace.typeOf(i) !== 'sent' || trace.depthOf(i) > depth) continue
    const name = trace.text(trace.name[i] as number).padEnd(NAME_WIDTH)
    const arrow = `${trace.text(trace.from[i] as number)} -> ${trace.text(trace.to[i] as number)}`
    text += `${String(trace.at[i]).padStart(7)} ms  ${name}  ${arrow}\n`
  }
  return text
}
