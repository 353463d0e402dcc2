import { transition, type AnyMachineSnapshot } from 'xstate'
import type { ChartEvent, ChartState, Stepper } from './stepper.ts'
import { nestedValue } from './value.ts'

/** A chart with the events of a run: what to measure. Events go to the components in turn. */
export interface BenchCase {
  readonly name: string
  readonly compiled: Stepper
  readonly input: unknown
  /** A stretch of events as one component receives them; repeated as often as needed. */
  readonly events: readonly ChartEvent[]
}

export interface BenchRow {
  readonly bench: 'machines'
  readonly case: string
  readonly unit: string
  readonly value: number
}

export interface BenchSize {
  /** Components of each case, default 1,000. */
  readonly components?: number
  /** Steps of the compiled grade in one repetition, default 1,000,000; the oracle takes a fiftieth. */
  readonly steps?: number
  /** The best of so many, default 3. */
  readonly repetitions?: number
}

/**
 * Steps per second of the compiled grade and of XState's own `transition` on the same components and events, and the ratio
 * of the two. `transition` is called on its own snapshots, without our adapter, so that the ratio flatters nobody.
 * The share of events that were taken stands beside: ignored ones cost next to nothing. The clock is the caller's: this layer has none.
 */
export function benchCharts(cases: readonly BenchCase[], nowMs: () => number, size: BenchSize = {}): BenchRow[] {
  const { components = 1_000, steps = 1_000_000, repetitions = 3 } = size
  return cases.flatMap((one) => {
    const compiled = best(repetitions, () => perSecond(steps, nowMs, () => stepCompiled(one, components, steps)))
    const oracleSteps = Math.max(1, Math.floor(steps / 50))
    const oracle = best(repetitions, () =>
      perSecond(oracleSteps, nowMs, () => stepOracle(one, components, oracleSteps)),
    )
    const row = (what: string, unit: string, value: number): BenchRow => ({
      bench: 'machines',
      case: `${one.name}, ${what}`,
      unit,
      value,
    })
    return [
      row('compiled', 'steps/s', Math.round(compiled)),
      row('transition', 'steps/s', Math.round(oracle)),
      row('taken', 'share', takenShare(one, components)),
      row('ratio', 'x', Math.round((compiled / oracle) * 10) / 10),
    ]
  })
}

function best(repetitions: number, measure: () => number): number {
  return Math.max(...Array.from({ length: repetitions }, measure))
}

/** `prepare` is not timed; what it returns is. */
function perSecond(steps: number, nowMs: () => number, prepare: () => () => void): number {
  const work = prepare()
  const startedMs = nowMs()
  work()
  return steps / (Math.max(nowMs() - startedMs, 1e-3) / 1_000)
}

function stepCompiled({ compiled, input, events }: BenchCase, components: number, steps: number): () => void {
  const states: ChartState[] = Array.from({ length: components }, () => compiled.initial(input).state)
  return () => {
    walk(components, events.length, steps, (at, event) => {
      states[at] = compiled.step(states[at] as ChartState, events[event] as ChartEvent).state
    })
  }
}

function stepOracle({ compiled, input, events }: BenchCase, components: number, steps: number): () => void {
  const { machine } = compiled
  const start = compiled.initial(input).state
  const first = machine.resolveState({ value: nestedValue(start.value), context: start.context }) as AnyMachineSnapshot
  const states: AnyMachineSnapshot[] = Array.from({ length: components }, () => first)
  return () => {
    walk(components, events.length, steps, (at, event) => {
      const [next] = transition(machine, states[at] as AnyMachineSnapshot, events[event] as ChartEvent)
      states[at] = next as AnyMachineSnapshot
    })
  }
}

/** Each component in turn; each gets the events in their order, beginning where its neighbour is not. */
function walk(
  components: number,
  events: number,
  steps: number,
  step: (component: number, event: number) => void,
): void {
  for (let done = 0, round = 0; done < steps; round += 1) {
    for (let at = 0; at < components && done < steps; at += 1, done += 1) step(at, (at + round) % events)
  }
}

/** Of the events of ten rounds. */
function takenShare({ compiled, input, events }: BenchCase, components: number): number {
  const states: ChartState[] = Array.from({ length: components }, () => compiled.initial(input).state)
  const steps = components * events.length * 10
  let taken = 0
  walk(components, events.length, steps, (at, event) => {
    const step = compiled.step(states[at] as ChartState, events[event] as ChartEvent)
    states[at] = step.state
    if (step.taken) taken += 1
  })
  return Math.round((taken / steps) * 1_000) / 1_000
}
