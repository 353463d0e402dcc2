import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { LEFT_OUT, ROWS_LEFT_OUT, TIMERS } from '#content/scenarios/coverage.fixture.ts'
import { MESSAGE_ENTRIES } from './messages/index.ts'
import { ruleReceipts } from './receipts.ts'
import { AGENT_FLAGS } from './scenario/agent.ts'
import { MARATHON_FLAGS } from './scenario/framework.ts'
import { MASTER } from './scenario/master.ts'
import { TASK_REASONS } from './taskReasons.ts'

const PAGE = readFileSync(path.join(import.meta.dirname, '../../docs/fidelity.md'), 'utf8')

/** What stands between a heading and the next. */
function under(heading: string): string {
  const [, rest = ''] = PAGE.split(`\n${heading}\n`)
  return rest.split('\n#')[0] ?? ''
}

function rows(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.startsWith('| `'))
}

/** What the simulator is made of, without its tests. */
const SIM = path.join(import.meta.dirname, '../sim')
const SOURCES = readdirSync(SIM, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/\.(test|fixture|bench)\.ts$/.test(file))
  .map((file) => readFileSync(path.join(SIM, file), 'utf8'))
  .join('\n')

/** Words between backticks in the first column of a table. */
function firstColumn(text: string): readonly string[] {
  return rows(text).flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, word = '']) => word))
}

describe('docs/fidelity.md', () => {
  it('lists every flag that the simulator never looks at, and no other', () => {
    const flags = [MASTER, AGENT_FLAGS, MARATHON_FLAGS].flatMap(({ keys }) => Object.keys(keys))
    // one is renamed on its way, another is read before the run begins
    const renamed = new Set(['suppressOffers', 'mesosRole'])
    const idle = flags.filter((flag) => !renamed.has(flag) && !new RegExp(`\\b${flag}\\b`).test(SOURCES))
    const listed = firstColumn(under('### Flags without effect'))
    expect(listed.filter((flag) => !flags.includes(flag))).toEqual([])
    expect(idle.filter((flag) => !listed.includes(flag))).toEqual([])
    // The words mean other things as well: a component, and what it sorts with.
    expect(listed.filter((flag) => !idle.includes(flag))).toEqual(['roleSorter', 'allocator'])
  })

  it('names no reason of a task state as left out that something leads to', () => {
    const text = under('### Also left out')
    const named = [...text.matchAll(/REASON_[A-Z_]+/g)].map(([reason]) => reason)
    expect(named.length).toBeGreaterThan(4)
    expect(named.filter((reason) => TASK_REASONS.some((known) => known === reason))).toEqual([])
    expect(TASK_REASONS.filter((reason) => !SOURCES.includes(reason))).toEqual([])
  })

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
