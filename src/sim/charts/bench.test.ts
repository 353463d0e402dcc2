import { describe, expect, it } from 'vitest'
import { benchCharts } from './bench.ts'
import { compiledStepper } from './compile.ts'
import { streamMachine } from './rich.fixture.ts'

describe('the benchmark of charts', () => {
  it('prints both grades and their ratio by the clock that it is given', () => {
    let nowMs = 0
    const clock = () => (nowMs += 500)
    const events = [{ type: 'update' }, { type: 'ack' }]
    const rows = benchCharts(
      [{ name: 'stream', compiled: compiledStepper(streamMachine), input: undefined, events }],
      clock,
      { components: 3, steps: 100, repetitions: 1 },
    )
    expect(rows).toEqual([
      { bench: 'machines', case: 'stream, compiled', unit: 'steps/s', value: 200 },
      { bench: 'machines', case: 'stream, transition', unit: 'steps/s', value: 4 },
      { bench: 'machines', case: 'stream, taken', unit: 'share', value: 0.983 },
      { bench: 'machines', case: 'stream, ratio', unit: 'x', value: 50 },
    ])
  })
})
