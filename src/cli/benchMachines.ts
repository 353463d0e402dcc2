/** Steps per second of the shipped charts, replaying the events that their components got in built-in runs. */
import { SCENARIOS } from '#content/scenarios/index.ts'
import { benchCharts, type BenchCase } from '#sim/charts/bench.ts'
import { compiledStepper } from '#sim/charts/compile.ts'
import { oracleStepper } from '#sim/charts/oracle.ts'
import type { ChartEvent, ChartState, Stepper } from '#sim/charts/stepper.ts'
import { CLUSTER } from '#sim/components/index.ts'
import type { MakeStepper } from '#sim/kernel/sim.ts'
import { Run } from '#sim/kernel/run.ts'
import type { BenchRow } from './bench.ts'
import { parsedScenario } from './scenario.ts'

/** Fewer events than this say little about a chart. */
const FEWEST_EVENTS = 4

interface Life {
  readonly input: unknown
  readonly events: ChartEvent[]
}

/** A stepper that notes what each component was stepped with. XState's own gives a new state at every change. */
function listening(lives: Map<string, Life[]>): MakeStepper {
  return (machine) => {
    const stepper = oracleStepper(machine)
    const known = lives.get(machine.id) ?? []
    lives.set(machine.id, known)
    const lifeOf = new WeakMap<ChartState, Life>()
    const heard: Stepper = {
      machine,
      initial: (input) => {
        const step = stepper.initial(input)
        const life: Life = { input, events: [] }
        known.push(life)
        lifeOf.set(step.state, life)
        return step
      },
      step: (state, event) => {
        const step = stepper.step(state, event)
        const life = lifeOf.get(state)
        life?.events.push(event)
        if (life) lifeOf.set(step.state, life)
        return step
      },
    }
    return heard
  }
}

/** The longest life of each chart over all built-in runs. */
function shippedCases(): BenchCase[] {
  const lives = new Map<string, Life[]>()
  for (const { document } of SCENARIOS) {
    const scenario = parsedScenario({ ...document, untilMs: document.untilMs ?? 60_000 })
    Run.start(scenario, CLUSTER, { makeStepper: listening(lives), budget: 20_000 }).advance()
  }
  return [...CLUSTER.definitions.values()].flatMap(({ kind, machine }) => {
    const longest = (lives.get(machine.id) ?? []).reduce<Life | null>(
      (best, life) => (life.events.length > (best?.events.length ?? 0) ? life : best),
      null,
    )
    if (!longest || longest.events.length < FEWEST_EVENTS) return []
    return [{ name: kind, compiled: compiledStepper(machine), ...longest }]
  })
}

export function benchMachines(nowMs: () => number): BenchRow[] {
  return benchCharts(shippedCases(), nowMs, { steps: 400_000 })
}
