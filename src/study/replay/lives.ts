/** What the components of some runs were stepped with, by chart: material to replay. */
import type { BenchCase, Track } from '#sim/charts/bench.ts'
import { compiledStepper } from '#sim/charts/compile.ts'
import type { ChartEvent, ChartState, Stepper } from '#sim/charts/stepper.ts'
import { CLUSTER } from '#sim/components/index.ts'
import { Run } from '#sim/kernel/run.ts'
import type { MakeStepper } from '#sim/kernel/sim.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { assert } from '#base/assert.ts'

interface Life {
  readonly input: unknown
  readonly events: ChartEvent[]
}

/** Records of each run that are replayed, and events of one chart. */
const BUDGET = 20_000
const MOST_EVENTS = 4000

/** A stepper that notes what each component is stepped with. A state belongs to one component. */
function listening(lives: Map<string, Life[]>): MakeStepper {
  return (machine) => {
    const stepper = compiledStepper(machine)
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

/** Whole lives one behind the other, the eventful ones first, until there are enough events. */
function trackOf(compiled: Stepper, lives: readonly Life[]): Track | null {
  const tape: { event: ChartEvent; birth: { input: unknown } | null }[] = []
  const eventful = lives.filter(({ events }) => events.length > 0)
  for (const { input, events } of eventful.toSorted((a, b) => b.events.length - a.events.length)) {
    for (const [k, event] of events.slice(0, MOST_EVENTS).entries())
      tape.push({ event, birth: k === 0 ? { input } : null })
    if (tape.length >= MOST_EVENTS) break
  }
  return tape.length === 0 ? null : { compiled, tape }
}

/** A case for each shipped chart that these scenarios step, and, when their code is warm, all of them together. */
export function replayCases(documents: readonly unknown[]): readonly BenchCase[] {
  const lives = new Map<string, Life[]>()
  for (const document of documents) {
    const scenario = parseScenario(document)
    assert(scenario.ok, 'a scenario to replay reads')
    Run.start(scenario.value, CLUSTER, { makeStepper: listening(lives), budget: BUDGET }).advance()
  }
  const cases = [...CLUSTER.definitions.values()].flatMap(({ kind, machine }) => {
    const track = trackOf(compiledStepper(machine), lives.get(machine.id) ?? [])
    return track ? [{ name: kind, tracks: [track] }] : []
  })
  return [...cases, { name: 'all charts', tracks: cases.flatMap(({ tracks }) => tracks) }]
}
