import { and, not, or, type AnyStateMachine } from 'xstate'
import type { ChartEvent } from './stepper.ts'
import { unsupported } from './unsupported.ts'

export type Guard = (context: object, event: ChartEvent) => boolean

interface Args {
  readonly context: object
  readonly event: ChartEvent
}
type Predicate = (args: Args, params: unknown) => unknown

/** XState marks and, or, not and stateIn by a `check` and keeps the operands beside it. Function names do not survive a build, checks do. */
interface Combined {
  readonly check: unknown
  readonly guards?: readonly unknown[]
}
const checkOf = (guard: unknown): unknown => (guard as Combined).check
const CHECKS = { and: checkOf(and([])), or: checkOf(or([])), not: checkOf(not(() => true)) }

const DEPTH_LIMIT = 64

/** Compiles inline, named, parameterised guards and `and`, `or`, `not` of them; throws for `stateIn` and unknown names. */
export function compileGuard(machine: AnyStateMachine, guard: unknown, where: string, depth = 0): Guard {
  if (depth > DEPTH_LIMIT) unsupported(machine, where, 'guards that refer to each other in a circle')
  if (typeof guard === 'function') return compileFunction(machine, guard as Predicate, undefined, where, depth)
  const name = nameOf(guard)
  if (name === undefined) return unsupported(machine, where, 'a guard that is neither a function nor a name')
  const found: unknown = machine.implementations.guards[name]
  if (found === undefined) return unsupported(machine, where, `the guard '${name}', which setup does not define,`)
  if (typeof found !== 'function') return compileGuard(machine, found, where, depth + 1)
  const params = typeof guard === 'object' && guard !== null && 'params' in guard ? guard.params : undefined
  return compileFunction(machine, found as Predicate, params, where, depth)
}

function nameOf(guard: unknown): string | undefined {
  if (typeof guard === 'string') return guard
  if (typeof guard !== 'object' || guard === null || !('type' in guard)) return undefined
  return typeof guard.type === 'string' ? guard.type : undefined
}

function compileFunction(
  machine: AnyStateMachine,
  fn: Predicate,
  params: unknown,
  where: string,
  depth: number,
): Guard {
  if ('check' in fn) return compileCombined(machine, fn as unknown as Combined, where, depth)
  if (typeof params !== 'function') return (context, event) => Boolean(fn({ context, event }, params))
  const resolve = params as (args: Args) => unknown
  return (context, event) => Boolean(fn({ context, event }, resolve({ context, event })))
}

function compileCombined(machine: AnyStateMachine, combined: Combined, where: string, depth: number): Guard {
  const parts = (combined.guards ?? []).map((part) => compileGuard(machine, part, where, depth + 1))
  const [first] = parts
  if (combined.check === CHECKS.and) return (context, event) => parts.every((part) => part(context, event))
  if (combined.check === CHECKS.or) return (context, event) => parts.some((part) => part(context, event))
  if (combined.check === CHECKS.not && first !== undefined) return (context, event) => !first(context, event)
  return unsupported(machine, where, 'a guard built with stateIn or another combinator')
}
