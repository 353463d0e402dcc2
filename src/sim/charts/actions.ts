import type { AnyStateMachine } from 'xstate'
import type { ChartEffect, ChartEvent } from './stepper.ts'
import { asksForSpawn, unsupported } from './unsupported.ts'

/** What XState hands to params: only these two. */
export interface ParamsArgs {
  readonly context: object
  readonly event: ChartEvent
}

/** What assigners, raised events, delays and cancelled ids are computed from. The parts that would be a live actor throw. */
export class ActionArgs implements ParamsArgs {
  readonly context: object
  readonly event: ChartEvent
  constructor(context: object, event: ChartEvent) {
    this.context = context
    this.event = event
  }
  get spawn(): never {
    throw new Error('A chart asked for spawn: there are no live actors.')
  }
  get self(): never {
    throw new Error('A chart asked for self: there are no live actors.')
  }
  get system(): never {
    throw new Error('A chart asked for system: there are no live actors.')
  }
}

export type Resolve<T> = (args: ActionArgs, params: unknown) => T
export type ParamsOf = (args: ParamsArgs) => unknown

/** One instruction of a compiled transition. */
export type Op =
  | { readonly kind: 'effect'; readonly effect: ChartEffect }
  | { readonly kind: 'custom'; readonly type: string; readonly params: ParamsOf }
  | { readonly kind: 'assign'; readonly assign: Resolve<object>; readonly params: ParamsOf | null }
  | {
      readonly kind: 'raise'
      readonly event: Resolve<ChartEvent>
      readonly delay: Resolve<unknown> | null
      readonly timer: string | undefined
      readonly params: ParamsOf | null
    }
  | { readonly kind: 'cancel'; readonly timer: Resolve<string>; readonly params: ParamsOf | null }
  | { readonly kind: 'queue'; readonly event: ChartEvent }

/** The built-in actions are functions that carry their type and arguments. */
interface BuiltIn {
  readonly type: string
  readonly assignment?: unknown
  readonly event?: unknown
  readonly id?: string
  readonly delay?: unknown
  readonly sendId?: unknown
}

export function compileAction(machine: AnyStateMachine, action: unknown, where: string): Op {
  if (typeof action === 'function') {
    if (!('resolve' in action))
      return unsupported(machine, where, 'an action function without a name (name it in setup)')
    return compileBuiltIn(machine, action as unknown as BuiltIn, undefined, where)
  }
  const { type, params } = namedAction(machine, action, where)
  const found: unknown = machine.implementations.actions[type]
  if (typeof found === 'function' && 'resolve' in found)
    return compileBuiltIn(machine, found as unknown as BuiltIn, params, where)
  if (found !== undefined && typeof found !== 'function')
    return unsupported(machine, where, `the action '${type}', which is no function,`)
  if (typeof params === 'function') return { kind: 'custom', type, params: params as ParamsOf }
  return { kind: 'effect', effect: Object.freeze({ type, params }) }
}

function namedAction(machine: AnyStateMachine, action: unknown, where: string): { type: string; params: unknown } {
  const named = typeof action === 'string' ? { type: action } : action
  if (typeof named !== 'object' || named === null || !('type' in named) || typeof named.type !== 'string')
    return unsupported(machine, where, 'an action without a name')
  if (named.type.startsWith('chart.'))
    unsupported(machine, where, `an action named '${named.type}' (chart. is kept for timers)`)
  return { type: named.type, params: 'params' in named ? named.params : undefined }
}

function compileBuiltIn(machine: AnyStateMachine, action: BuiltIn, params: unknown, where: string): Op {
  switch (action.type) {
    case 'xstate.assign':
      return { kind: 'assign', assign: compileAssign(machine, action.assignment, where), params: paramsOf(params) }
    case 'xstate.raise':
      return compileRaise(machine, action, paramsOf(params), where)
    case 'xstate.cancel':
      if (typeof action.sendId === 'function')
        return { kind: 'cancel', timer: action.sendId as Resolve<string>, params: paramsOf(params) }
      return { kind: 'effect', effect: Object.freeze({ type: 'chart.cancel', timer: String(action.sendId) }) }
    default:
      return unsupported(machine, where, action.type.replace(/^xstate\./, ''))
  }
}

function paramsOf(params: unknown): ParamsOf | null {
  if (params === undefined) return null
  return typeof params === 'function' ? (params as ParamsOf) : () => params
}

function compileAssign(machine: AnyStateMachine, assignment: unknown, where: string): Resolve<object> {
  const parts = typeof assignment === 'function' ? [assignment] : Object.values(assignment as object)
  if (parts.some(asksForSpawn)) unsupported(machine, where, 'spawn')
  if (typeof assignment === 'function') return assignment as Resolve<object>
  const entries = Object.entries(assignment as object) as [string, unknown][]
  return (args, params) => {
    const partial: Record<string, unknown> = {}
    for (const [key, value] of entries)
      partial[key] = typeof value === 'function' ? (value as Resolve<unknown>)(args, params) : value
    return partial
  }
}

function compileRaise(machine: AnyStateMachine, action: BuiltIn, params: ParamsOf | null, where: string): Op {
  const { event, id } = action
  const delay = compileDelay(machine, action.delay, where)
  if (typeof event === 'string') unsupported(machine, where, `raise of the text '${event}' instead of an event object`)
  if (delay !== undefined && id === undefined) unsupported(machine, where, 'raise with a delay and without an id')
  if (typeof event === 'object' && event !== null && typeof delay !== 'function') {
    const raised = event as ChartEvent
    if (delay === undefined) return { kind: 'queue', event: raised }
    return {
      kind: 'effect',
      effect: Object.freeze({ type: 'chart.arm', timer: id as string, delayMs: delay, event: raised }),
    }
  }
  const makeEvent = typeof event === 'function' ? (event as Resolve<ChartEvent>) : () => event as ChartEvent
  return {
    kind: 'raise',
    event: makeEvent,
    delay: typeof delay === 'number' ? () => delay : (delay ?? null),
    timer: id,
    params,
  }
}

function compileDelay(machine: AnyStateMachine, delay: unknown, where: string): number | Resolve<unknown> | undefined {
  const found: unknown = typeof delay === 'string' ? machine.implementations.delays[delay] : delay
  if (typeof delay === 'string' && found === undefined)
    unsupported(machine, where, `the delay '${delay}', which setup does not define,`)
  if (found === undefined || typeof found === 'number') return found
  if (typeof found === 'function') return found as Resolve<unknown>
  return unsupported(machine, where, 'a delay that is neither a number nor a function')
}
