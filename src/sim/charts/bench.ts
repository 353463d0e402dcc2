import { transition, type AnyMachineSnapshot } from 'xstate'
import type { ChartEvent, ChartState, Stepper } from './stepper.ts'
import { nestedValue } from './value.ts'

/** One event that a component gets; with `birth` it is the first of a new life. */
export interface TapeEvent {
  readonly event: ChartEvent
  readonly birth: { readonly input: unknown } | null
}

/** A chart with the events of its components in a run. The first event is the first of a life. */
export interface Track {
  readonly compiled: Stepper
  readonly tape: readonly TapeEvent[]
}

/** What to measure together: components are dealt to the tracks in proportion to their events. */
export interface BenchCase {
  readonly name: string
  readonly tracks: readonly Track[]
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
 * of the two. `transition` is called on its own snapshots, without our adapter, so that the ratio flatters nobody; a
 * component whose life is over begins the next one, which is not timed apart. The share of events that were taken stands
 * beside: ignored ones cost next to nothing. The clock is the caller's: this layer has none.
 */
export function benchCharts(cases: readonly BenchCase[], nowMs: () => number, size: BenchSize = {}): BenchRow[] {
  const { components = 1_000, steps = 1_000_000, repetitions = 3 } = size
  return cases.flatMap((one) => {
    const compiled = best(repetitions, () => perSecond(steps, nowMs, () => replay(one, COMPILED, components, steps)))
    const oracleSteps = Math.max(1, Math.floor(steps / 50))
    const oracle = best(repetitions, () =>
      perSecond(oracleSteps, nowMs, () => replay(one, ORACLE, components, oracleSteps)),
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
      row('taken', 'share', takenShare(one)),
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

/** A way of stepping: what a life begins with, and the state after an event. States are never changed in place. */
interface Grade<S> {
  begin(stepper: Stepper, input: unknown): S
  step(stepper: Stepper, state: S, event: ChartEvent): S
}

const COMPILED: Grade<ChartState> = {
  begin: (stepper, input) => stepper.initial(input).state,
  step: (stepper, state, event) => stepper.step(state, event).state,
}

const ORACLE: Grade<AnyMachineSnapshot> = {
  begin: ({ machine, initial }, input) => {
    const { value, context } = initial(input).state
    return machine.resolveState({ value: nestedValue(value), context }) as AnyMachineSnapshot
  },
  step: ({ machine }, state, event) => transition(machine, state, event)[0] as AnyMachineSnapshot,
}

/** One component's place on its track. */
interface Player<S> {
  readonly stepper: Stepper
  readonly events: readonly ChartEvent[]
  /** What a life begins with that begins at that event, else null. */
  readonly births: readonly (S | null)[]
  at: number
  state: S
}

function playersOf<S>({ compiled, tape }: Track, grade: Grade<S>, count: number): Player<S>[] {
  const births = tape.map(({ birth }) => (birth === null ? null : grade.begin(compiled, birth.input)))
  const before: S[] = []
  let state = births[0] as S
  for (const [k, { event }] of tape.entries()) {
    state = births[k] ?? state
    before.push(state)
    state = grade.step(compiled, state, event)
  }
  const events = tape.map(({ event }) => event)
  return Array.from({ length: count }, (_, k) => {
    const at = Math.floor((k * tape.length) / count)
    return { stepper: compiled, events, births, at, state: before[at] as S }
  })
}

/** Each track gets its part of the components, and at least one. */
function allPlayers<S>({ tracks }: BenchCase, grade: Grade<S>, components: number): Player<S>[] {
  const events = tracks.reduce((sum, { tape }) => sum + tape.length, 0)
  return tracks.flatMap((track) =>
    playersOf(track, grade, Math.max(1, Math.round((components * track.tape.length) / events))),
  )
}

/** Components in turn, each from where it stands. */
function replay<S>(one: BenchCase, grade: Grade<S>, components: number, steps: number): () => void {
  const players = allPlayers(one, grade, components)
  return () => {
    for (let done = 0; done < steps;) {
      for (let k = 0; k < players.length && done < steps; k += 1, done += 1) {
        const player = players[k] as Player<S>
        const { at, events } = player
        player.state = grade.step(player.stepper, player.births[at] ?? player.state, events[at] as ChartEvent)
        player.at = at + 1 === events.length ? 0 : at + 1
      }
    }
  }
}

/** Of all events once. */
function takenShare({ tracks }: BenchCase): number {
  let taken = 0
  let all = 0
  for (const { compiled, tape } of tracks) {
    let state = compiled.initial(tape[0]?.birth?.input).state
    for (const { event, birth } of tape) {
      const step = compiled.step(birth === null ? state : compiled.initial(birth.input).state, event)
      state = step.state
      all += 1
      if (step.taken) taken += 1
    }
  }
  return Math.round((taken / all) * 1_000) / 1_000
}
