/** What a record says, as the text of a trace tells it: everything behind the time. */
import type { AllocationRecord } from '#model/trace/records.ts'
import type { Readable } from '#model/trace/readable.ts'
import { shortResources } from './gist.ts'

/** Columns as wide as the chosen records need. */
export interface Widths {
  readonly ordinal: number
  readonly at: number
  readonly from: number
  readonly to: number
}

/** A state that is not there. */
export const NONE = '·'

export function told(trace: Readable, i: number, widths: Widths, stepText: (step: number) => string): string {
  const from = trace.text(trace.from[i] as number)
  const to = trace.text(trace.to[i] as number)
  const name = trace.text(trace.name[i] as number)
  const due = trace.due[i] as number
  switch (trace.typeOf(i)) {
    case 'sent': {
      const step = trace.stepOf(i)
      return `${way(from, '->', to, widths)}  ${name}${step === 0 ? '' : `  ${stepText(step)}`}${Number.isNaN(due) ? '  lost' : ''}`
    }
    case 'delivered':
      return `${way(from, '>>', to, widths)}  ${name}`
    case 'lost':
      return `${way(from, '-x', to, widths)}  ${name}  ${bodyOf<{ why: string }>(trace, i).why}`
    case 'state':
      return `${from}: ${trace.text(trace.link[i] as number) || NONE} -> ${to || NONE}  on ${name}`
    case 'allocation':
      return allocationText(trace.bodyText(i))
    case 'exited':
      return `${from}: ${to} exited`
    case 'timer':
      return `${from}: timer ${name} ${trace.whatOf(i)}${Number.isNaN(due) ? '' : `, due ${due} ms`}`
    case 'task': {
      const { seenBy, reason } = bodyOf<{ seenBy: string; reason: string | null }>(trace, i)
      const agent = trace.text(trace.link[i] as number)
      return `${from} ${to}: ${name} seen by ${seenBy}, on ${agent}${reason === null ? '' : `, ${reason}`}`
    }
    case 'action':
      return `action ${actionText(bodyOf<object>(trace, i))}`
    case 'broken':
      return `broken ${name}: ${bodyOf<{ detail: string }>(trace, i).detail}`
    case 'halted':
      return `halted: ${name}`
  }
}

function bodyOf<T>(trace: Readable, i: number): T {
  return JSON.parse(trace.bodyText(i)) as T
}

function way(from: string, arrow: string, to: string, widths: Widths): string {
  return `${from.padEnd(widths.from)} ${arrow} ${to.padEnd(widths.to)}`
}

const GRANTS = '"grants":['
/** A grant as the allocator's record has it, where no text in it is quoted. */
const GRANT =
  /\{"framework":"([^"\\]*)","role":"([^"\\]*)","agent":"([^"\\]*)","resources":"([^"\\]*)","stage":[12]\},?/y

/** The grants are read off the text: as objects ten thousand of them take five times as long. */
function allocationText(json: string): string {
  const first = json.indexOf(GRANTS) + GRANTS.length
  const given: string[] = []
  const tell = granter(given)
  let end = first
  GRANT.lastIndex = first
  for (let match = GRANT.exec(json); match; match = GRANT.exec(json)) {
    tell(match[1] as string, match[2] as string, match[3] as string, match[4] as string)
    end = GRANT.lastIndex
  }
  const rest = JSON.parse(json.slice(0, first) + json.slice(end)) as AllocationRecord
  for (const { framework, role, agent, resources } of rest.grants) tell(framework, role, agent, resources)
  const reasons = new Map<string, number>()
  for (const { reason } of rest.refusals) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  if (rest.refusalsOmitted > 0) reasons.set('omitted', rest.refusalsOmitted)
  const refused = [...reasons].map(([reason, count]) => `${reason} × ${count}`)
  const what = [...(given.length > 0 ? given : ['nothing granted']), ...refused].join(', ')
  return `allocation ${rest.run}, ${rest.trigger}: ${what}`
}

/** Agents alike are granted alike: what is said of the resources is worked out once. */
function granter(given: string[]): (framework: string, role: string, agent: string, resources: string) => void {
  let newest = ''
  let short = ''
  return (framework, role, agent, resources) => {
    if (resources !== newest) {
      newest = resources
      short = shortResources(resources)
    }
    given.push(`${framework}[${role}] ${agent} ${short}`)
  }
}

function actionText(body: object): string {
  const { do: name, ...rest } = body as { readonly do: string }
  const keys = Object.entries(rest).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  return [name, ...keys].join(' ')
}
