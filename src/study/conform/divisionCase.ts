/** Plays a case of kind `division`: policies of fair division side by side. */
import { type DivisionPolicy, divide } from '#sim/allocator/division.ts'
import { type CaseResult, atStep, isNear } from './caseResult.ts'
import { type Reader, issueOf, makeReader, readList, readMap, readNumber, readQuantities, readText } from './reader.ts'

function readUser(reader: Reader) {
  return {
    name: readText(reader, 'name'),
    demand: readQuantities(reader, 'demand'),
    weight: readNumber(reader, 'weight', 1),
  }
}

function isPolicy(text: string): text is DivisionPolicy {
  return text === 'drf' || text === 'asset'
}

function readStep(reader: Reader) {
  return {
    expect: readText(reader, 'expect'),
    policy: readText(reader, 'policy'),
    tasks: readMap(reader, 'tasks', readNumber),
    tolerance: readNumber(reader, 'tolerance'),
  }
}

export function runDivisionCase(json: Readonly<Record<string, unknown>>): CaseResult {
  const reader = makeReader({ capacity: json.capacity, users: json.users })
  const capacity = readQuantities(reader, 'capacity')
  const users = readList(reader, 'users', readUser)
  const issue = issueOf(reader)
  if (issue !== null) return { ok: false, difference: `the case: ${issue}` }
  if (users.some((user) => user.weight <= 0)) return { ok: false, difference: 'the case: a weight is not above 0' }
  if (!Array.isArray(json.steps)) return { ok: false, difference: `'steps' is not a list` }
  for (const [index, value] of json.steps.entries()) {
    const each = makeReader(value)
    const step = readStep(each)
    const wrong = issueOf(each)
    if (wrong !== null) return atStep(index, step.expect, wrong)
    if (step.expect !== 'division') return atStep(index, step.expect, 'is not an expectation of a division')
    if (!isPolicy(step.policy)) return atStep(index, step.expect, `'${step.policy}' is not a policy`)
    const tasks = divide(step.policy, capacity, users)
    for (const [name, wanted] of Object.entries(step.tasks)) {
      const actual = tasks.get(name)
      if (actual === undefined) return atStep(index, step.expect, `there is no user ${name}`)
      if (!isNear(actual, wanted, step.tolerance)) {
        return atStep(index, step.expect, `${name} has ${actual} tasks; expected ${wanted}`)
      }
    }
  }
  return { ok: true }
}
