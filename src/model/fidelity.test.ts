import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { LEFT_OUT, ROWS_LEFT_OUT, TIMERS } from '#content/scenarios/coverage.fixture.ts'
import { MESSAGE_ENTRIES } from './messages/index.ts'
import { ruleReceipts } from './receipts.ts'

const PAGE = readFileSync(path.join(import.meta.dirname, '../../docs/fidelity.md'), 'utf8')

/** What stands between a heading and the next. */
function under(heading: string): string {
  const [, rest = ''] = PAGE.split(`\n${heading}\n`)
  return rest.split('\n#')[0] ?? ''
}

function rows(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.startsWith('| `'))
}

describe('docs/fidelity.md', () => {
  it('lists every message that is simpler here, as its receipt says it', () => {
    const simpler = MESSAGE_ENTRIES.flatMap(({ name, from, to, receipt }) =>
      receipt.simplified === undefined ? [] : [`| \`${name}\` | ${from} → ${to} | ${receipt.simplified} |`],
    )
    expect(rows(under('### Messages'))).toEqual(simpler)
  })

  it('lists every rule that is simpler here', () => {
    const simpler = ruleReceipts().flatMap(({ kind, name, receipt }) =>
      receipt.simplified === undefined ? [] : [`| \`${name}\` | ${kind} | ${receipt.simplified} |`],
    )
    expect(rows(under('### Timers and rules'))).toEqual(simpler)
  })

  it('names all messages and timers that are left out', () => {
    const text = under('## Left out')
    expect(Object.keys(LEFT_OUT).filter((topic) => !text.toLowerCase().includes(topic.toLowerCase()))).toEqual([])
    const names = Object.values(LEFT_OUT).flat()
    expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([])
    expect(ROWS_LEFT_OUT.filter((row) => !text.includes(row))).toEqual([])
  })

  it('names all timers that are simulated', () => {
    const names = Object.values(TIMERS)
      .flat()
      .map((timer) => timer.split(' ')[1] as string)
    expect(names.filter((name) => !under('## Simulated').includes(`\`${name}\``))).toEqual([])
  })
})
