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
const COMBINATORS = new Map<unknown, 'and' | 'or' | 'not'>([
  [checkOf(and([])), 'and'],
  [checkOf(or([])), 'or'],
  [checkOf(not(() => true)), 'not'],
])

/** What a guard function combines and how; null for a plain one, `by` undefined for a combination that charts do not know. */
export function combinationOf(
  guard: object,
): { readonly by: 'and' | 'or' | 'not' | undefined; readonly parts: readonly unknown[] } | null {
  if (!('check' in guard)) return null
  return { by: COMBINATORS.get(guard.check), parts: (guard as Combined).guards ?? [] }
}

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
  if (combinationOf(fn) !== null) return compileCombined(machine, fn, where, depth)
  if (typeof params !== 'function') return (context, event) => Boolean(fn({ context, event }, params))
  const resolve = params as (args: Args) => unknown
  return (context, event) => Boolean(fn({ context, event }, resolve({ context, event })))
}

function compileCombined(machine: AnyStateMachine, guard: Predicate, where: string, depth: number): Guard {
  const combination = combinationOf(guard)
  const parts = (combination?.parts ?? []).map((part) => compileGuard(machine, part, where, depth + 1))
  const [first] = parts
  if (combination?.by === 'and') return (context, event) => parts.every((part) => part(context, event))
  if (combination?.by === 'or') return (context, event) => parts.some((part) => part(context, event))
  if (combination?.by === 'not' && first !== undefined) return (context, event) => !first(context, event)
  return unsupported(machine, where, 'a guard built with stateIn or another combinator')
}
