import { DiagramModel } from '#derive/model.ts'
import { CAST, Story } from '#derive/trace.fixture.ts'
import { DEFAULT_VIEW } from '#derive/view.ts'
import { describe, expect, it } from 'vitest'
import { densities } from './density.ts'

/** Unlike messages, then three hundred like exchanges that fold, then unlike ones again. */
function model(): DiagramModel {
  const story = new Story()
  for (let n = 0; n < 40; n += 1) story.pass('client', 'marathon', `A${n}`, 2)
  for (let n = 0; n < 300; n += 1) {
    story.wait(1000)
    story.pass('master', 'driver:marathon', 'ResourceOffersMessage', 2)
    story.pass('driver:marathon', 'master', 'DECLINE', 1)
  }
  story.wait(1000)
  for (let n = 0; n < 40; n += 1) story.pass('client', 'marathon', `B${n}`, 2)
  return new DiagramModel(story.into(), CAST, DEFAULT_VIEW)
}

describe('the bars of the minimap', () => {
  it('tell of what is drawn: a fold, however many messages it is of, is one thing', () => {
    const run = model()
    expect(run.axis.folds).toHaveLength(1)
    const bars = densities(run, 600, 6)
    expect(bars).toHaveLength(100)
    const fold = run.axis.folds[0]
    const at = (mark: number): number => Math.floor((run.axis.y(mark) / run.axis.endY) * 100)
    const middle = at(fold?.firstMark ?? 0) + 1
    expect(bars[middle]).toBeLessThan(0.6)
    expect(bars.indexOf(Math.max(...bars))).toBeLessThanOrEqual(at(fold?.firstMark ?? 0))
  })
})
