/** A trace as text: a line per record, for tests, golden files and the headless program. */
import { roleOf, type Role } from '#model/roles.ts'
import { recordAt } from '#model/trace/decode.ts'
import type { AllocationRecord, Depth, RecordType, TraceRecord } from '#model/trace/records.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { shortResources } from './gist.ts'
import type { Cast } from './lanes.ts'
import { recordDepth } from './recordDepth.ts'

export interface TextOptions {
  /** Only messages of this name, as they are sent. */
  readonly name?: string
  readonly types?: readonly RecordType[]
  /** Leaves out what a deeper view shows; default 3: everything. */
  readonly depth?: Depth
  /** Who is an agent; without it every unknown component counts as a scheduler. */
  readonly cast?: Cast
  /** What is said of a step's number; without it `step 3`. */
  readonly stepText?: (step: number) => string
  /** The ordinal in front: lower depths keep them. */
  readonly ordinals?: boolean
  readonly from?: number
  /** Ordinal behind the last. */
  readonly to?: number
}

/** Lines joined by line ends, without one at the end. A text as options is the name of a message. */
export function traceText(trace: TraceStore, options: TextOptions | string = {}): string {
  return [...traceLines(trace, typeof options === 'string' ? { name: options } : options)].join('\n')
}

/** Line by line, so that a million need not be held. Columns are as wide as the chosen records need. */
export function* traceLines(trace: TraceStore, options: TextOptions = {}): Generator<string> {
  const chosen = chosenRecords(trace, options)
  const writer = new LineWriter(trace, widthsOf(trace, chosen), options)
  for (const i of chosen) yield writer.line(i)
}

/** The same, many lines at a time, each with its end: for who prints a million. */
export function* traceBlocks(trace: TraceStore, options: TextOptions = {}): Generator<string> {
  const chosen = chosenRecords(trace, options)
  const writer = new LineWriter(trace, widthsOf(trace, chosen), options)
  for (let first = 0; first < chosen.length; first += BLOCK) {
    let block = ''
    const last = Math.min(chosen.length, first + BLOCK)
    for (let k = first; k < last; k += 1) block += `${writer.line(chosen[k] as number)}\n`
    yield block
  }
}

/** Lines of a block. */
const BLOCK = 2000

/** Lines out of the columns; what must be decoded is left to `told`. Names are padded once. */
class LineWriter {
  private readonly trace: TraceStore
  private readonly widths: Widths
  private readonly ordinals: boolean
  private readonly stepText: (step: number) => string
  private readonly senders: string[] = []
  private readonly receivers: string[] = []

  constructor(trace: TraceStore, widths: Widths, { ordinals = false, stepText = plainStep }: TextOptions) {
    this.trace = trace
    this.widths = widths
    this.ordinals = ordinals
    this.stepText = stepText
    this.senders.length = trace.strings.length
    this.receivers.length = trace.strings.length
  }

  line(i: number): string {
    const { trace, widths } = this
    const ordinal = this.ordinals ? `${String(i).padStart(widths.ordinal)}  ` : ''
    const head = `${ordinal}${String(trace.at[i] as number).padStart(widths.at)} ms  `
    const hot = this.hot(i)
    return hot === null ? `${head}${told(recordAt(trace, i), widths, this.stepText)}`.trimEnd() : head + hot
  }

  /** What most records say, where it does not end in a space. */
  private hot(i: number): string | null {
    const { trace } = this
    const name = trace.text(trace.name[i] as number)
    if (name === '' || name.endsWith(' ')) return null
    const from = trace.from[i] as number
    switch (trace.typeOf(i)) {
      case 'sent':
        if (Number.isNaN(trace.due[i])) return null
        return `${this.sender(from)} -> ${this.receiver(trace.to[i] as number)}  ${name}${this.step(trace.stepOf(i))}`
      case 'delivered':
        return `${this.sender(from)} >> ${this.receiver(trace.to[i] as number)}  ${name}`
      case 'state': {
        const before = trace.text(trace.link[i] as number) || NONE
        return `${trace.text(from)}: ${before} -> ${trace.text(trace.to[i] as number) || NONE}  on ${name}`
      }
      case 'timer':
        if (Number.isNaN(trace.due[i])) return null
        return `${trace.text(from)}: timer ${name} ${trace.whatOf(i)}, due ${trace.due[i] as number} ms`
      default:
        return null
    }
  }

  private step(step: number): string {
    return step === 0 ? '' : `  ${this.stepText(step).trimEnd()}`
  }

  private sender(number: number): string {
    return (this.senders[number] ??= this.trace.text(number).padEnd(this.widths.from))
  }

  private receiver(number: number): string {
    return (this.receivers[number] ??= this.trace.text(number).padEnd(this.widths.to))
  }
}

/** A state that is not there. */
const NONE = '·'

function chosenRecords(trace: TraceStore, options: TextOptions): number[] {
  const { name, types, depth = 3, from = 0, to = trace.count } = options
  const roles = rolesOf(options.cast)
  const chosen: number[] = []
  for (let i = from; i < Math.min(to, trace.count); i += 1) {
    const type = trace.typeOf(i)
    if (name !== undefined && (type !== 'sent' || trace.text(trace.name[i] as number) !== name)) continue
    if (types && !types.includes(type)) continue
    if (depth < 3 && recordDepth(trace, i, roles) > depth) continue
    chosen.push(i)
  }
  return chosen
}

function rolesOf(cast: Cast | undefined): (component: string) => Role {
  const agents = new Set(cast?.agents ?? [])
  const known = new Map<string, Role>()
  return (component) => {
    const role = known.get(component) ?? roleOf(component, (id) => agents.has(id))
    known.set(component, role)
    return role
  }
}

interface Widths {
  readonly ordinal: number
  readonly at: number
  readonly from: number
  readonly to: number
}

/** Names beyond this do not push the columns of all others. */
const WIDEST = 28

function widthsOf(trace: TraceStore, chosen: readonly number[]): Widths {
  let from = 0
  let to = 0
  for (const i of chosen) {
    if ((trace.type[i] as number) > 2) continue
    from = Math.max(from, trace.text(trace.from[i] as number).length)
    to = Math.max(to, trace.text(trace.to[i] as number).length)
  }
  const last = chosen.at(-1) ?? 0
  const at = trace.count === 0 ? 0 : (trace.at[last] as number)
  return {
    ordinal: String(last).length,
    at: Math.max(1, String(at).length),
    from: Math.min(WIDEST, from),
    to: Math.min(WIDEST, to),
  }
}

const plainStep = (step: number): string => `step ${step}`

function told(record: TraceRecord, widths: Widths, stepText: (step: number) => string): string {
  switch (record.type) {
    case 'sent': {
      const step = record.step === undefined ? '' : `  ${stepText(record.step)}`
      const when = record.arrivesAt === null ? '  lost' : ''
      return `${way(record, '->', widths)}${step}${when}`
    }
    case 'delivered':
      return way(record, '>>', widths)
    case 'lost':
      return `${way(record, '-x', widths)}  ${record.why}`
    case 'state':
      return `${record.of}: ${record.from || NONE} -> ${record.to || NONE}  on ${record.event}`
    case 'allocation':
      return `allocation ${record.run}, ${record.trigger}: ${allocationText(record)}`
    case 'exited':
      return `${record.of}: ${record.peer} exited`
    case 'timer':
      return `${record.of}: timer ${record.name} ${record.what}${record.dueAt === null ? '' : `, due ${record.dueAt} ms`}`
    case 'task':
      return `${record.framework} ${record.task}: ${record.state} seen by ${record.seenBy}, on ${record.agent}${record.reason === null ? '' : `, ${record.reason}`}`
    case 'action':
      return `action ${actionText(record)}`
    case 'broken':
      return `broken ${record.invariant}: ${record.detail}`
    case 'halted':
      return `halted: ${record.why}`
  }
}

function way(
  { from, to, name }: { readonly from: string; readonly to: string; readonly name: string },
  arrow: string,
  widths: Widths,
): string {
  return `${from.padEnd(widths.from)} ${arrow} ${to.padEnd(widths.to)}  ${name}`
}

function allocationText({ grants, refusals, refusalsOmitted }: AllocationRecord): string {
  const given = grants.map(
    ({ framework, role, agent, resources }) => `${framework}[${role}] ${agent} ${shortResources(resources)}`,
  )
  const reasons = new Map<string, number>()
  for (const { reason } of refusals) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  if (refusalsOmitted > 0) reasons.set('omitted', refusalsOmitted)
  const refused = [...reasons].map(([reason, count]) => `${reason} × ${count}`)
  return [...(given.length > 0 ? given : ['nothing granted']), ...refused].join(', ')
}

function actionText(record: TraceRecord): string {
  const { i: _i, at: _at, type: _type, cause: _cause, ...keys } = record
  const { do: name, ...rest } = keys as { readonly do: string }
  const told = Object.entries(rest).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  return [name, ...told].join(' ')
}
