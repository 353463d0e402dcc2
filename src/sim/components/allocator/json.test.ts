import { describe, expect, it } from 'vitest'
import { resourcesOf } from '#model/resources.ts'
import type { AllocationPlan } from '../../allocator/plan.ts'
import { resourceText } from '../resourceText.ts'
import { allocationJson } from './json.ts'

const FOUR = resourcesOf('cpus:4;mem:64')
const grant = (framework: string, agent: string, role = '*', resources = FOUR, stage: 1 | 2 = 2) => {
  return { framework, role, agent, resources, stage }
}

function plan(grants: AllocationPlan['grants'], refusals: AllocationPlan['refusals'] = []): AllocationPlan {
  return { run: 7, trigger: 'batch', grants, refusals, refusalsOmitted: 2, order: [] }
}

/** What the record's body is, key by key. */
function told({ run, trigger, grants, refusals, refusalsOmitted }: AllocationPlan): string {
  return JSON.stringify({
    run,
    trigger,
    grants: grants.map(({ framework, role, agent, resources, stage }) => {
      return { framework: framework.slice(1), role, agent, resources: resourceText(resources), stage }
    }),
    refusals: refusals.map(({ framework, role, agent, reason }) => {
      return { framework: framework.slice(1), role, agent, reason }
    }),
    refusalsOmitted,
  })
}

describe('the record of an allocation', () => {
  it.each([
    ['nothing granted', plan([])],
    [
      'frameworks, roles, resources and stages that change',
      plan([
        grant('Fweb', 'a'),
        grant('Fweb', 'b'),
        grant('Fweb', 'b', 'prod'),
        grant('Fdb', 'b', 'prod', resourcesOf('cpus:1')),
        grant('Fdb', 'c', 'prod', resourcesOf('cpus:1'), 1),
      ]),
    ],
    [
      'names that JSON quotes',
      plan(
        [grant('F"w\\eb"', 'a"\\', 'ro\nle')],
        [{ framework: 'Fdb', role: '*', agent: 'a', reason: 'Filtered', stage: 2 }],
      ),
    ],
  ])('is the JSON of its keys: %s', (_what, made) => {
    expect(allocationJson(made, (framework) => framework.slice(1)).join('')).toBe(told(made))
  })
})
