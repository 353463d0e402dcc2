/** What a record says, as the text of a trace tells it: everything behind the time. */
import type { AllocationRecord } from '#model/trace/records.ts'
import type { Readable } from '#model/trace/piece.ts'
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
      return allocationText(bodyOf<AllocationRecord>(trace, i))
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

function allocationText({ run, trigger, grants, refusals, refusalsOmitted }: AllocationRecord): string {
  let newest = ''
  let short = ''
  const given = grants.map(({ framework, role, agent, resources }) => {
    // Agents alike are granted alike.
    if (resources !== newest) {
      newest = resources
      short = shortResources(resources)
    }
    return `${framework}[${role}] ${agent} ${short}`
  })
  const reasons = new Map<string, number>()
  for (const { reason } of refusals) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  if (refusalsOmitted > 0) reasons.set('omitted', refusalsOmitted)
  const refused = [...reasons].map(([reason, count]) => `${reason} × ${count}`)
  const what = [...(given.length > 0 ? given : ['nothing granted']), ...refused].join(', ')
  return `allocation ${run}, ${trigger}: ${what}`
}

function actionText(body: object): string {
  const { do: name, ...rest } = body as { readonly do: string }
  const keys = Object.entries(rest).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  return [name, ...keys].join(' ')
}
