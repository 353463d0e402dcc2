import { must } from '#base/assert.ts'
import { DECLINE_THEN_LAUNCH } from '#content/scenarios/decline-then-launch.ts'
import { LaneBook, castOf } from '#derive/lanes.ts'
import { layoutOf } from '#derive/layout.ts'
import { diagramModel } from '#derive/model.ts'
import { DEFAULT_VIEW, type Cursor } from '#derive/view.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { TraceStore } from '#model/trace/store.ts'
import { CLUSTER } from '#sim/components/index.ts'
import { Run } from '#sim/kernel/run.ts'
import { describe, expect, it } from 'vitest'
import { Camera } from './camera.ts'
import type { Input } from './controller.ts'
import { Following } from './following.ts'
import type { DiagramProps } from './types.ts'

const HEIGHT = 600

function aRun() {
  const parsed = parseScenario(DECLINE_THEN_LAUNCH)
  if (!parsed.ok) throw new Error(parsed.error[0]?.message)
  return { run: Run.start(parsed.value, CLUSTER), scenario: parsed.value, trace: new TraceStore() }
}

/** What the diagram is given: paused at a cursor, at what is computed so far. */
function inputOf({ scenario, trace }: ReturnType<typeof aRun>, cursor: Cursor): Input {
  const props = { trace, scenario, cursor, view: DEFAULT_VIEW, selection: null, playing: false, reducedMotion: true }
  const model = diagramModel(trace, scenario, DEFAULT_VIEW)
  const layout = layoutOf(new LaneBook(castOf(scenario), DEFAULT_VIEW), 900)
  return { props: props as unknown as DiagramProps, model, layout, width: 900, height: HEIGHT }
}

describe('a run that is opened in its middle and paused', () => {
  it('has the cursor in sight as soon as its record is there, and at the same height from then on', () => {
    const whole = aRun()
    whole.run.advance()
    whole.trace.append(whole.run.takeChunk())
    const ordinal = Math.floor(whole.trace.count * 0.5)
    const cursor = { ordinal, at: must(whole.trace.at[ordinal], 'the record is there') }

    const opened = aRun()
    const camera = new Camera()
    const following = new Following(camera)
    const heights: number[] = []
    let before: Input | null = null
    while (opened.run.halted === null) {
      opened.run.advance({ events: 5 })
      opened.trace.append(opened.run.takeChunk())
      const input = inputOf(opened, cursor)
      following.follow(before, input, 0)
      before = input
      if (opened.trace.count > ordinal) heights.push(input.model.axis.yOf(cursor) - camera.y)
    }
    expect(heights.length).toBeGreaterThan(5)
    expect(Math.min(...heights)).toBeGreaterThan(0)
    expect(Math.max(...heights)).toBeLessThan(HEIGHT)
    expect(Math.max(...heights) - Math.min(...heights)).toBeLessThan(1)
  })
})
