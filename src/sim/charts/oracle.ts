import {
  initialTransition,
  transition,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type ExecutableActionObject,
} from 'xstate'
import { checkShape } from './check.ts'
import {
  assertSteppable,
  MAX_MICROSTEPS,
  type ChartEffect,
  type ChartEvent,
  type ChartState,
  type ChartStep,
  type Stepper,
} from './stepper.ts'
import { compileTables } from './tables.ts'
import { dottedValue, nestedValue } from './value.ts'

/**
 * The reference grade: XState's own pure transition. Slow (an actor system per call) and clear; what the compiled grade
 * is compared with. Session ids never leave it: effects carry our names, the state is value and context.
 */
export function oracleStepper(machine: AnyStateMachine): Stepper {
  checkShape(machine)
  compileTables(machine)
  const bounded = machine.provide({})
  bounded.options = { ...bounded.options, maxIterations: MAX_MICROSTEPS }
  const initial = (input: unknown): ChartStep => {
    const [snapshot, actions] = initialTransition(bounded, input) as [AnyMachineSnapshot, ExecutableActionObject[]]
    if (snapshot.status === 'error') throw snapshot.error
    return {
      state: { value: dottedValue(snapshot.value), context: snapshot.context as object },
      effects: effectsOf(actions),
      taken: true,
    }
  }
  const step = (state: ChartState, event: ChartEvent): ChartStep => oracleStep(bounded, state, event)
  return { machine, initial, step }
}

function oracleStep(machine: AnyStateMachine, state: ChartState, event: ChartEvent): ChartStep {
  assertSteppable(machine, event.type)
  const before = machine.resolveState({ value: nestedValue(state.value), context: state.context }) as AnyMachineSnapshot
  if (before.status !== 'active') return { state, effects: [], taken: false }
  const [after, actions] = transition(machine, before, event) as [AnyMachineSnapshot, ExecutableActionObject[]]
  if (Object.keys(after.children).length > 0)
    throw new Error(`Machine '${machine.id}' spawned an actor: there are no live actors.`)
  const value = dottedValue(after.value)
  const effects = effectsOf(actions)
  const same = value === state.value && after.context === state.context
  const selected = machine.getTransitionData(before, event)
  const visible = selected.some((edge) => edge.target !== undefined || edge.actions.length > 0)
  return {
    state: same ? state : { value, context: after.context as object },
    effects,
    taken: visible || !same || effects.length > 0,
  }
}

interface RaiseParams {
  readonly event: ChartEvent
  readonly id: string
  readonly delay?: number
}

function effectsOf(actions: readonly ExecutableActionObject[]): ChartEffect[] {
  return actions.flatMap((action): ChartEffect[] => {
    const { type, params } = action as { type: string; params: unknown }
    if (type === 'xstate.cancel') return [{ type: 'chart.cancel', timer: (params as { sendId: string }).sendId }]
    if (type !== 'xstate.raise') return [{ type, params }]
    const { event, id, delay } = params as RaiseParams
    return typeof delay === 'number' ? [{ type: 'chart.arm', timer: id, delayMs: delay, event }] : []
  })
}
