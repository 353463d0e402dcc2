import { describe, expect, it } from 'vitest'
import { DiagramModel } from './model.ts'
import { CAST, Story } from './trace.fixture.ts'
import { markdownTable, rowWindow, scrollTo, transcriptOf } from './transcript.ts'
import { DEFAULT_VIEW } from './view.ts'

function aRun() {
  const story = new Story()
  story.pass('client', 'marathon', 'POST /v2/apps', 5, { step: 1 })
  story.wait(10)
  const offer = story.pass('master', 'driver:marathon', 'ResourceOffersMessage', 4, { step: 2 })
  story.lose('driver:marathon', 'master', 'DECLINE', { cause: offer, step: 3 })
  story.pass('master', 'agent-1', 'PingSlaveMessage', 2, { depth: 3 })
  return story
}

function transcript(depth: 1 | 2 | 3) {
  const model = new DiagramModel(aRun().into(), CAST, { ...DEFAULT_VIEW, depth })
  const table = transcriptOf(model)
  return { table, rows: Array.from({ length: table.length }, (_, k) => table.row(k)) }
}

describe('the transcript', () => {
  it('has a row for each message that the view shows, with when it arrives or is lost', () => {
    const { rows } = transcript(1)
    expect(rows.map(({ step, from, to, at, endedAt, isLost }) => [step, from, to, at, endedAt, isLost])).toEqual([
      [1, 'client', 'marathon', 0, 5, false],
      [2, 'master', 'marathon', 15, 19, false],
      [3, 'marathon', 'master', 19, 19, true],
    ])
  })

  it('has more rows at the wire', () => {
    expect(transcript(3).rows.map(({ to }) => to)).toContain('agent-1')
  })

  it('finds the row of a moment', () => {
    const { table, rows } = transcript(1)
    expect(table.rowAt(-1)).toBe(-1)
    expect(table.rowAt((rows[1]?.ordinal as number) + 1)).toBe(1)
    expect(table.rowAt(10_000)).toBe(2)
  })
})

describe('the rows in view', () => {
  it('are exact to the pixel while the table is short', () => {
    expect(rowWindow(100, 28, 280, 42)).toEqual({ height: 2800, first: 1, end: 12, top: 28 })
  })

  it('reach the last of a million at the end of the scroll bar', () => {
    const { height } = rowWindow(1_000_000, 28, 280, 0)
    const last = rowWindow(1_000_000, 28, 280, height - 280)
    expect(last.end).toBe(1_000_000)
    expect(last.top + (last.end - last.first) * 28).toBeCloseTo(height, 3)
  })

  it('hold the row that was scrolled to, wherever it is', () => {
    for (const count of [3, 100, 1_000_000]) {
      for (const row of [0, Math.floor(count / 3), count - 1]) {
        const { first, end } = rowWindow(count, 28, 280, scrollTo(row, count, 28, 280, 0))
        expect(first <= row && row < end, `${row} of ${count}`).toBe(true)
      }
    }
  })
})

describe('a table in Markdown', () => {
  it('keeps bars and line ends inside their cells', () => {
    expect(markdownTable(['a', 'b'], [['x|y', 'two\nlines']])).toBe('| a | b |\n| --- | --- |\n| x\\|y | two lines |\n')
  })
})
