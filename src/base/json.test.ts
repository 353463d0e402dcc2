import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonMistake, sameJson } from './json.ts'

describe('jsonMistake', () => {
  it.each([
    ['', 'line 1, column 1: expected a value, found the end of the text'],
    ['{"a":1,}', 'line 1, column 8: expected a key in double quotes, found "}"'],
    ["{'a':1}", 'line 1, column 2: expected a key in double quotes, found "\'"'],
    ['{"a" 1}', 'line 1, column 6: expected ":", found "1"'],
    ['[1 2]', 'line 1, column 4: expected "," or "]", found "2"'],
    ['{\n  "a": [1,\n]}', 'line 3, column 1: expected a value, found "]"'],
    ['{"a":1} x', 'line 1, column 9: expected the end of the text, found "x"'],
    ['"a\nb"', 'line 1, column 3: expected a character of a string, or a closing quote, found "\\n"'],
    ['"\\q"', 'line 1, column 2: expected a character of a string, or a closing quote, found "\\\\"'],
    ['01', 'line 1, column 2: expected the end of the text, found "1"'],
    ['nul', 'line 1, column 1: expected a value, found "n"'],
  ])('says of %j where it stops being JSON', (text, sentence) => {
    expect(jsonMistake(text)).toBe(`not JSON at ${sentence}`)
  })

  it('agrees with JSON.parse on what is JSON', () => {
    const isJson = (text: string): boolean => {
      try {
        JSON.parse(text)
        return true
      } catch {
        return false
      }
    }
    const broken = fc
      .tuple(fc.json({ maxDepth: 3 }), fc.nat(), fc.constantFrom('', ',', '}', '"', ' ', '1', '\\', '\u0085'))
      .map(([text, at, put]) => {
        const place = at % (text.length + 1)
        return text.slice(0, place) + put + text.slice(place + 1)
      })
    fc.assert(fc.property(fc.oneof(fc.json(), broken), (text) => (jsonMistake(text) === null) === isJson(text)))
  })
})

describe('sameJson', () => {
  it('does not look at the order of keys, but at that of lists', () => {
    expect(sameJson({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBe(true)
    expect(sameJson([1, 2], [2, 1])).toBe(false)
  })

  it.each([
    [{ a: 1 }, { a: 1, b: 1 }],
    [{ a: null }, {}],
    [[], {}],
    ['1', 1],
    [{ toString: 1 }, {}],
  ])('tells %j from %j', (a, b) => {
    expect(sameJson(a, b)).toBe(false)
    expect(sameJson(b, a)).toBe(false)
  })

  it('holds of a value and its copy', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => sameJson(value, JSON.parse(JSON.stringify(value)))))
  })
})
