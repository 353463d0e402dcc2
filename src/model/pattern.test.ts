import { describe, expect, it } from 'vitest'
import { MAX_PATTERN_LENGTH, compilePattern, matchesWhole } from './pattern.ts'

function matches(source: string, text: string): boolean {
  const compiled = compilePattern(source)
  if (!compiled.ok) throw new Error(`${source}: ${compiled.error}`)
  return matchesWhole(compiled.value, text)
}

describe('a pattern', () => {
  it.each([
    ['rack-1', 'rack-1', true],
    ['rack-1', 'rack-10', false],
    ['', '', true],
    ['rack-[1-3]', 'rack-2', true],
    ['rack-[1-3]', 'rack-4', false],
    ['rack-[^1-3]', 'rack-4', true],
    ['.*\\.example\\.com', 'a.example.com', true],
    ['.*\\.example\\.com', 'a.examplexcom', false],
    ['a|bc|d', 'bc', true],
    ['a|bc|d', 'b', false],
    ['(?:a|b)+c?', 'abab', true],
    ['(?<n>ab){2,3}', 'ababab', true],
    ['(ab){2,3}', 'ab', false],
    ['a{2}', 'aa', true],
    ['a{2,}', 'aaaa', true],
    ['a{2,}', 'a', false],
    ['a{0,2}b', 'aaab', false],
    ['^a$', 'a', true],
    ['a^b', 'ab', false],
    ['\\d+\\w\\s\\S', '12x y', true],
    ['[\\d.-]+', '1.2-3', true],
    ['[\\D]', '5', false],
    ['[a-]', '-', true],
    ['\\x41\\u0042', 'AB', true],
    ['\\Qa.b\\E+', 'a.bb', false],
    ['a*?b', 'aab', true],
    ['(a*)*b', 'aaab', true],
    ['(?i)Rack', 'rACK', true],
    ['a\\b-b', 'a-b', true],
    ['a\\Bb', 'ab', true],
    ['.', '\n', false],
    ['.', '😀', true],
    ['a|', '', true],
  ])('%s on %j is %s', (source, text, expected) => {
    expect(matches(source, text)).toBe(expected)
  })

  it.each([
    '(',
    'a)',
    '[a',
    '*a',
    'a**',
    'a{2,1}',
    'a{',
    '{2}',
    '[z-a]',
    '(?=a)',
    '(?<!a)b',
    '(a)\\1',
    'a*+',
    '\\p{L}',
    '[a&&b]',
    '\\',
    '[]',
  ])('refuses %s', (source) => {
    expect(compilePattern(source).ok).toBe(false)
  })

  it('agrees with the engine on what both know', () => {
    const sources = ['a(b|c)*d?', '[a-c]+', 'a.c', '(a|ab)(c|bcd)', 'a{1,2}b{0,1}', '(a?b?)+', 'a|b|']
    const texts = ['', 'a', 'b', 'ab', 'abc', 'abcd', 'abcbd', 'aab', 'acc', 'ccc', 'aabb']
    for (const source of sources) {
      for (const text of texts)
        expect(matches(source, text), `${source} on ${text}`).toBe(new RegExp(`^(?:${source})$`, 'u').test(text))
    }
  })

  it('does not blow up where backtracking does', () => {
    const text = `${'a'.repeat(20_000)}!`
    expect(matches('(a+)+$', text)).toBe(false)
    expect(matches('(a|a)*b', text)).toBe(false)
    expect(matches('(.*a){20}b', text.slice(-2000))).toBe(false)
  })

  it('bounds its own size', () => {
    expect(compilePattern('a'.repeat(MAX_PATTERN_LENGTH + 1)).ok).toBe(false)
    expect(compilePattern('((a{1000}){1000}){1000}').ok).toBe(false)
    expect(compilePattern('('.repeat(500)).ok).toBe(false)
    expect(compilePattern('(((){1000}){1000}){1000}').ok).toBe(false)
  })
})
