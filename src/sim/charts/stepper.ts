import type { AnyStateMachine } from 'xstate'

/** Where a machine stands. Plain data: it can be cloned, compared, kept in a checkpoint. */
export interface ChartState {
  /** Dotted path of the active leaf, e.g. `connected.active`; empty for a machine without states. */
  readonly value: string
  readonly context: object
}

/** An event with whatever payload members it has. */
export interface ChartEvent {
  readonly type: string
}

/** Start a timer: `after`, or `raise` with a delay. When it is due, `event` goes to the same machine. */
export interface ChartArm {
  readonly type: 'chart.arm'
  /** Unique within the machine; arming it again replaces it. For `after` it is the event's own type. */
  readonly timer: string
  readonly delayMs: number
  readonly event: ChartEvent
}

/** Stop a timer: its state was left, or `cancel`. The timer need not be armed. */
export interface ChartCancel {
  readonly type: 'chart.cancel'
  readonly timer: string
}

/** A custom action by its name, params resolved. */
export interface ChartAction {
  readonly type: string
  readonly params: unknown
}

export type ChartEffect = ChartArm | ChartCancel | ChartAction

export interface ChartStep {
  readonly state: ChartState
  /** In the order of XState: exit, transition, entry. May be shared between steps: do not change it. */
  readonly effects: readonly ChartEffect[]
  /** False: nobody handled the event and nothing came of it; `state` is then the same object. */
  readonly taken: boolean
}

/**
 * Steps one machine, whatever the grade. Pure: what it keeps between calls changes no answer, so one stepper serves all
 * components of its kind. Context factory, guards, assigners and params must be pure as well: they may run more often
 * than a reader expects (the oracle's factory runs again at every step).
 *
 * In a top-level final state a machine takes no event any more, as a live actor.
 */
export interface Stepper {
  readonly machine: AnyStateMachine
  /** Enters the initial state. Throws what the context factory throws. */
  initial(input: unknown): ChartStep
  /** One macrostep. Throws for a state that the machine does not have and for a loop that never settles. */
  step(state: ChartState, event: ChartEvent): ChartStep
}

/** A loop of eventless transitions or raised events longer than this never settles: our bug. */
export const MAX_MICROSTEPS = 200

export function isArm(effect: ChartEffect): effect is ChartArm {
  return effect.type === 'chart.arm'
}

export function isCancel(effect: ChartEffect): effect is ChartCancel {
  return effect.type === 'chart.cancel'
}

/** Event types that mean something else to XState than an event of the world. */
export function isReservedEvent(type: string): boolean {
  return type === '*' || type === 'xstate.stop' || type === 'xstate.init' || type.startsWith('xstate.error')
}

export function assertSteppable(machine: AnyStateMachine, type: string): void {
  if (isReservedEvent(type))
    throw new Error(`Machine '${machine.id}' was sent '${type}', which is no event of the world.`)
}
