import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseScenario } from '#model/scenario/parse.ts'
import { aScenarioDocument } from '#model/scenario/scenario.fixture.ts'
import { issueInChinese } from './issuesZh.ts'

/** Values that stand where another was: of every kind, and texts that are nearly right. */
const WRONG: fc.Arbitrary<unknown> = fc.constantFrom<unknown[]>(
  null,
  true,
  -1,
  1.5,
  1e15,
  '',
  'x',
  'a b',
  '@',
  'a//b',
  '-a/..',
  '*',
  'x@nowhere',
  'driver:nobody',
  'foo:bar',
  'cpus',
  'cpus:x',
  'cpus:1;cpus:9999999999999',
  'ports:[9-1]',
  'ports:[1-5,2-3]',
  'ports:[a]',
  '0/1secs',
  [],
  [1],
  [5, 1],
  ['a', 'a'],
  ['master', 'master'],
  {},
  { nothing: 1 },
)

type Path = readonly (string | number)[]

function placesOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, part]) => placesOf(part, [...path, key]))]
}

function damaged(value: unknown, [key, ...rest]: Path, wrong: unknown): unknown {
  if (key === undefined) return wrong
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) }
  const parts = copy as Record<string | number, unknown>
  parts[key] = damaged(parts[key], rest, wrong)
  return copy
}

function messagesOf(document: unknown): readonly string[] {
  const read = parseScenario(document)
  return read.ok ? [] : read.error.map(({ message }) => message)
}

describe('what a parser says, in Chinese', () => {
  it('is known for whatever is damaged in a scenario', () => {
    const unknown = new Set<string>()
    let told = 0
    fc.assert(
      fc.property(aScenarioDocument, fc.nat(), WRONG, (document, nth, wrong) => {
        const places = placesOf(document)
        for (const message of messagesOf(damaged(document, places[nth % places.length] as Path, wrong))) {
          told += 1
          if (issueInChinese(message) === null) unknown.add(message)
        }
      }),
      { numRuns: 200, seed: 4 },
    )
    expect(told).toBeGreaterThan(100)
    expect([...unknown]).toEqual([])
  })

  it('is known for text that is no JSON', () => {
    const texts = ['', '{', '[1', '{"a" 1}', '{"a":}', '["x', '{1:2}', '[1,]', '[1 2]', 'nul', '"\u0001"']
    expect(texts.flatMap(messagesOf).filter((message) => issueInChinese(message) === null)).toEqual([])
  })

  it.each([
    ['expected a whole number from 0 to 9, found "x"', '应为 0 到 9 的整数，实为 "x"'],
    ['there is no such key here; did you mean "agents"?', '此处没有这个键；您是不是指“agents”？'],
    ['cpus(-x): a part of a role must not start with "-"', 'cpus(-x)：角色的一段不得以“-”开头'],
    ['not JSON at line 1, column 2: expected a value, found "}"', '第 1 行第 2 列不是 JSON：应为值，实为 "}"'],
    ['an id must not be empty', '标识不得为空'],
    ['it is not a regular expression', '不是正则表达式'],
    ['expected an object, found a list', '应为对象，实为列表'],
  ])('%s', (english, chinese) => {
    expect(issueInChinese(english)).toBe(chinese)
  })

  it('is null for a sentence of somebody else', () => {
    expect(issueInChinese('error.expected.jsnumber')).toBeNull()
    expect(issueInChinese('anything: at all')).toBeNull()
  })
})
