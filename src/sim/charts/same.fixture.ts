import fc from 'fast-check'
import { expect } from 'vitest'
import type { AnyStateMachine } from 'xstate'
import { compiledStepper } from './compile.ts'
import { oracleStepper } from './oracle.ts'
import type { ChartEvent, ChartState, ChartStep, Stepper } from './stepper.ts'

/** Events that stand for any of the machine's own and the input that it starts with. */
export interface SameSteps {
  readonly input?: unknown
  readonly runs?: number
  readonly maxEvents?: number
}

/**
 * Steps random events through both grades and compares value, context, effects and `taken`, and that an ignored event gives
 * the same state object. What one grade throws the other must throw too. A failure prints the shrunk events.
 */
export function expectSameSteps(
  machine: AnyStateMachine,
  arbitraryEvents: fc.Arbitrary<ChartEvent>,
  how: SameSteps = {},
): void {
  const grades = { oracle: oracleStepper(machine), compiled: compiledStepper(machine) }
  const events = fc.array(arbitraryEvents, { maxLength: how.maxEvents ?? 30 })
  fc.assert(
    fc.property(events, (list) => {
      walkBoth(grades, how.input, list)
    }),
    { numRuns: how.runs ?? 100 },
  )
}

/** Steps one list of events through both grades of a machine; the last step. */
export function expectSameRun(
  machine: AnyStateMachine,
  events: readonly ChartEvent[],
  input?: unknown,
): ChartStep | null {
  return walkBoth({ oracle: oracleStepper(machine), compiled: compiledStepper(machine) }, input, events)
}

interface Grades {
  readonly oracle: Stepper
  readonly compiled: Stepper
}

function walkBoth(grades: Grades, input: unknown, events: readonly ChartEvent[]): ChartStep | null {
  let at = compare(grades, (stepper) => stepper.initial(input))
  for (const event of events) {
    if (at === null) return null
    const { state } = at
    at = compare(grades, (stepper) => {
      const step = stepper.step(state, event)
      if (!step.taken) expect(step.state).toBe(state)
      return step
    })
    if (at !== null) expect(sameObject(at.state, state)).toBe(sameValue(at.state, state))
  }
  return at
}

const sameObject = (a: ChartState, b: ChartState): boolean => a === b
const sameValue = (a: ChartState, b: ChartState): boolean => a.value === b.value && a.context === b.context

/** The step of the compiled grade, or null where both threw. */
function compare(grades: Grades, run: (stepper: Stepper) => ChartStep): ChartStep | null {
  const wanted = attempt(() => run(grades.oracle))
  const found = attempt(() => run(grades.compiled))
  if (wanted instanceof Error || found instanceof Error) {
    expect(found, `compiled ${String(found)}; oracle ${String(wanted)}`).toBeInstanceOf(Error)
    expect(wanted, `compiled ${String(found)}; oracle ${String(wanted)}`).toBeInstanceOf(Error)
    return null
  }
  expect(found).toStrictEqual(wanted)
  return found
}

function attempt(run: () => ChartStep): ChartStep | Error {
  try {
    return run()
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
