import { describe, expect, it } from 'vitest'
import { benchCharts } from './bench.ts'
import { compiledStepper } from './compile.ts'
import type { ChartEvent, ChartState } from './stepper.ts'
import { streamMachine } from './rich.fixture.ts'

const EVENTS = [{ type: 'update' }, { type: 'ack' }]

/** Lives of these lengths, one behind the other. */
function tape(...lives: readonly number[]) {
  return lives.flatMap((length) =>
    Array.from({ length }, (_, k) => ({
      event: EVENTS[k % 2] as { type: string },
      birth: k === 0 ? { input: undefined } : null,
    })),
  )
}

const compiled = compiledStepper(streamMachine)

function halfASecondEach(): () => number {
  let nowMs = 0
  return () => (nowMs += 500)
}

describe('the benchmark of charts', () => {
  it('prints both grades and their ratio by the clock that it is given', () => {
    const stream = { name: 'stream', tracks: [{ compiled, tape: tape(4, 2) }] }
    const rows = benchCharts([stream], halfASecondEach(), { components: 3, steps: 100, repetitions: 1 })
    expect(rows).toEqual([
      { bench: 'machines', case: 'stream, compiled', unit: 'steps/s', value: 200 },
      { bench: 'machines', case: 'stream, transition', unit: 'steps/s', value: 4 },
      { bench: 'machines', case: 'stream, taken', unit: 'share', value: 1 },
      { bench: 'machines', case: 'stream, ratio', unit: 'x', value: 50 },
    ])
  })

  it('steps both grades through the same states, each life from its beginning', () => {
    const walked: string[][] = [[], []]
    const noting = (grade: number) => ({
      ...compiled,
      step: (state: ChartState, event: ChartEvent) => {
        const step = compiled.step(state, event)
        walked[grade]?.push(`${state.value} ${event.type} ${step.state.value}`)
        return step
      },
    })
    const of = (grade: number) => ({ name: 'one', tracks: [{ compiled: noting(grade), tape: tape(3, 1) }] })
    benchCharts([of(0)], halfASecondEach(), { components: 1, steps: 8, repetitions: 1 })
    const [first = []] = walked
    // once before the clock runs, to know where each component stands; then what is timed; then the share
    expect(first.slice(4, 8)).toEqual(first.slice(0, 4))
    expect(first.slice(8, 12)).toEqual(first.slice(0, 4))
    expect(first[3]?.split(' ')[0]).toBe(compiled.initial(undefined).state.value)
  })

  it('deals components to charts in proportion to their events, at least one to each', () => {
    const counts = new Map<string, number>()
    const counting = (name: string) => ({
      ...compiled,
      step: (state: ChartState, event: ChartEvent) => {
        counts.set(name, (counts.get(name) ?? 0) + 1)
        return compiled.step(state, event)
      },
    })
    const long = { compiled: counting('long'), tape: tape(99) }
    const short = { compiled: counting('short'), tape: tape(1) }
    benchCharts([{ name: 'both', tracks: [long, short] }], halfASecondEach(), {
      components: 10,
      steps: 110,
      repetitions: 1,
    })
    // 99 and 1 to know where components stand, 100 and 10 timed, 99 and 1 for the share
    expect([counts.get('long'), counts.get('short')]).toEqual([298, 12])
  })
})
