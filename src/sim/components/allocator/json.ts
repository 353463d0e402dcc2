/** What a run did, as the body of its record. Grants are put together from a few pieces: there are ten thousands of them. */
import type { AllocationPlan } from '../../allocator/plan.ts'
import type { Grant, Refusal } from '#model/trace/records.ts'
import { resourceText } from '../resourceText.ts'

/** `nameOf`: the scenario's id of a framework. */
export function allocationJson(plan: AllocationPlan, nameOf: (framework: string) => string): string[] {
  const { run, trigger, refusalsOmitted } = plan
  const refusals = plan.refusals.map(({ framework, role, agent, reason }): Refusal => {
    return { framework: nameOf(framework), role, agent, reason }
  })
  const head = `{"run":${run},"trigger":${JSON.stringify(trigger)},"grants":[`
  const tail = `],"refusals":${JSON.stringify(refusals)},"refusalsOmitted":${refusalsOmitted}}`
  return [head, ...grantsJson(plan.grants, nameOf), tail]
}

/** As long a piece is, about. */
const PIECE = 4096

/** In the order of the keys of `Grant`. */
function grantsJson(grants: AllocationPlan['grants'], nameOf: (framework: string) => string): string[] {
  const pieces: string[] = []
  let text = ''
  let who = ''
  let what = ''
  let before: AllocationPlan['grants'][number] | null = null
  for (const grant of grants) {
    const { framework, role, agent, resources, stage } = grant
    if (framework !== before?.framework || role !== before.role)
      who = `${front({ framework: nameOf(framework), role })},"agent":`
    if (resources !== before?.resources || stage !== before.stage)
      what = `,${back({ resources: resourceText(resources), stage })}`
    text += `${before === null ? '' : ','}${who}${quoted(agent)}${what}`
    before = grant
    if (text.length < PIECE) continue
    pieces.push(text)
    text = ''
  }
  pieces.push(text)
  return pieces
}

const PLAIN = /^[\w.:@-]*$/

/** As JSON: most names need no look at each of their letters. */
function quoted(name: string): string {
  return PLAIN.test(name) ? `"${name}"` : JSON.stringify(name)
}

function front(part: Pick<Grant, 'framework' | 'role'>): string {
  return JSON.stringify(part).slice(0, -1)
}

function back(part: Pick<Grant, 'resources' | 'stage'>): string {
  return JSON.stringify(part).slice(1)
}
