import type { AnyStateMachine } from 'xstate'
import { ActionArgs } from './actions.ts'
import { checkShape } from './check.ts'
import { perform, type Run } from './program.ts'
import {
  assertSteppable,
  MAX_MICROSTEPS,
  type ChartEffect,
  type ChartEvent,
  type ChartState,
  type ChartStep,
  type Stepper,
} from './stepper.ts'
import { choose, compileTables, rowOf, type Candidate, type Leaf } from './tables.ts'

/** A stepper keeps nothing of a run, so that all runs share one per machine: a sweep compiles once. */
const compiled = new WeakMap<AnyStateMachine, Stepper>()
const NO_EFFECTS: readonly ChartEffect[] = Object.freeze([])
/** Nothing is stepped with it. */
const NO_EVENT = '\0'

/**
 * The fast grade: the machine as tables and plain functions, worked out once. Equal to the oracle in value, context and
 * effects. Throws at load, naming machine, place and feature, for what it does not support. The same machine gives the same
 * stepper again.
 */
export function compiledStepper(machine: AnyStateMachine): Stepper {
  const stepper = compiled.get(machine) ?? makeStepper(machine)
  compiled.set(machine, stepper)
  return stepper
}

function makeStepper(machine: AnyStateMachine): Stepper {
  checkShape(machine)
  const { leaves, start } = compileTables(machine)

  const { program, leaf: first } = start
  const settled = program.fixed !== null && (first.always.length === 0 || first.over)
  /** Where no input has a say: the same for all. */
  const same: ChartStep | null =
    settled && typeof machine.config.context !== 'function'
      ? {
          state: { value: first.value, context: (machine.config.context ?? {}) as object },
          effects: program.fixed,
          taken: true,
        }
      : null

  const initial = (input: unknown): ChartStep => {
    if (same !== null) return same
    const event = { type: 'xstate.init', input }
    const context = firstContext(machine, event)
    if (settled) return { state: { value: first.value, context }, effects: program.fixed, taken: true }
    const run: Run = { context, effects: [], queue: [] }
    perform(program, run, event)
    const leaf = settle(machine, first, run, event)
    return { state: { value: leaf.value, context: run.context }, effects: run.effects, taken: true }
  }

  /** Of the newest step: the next one is mostly from the same state, of the same event. */
  let leaf = first
  let type = NO_EVENT
  let row: readonly Candidate[] = []

  const step = (state: ChartState, event: ChartEvent): ChartStep => {
    if (state.value !== leaf.value || event.type !== type) find(state.value, event.type)
    if (leaf.over) return { state, effects: NO_EFFECTS, taken: false }
    const chosen = choose(row, state.context, event)
    if (chosen === null && leaf.always.length === 0) return { state, effects: NO_EFFECTS, taken: false }
    return chosen !== null && isPlain(chosen)
      ? plainStep(state, leaf, chosen)
      : macrostep(machine, state, leaf, chosen, event)
  }

  const find = (value: string, wanted: string): void => {
    const found = leaves.get(value)
    if (found === undefined) throw new Error(`Machine '${machine.id}' has no state '${value}'.`)
    let known = found.rows.get(wanted)
    if (known === undefined) {
      assertSteppable(machine, wanted)
      known = rowOf(found, wanted)
    }
    leaf = found
    type = wanted
    row = known
  }

  return { machine, initial, step }
}

/** The effects are known, the context stays and nothing follows. */
function isPlain(chosen: Candidate): boolean {
  return chosen.program.fixed !== null && (chosen.next.always.length === 0 || chosen.next.over)
}

function plainStep(state: ChartState, leaf: Leaf, chosen: Candidate): ChartStep {
  const { newest, next } = chosen
  if (newest !== null && (next === leaf ? newest.state === state : newest.state.context === state.context))
    return newest
  chosen.newest = {
    state: next === leaf ? state : { value: next.value, context: state.context },
    effects: chosen.program.fixed as readonly ChartEffect[],
    taken: chosen.visible,
  }
  return chosen.newest
}

function macrostep(
  machine: AnyStateMachine,
  state: ChartState,
  leaf: Leaf,
  chosen: Candidate | null,
  event: ChartEvent,
): ChartStep {
  const run: Run = { context: state.context, effects: [], queue: [] }
  if (chosen !== null) perform(chosen.program, run, event)
  const last = settle(machine, chosen === null ? leaf : chosen.next, run, event)
  const same = last === leaf && run.context === state.context
  const taken = !same || run.effects.length > 0 || (chosen !== null && chosen.visible)
  return { state: same ? state : { value: last.value, context: run.context }, effects: run.effects, taken }
}

/** Eventless transitions and raised events until nothing more follows; the leaf where that is. */
function settle(machine: AnyStateMachine, from: Leaf, run: Run, event: ChartEvent): Leaf {
  let leaf = from
  let current = event
  let eventless = true
  for (let count = 1, taken = 0; !leaf.over; count += 1) {
    if (count > MAX_MICROSTEPS)
      throw new Error(`Machine '${machine.id}' does not settle after '${event.type}' in '${from.value}'.`)
    const { context } = run
    let chosen: Candidate | null = eventless && leaf.always.length > 0 ? choose(leaf.always, context, current) : null
    const spontaneous: boolean = chosen !== null
    if (chosen === null) {
      const raised = run.queue[taken]
      if (raised === undefined) break
      taken += 1
      current = raised
      chosen = choose(rowOf(leaf, raised.type), context, raised)
    }
    const before = leaf
    if (chosen !== null) {
      perform(chosen.program, run, current)
      leaf = chosen.next
    }
    eventless = !spontaneous || leaf !== before || run.context !== context
  }
  return leaf
}

type InitEvent = ChartEvent & { readonly input: unknown }

/** What a context factory is given; it must be pure and draw nothing. */
class FactoryArgs extends ActionArgs {
  readonly input: unknown
  constructor(event: InitEvent) {
    super({}, event)
    this.input = event.input
  }
}

function firstContext(machine: AnyStateMachine, event: InitEvent): object {
  const context: unknown = machine.config.context
  if (typeof context !== 'function') return (context ?? {}) as object
  return { ...(context as (args: FactoryArgs) => object)(new FactoryArgs(event)) }
}
