import { cancel, raise, type AnyStateMachine } from 'xstate'
import { combinationOf } from './guards.ts'

/** Names of guards and actions as a reader of the chart would write them. Function names are not used: a build shortens them. */

/** `isBig`, `not(isBig)`, `and(isBig, isOdd)`; `condition` for a function written in place. */
export function guardName(guard: unknown): string | null {
  if (guard === undefined || guard === null) return null
  if (typeof guard === 'string') return guard
  if (typeof guard === 'object') return typeOf(guard)
  const combination = typeof guard === 'function' ? combinationOf(guard) : null
  if (combination === null) return 'condition'
  return `${combination.by ?? 'condition'}(${combination.parts.map(guardName).join(', ')})`
}

interface BuiltIn {
  readonly type: string
  readonly event?: unknown
  readonly id?: unknown
  readonly sendId?: unknown
}

/** A custom action by its name; `assign`, `raise Ping`, `cancel drain` for built-in ones in place. */
export function actionName(action: unknown): string {
  if (typeof action === 'string') return action
  if (typeof action !== 'function') return typeOf(action)
  const builtIn = action as unknown as BuiltIn
  if (builtIn.type === RAISE) return typeof builtIn.event === 'object' ? `raise ${typeOf(builtIn.event)}` : 'raise'
  if (builtIn.type === CANCEL) return typeof builtIn.sendId === 'string' ? `cancel ${builtIn.sendId}` : 'cancel'
  return builtIn.type.replace(/^xstate\./, '')
}

const RAISE = typeOf(raise({ type: 'x' }))
const CANCEL = typeOf(cancel('x'))

function typeOf(named: unknown): string {
  return String((named as { type?: unknown }).type)
}

/** XState adds a raise and a cancel per `after` to entry and exit: no action of the author's. */
export function isTimerOfAfter(action: unknown): boolean {
  if (typeof action !== 'function') return false
  const { id, sendId } = action as unknown as BuiltIn
  return [id, sendId].some((name) => typeof name === 'string' && name.startsWith('xstate.after.'))
}

/** A named delay in milliseconds where it is a number, else its name: it is computed when it is armed. */
export function delayOf(machine: AnyStateMachine, delay: unknown): number | string | null {
  if (typeof delay === 'number') return delay
  if (typeof delay !== 'string') return null
  const found: unknown = machine.implementations.delays[delay]
  return typeof found === 'number' ? found : delay
}
