import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sameJson } from '#base/json.ts'
import { type PatchOperation, applyPatch, makePatch, parsePatch } from './patch.ts'

const DOCUMENT = { a: { b: [1, 2, 3] }, 'x/y': 1, 'm~n': 2 }

function patched(...operations: readonly PatchOperation[]): unknown {
  const found = applyPatch(DOCUMENT, operations)
  return found.ok ? found.value : `${found.error.operation}: ${found.error.message}`
}

describe('applyPatch', () => {
  it.each<[string, PatchOperation, unknown]>([
    ['adds a key', { op: 'add', path: '/c', value: 4 }, { ...DOCUMENT, c: 4 }],
    ['inserts into a list', { op: 'add', path: '/a/b/1', value: 9 }, { ...DOCUMENT, a: { b: [1, 9, 2, 3] } }],
    ['appends to a list', { op: 'add', path: '/a/b/-', value: 9 }, { ...DOCUMENT, a: { b: [1, 2, 3, 9] } }],
    ['replaces what an added key had', { op: 'add', path: '/a', value: null }, { ...DOCUMENT, a: null }],
    ['removes from a list', { op: 'remove', path: '/a/b/0' }, { ...DOCUMENT, a: { b: [2, 3] } }],
    ['removes a key with a slash', { op: 'remove', path: '/x~1y' }, { a: { b: [1, 2, 3] }, 'm~n': 2 }],
    ['replaces a key with a tilde', { op: 'replace', path: '/m~0n', value: 7 }, { ...DOCUMENT, 'm~n': 7 }],
    ['replaces the whole', { op: 'replace', path: '', value: [] }, []],
    ['passes a test that holds', { op: 'test', path: '/a', value: { b: [1, 2, 3] } }, DOCUMENT],
  ])('%s', (_, operation, result) => {
    expect(patched(operation)).toEqual(result)
  })

  it.each<[PatchOperation, string]>([
    [{ op: 'remove', path: '/none' }, '0: there is nothing at "none"'],
    [{ op: 'replace', path: '/a/c', value: 1 }, '0: there is nothing at "c"'],
    [{ op: 'add', path: '/n/c', value: 1 }, '0: there is nothing at "n"'],
    [{ op: 'add', path: '/a/b/4', value: 1 }, '0: "4" is no place of this list'],
    [{ op: 'add', path: '/a/b/01', value: 1 }, '0: "01" is no place of this list'],
    [{ op: 'remove', path: '/a/b/-' }, '0: there is nothing at "-"'],
    [{ op: 'add', path: '/x~1y/z', value: 1 }, '0: "z" is in neither a list nor an object'],
    [{ op: 'add', path: 'a', value: 1 }, '0: "a" is not a JSON pointer'],
    [{ op: 'add', path: '/a~2', value: 1 }, '0: "/a~2" is not a JSON pointer'],
    [{ op: 'test', path: '/a/b/0', value: 2 }, '0: /a/b/0 has another value'],
    [{ op: 'remove', path: '' }, '0: the whole document cannot be removed'],
    [{ op: 'remove', path: '/toString' }, '0: there is nothing at "toString"'],
  ])('refuses %j', (operation, message) => {
    expect(patched(operation)).toBe(message)
  })

  it('applies all or nothing, and changes nothing in place', () => {
    const before = JSON.stringify(DOCUMENT)
    expect(patched({ op: 'add', path: '/a/b/0', value: 0 }, { op: 'remove', path: '/zz' })).toBe(
      '1: there is nothing at "zz"',
    )
    expect(JSON.stringify(DOCUMENT)).toBe(before)
  })

  it('takes "__proto__" for a key like any other', () => {
    const result = applyPatch({}, [{ op: 'add', path: '/__proto__', value: { polluted: true } }])
    expect(result.ok && Object.keys(result.value as object)).toEqual(['__proto__'])
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

describe('parsePatch', () => {
  it.each([
    [{}, 'expected a list of operations'],
    [[{ op: 'add', path: '/a' }], 'add needs a "value"'],
    [[{ op: 'move', path: '/a', from: '/b' }], 'only add, remove, replace and test are understood'],
    [[{ op: 'remove' }], 'an operation has "op" and "path"'],
    [[null], 'an operation has "op" and "path"'],
  ])('refuses %j', (value, message) => {
    expect(parsePatch(value)).toMatchObject({ ok: false, error: { message } })
  })
})

describe('makePatch', () => {
  it('tells an appended entry as one operation', () => {
    expect(makePatch({ list: [1, 2] }, { list: [1, 2, 3] })).toEqual([{ op: 'add', path: '/list/-', value: 3 }])
  })

  it('tells an entry in the middle as one operation', () => {
    expect(makePatch([1, 2, 3], [1, 3])).toEqual([{ op: 'remove', path: '/1' }])
    expect(makePatch([1, 3], [1, 2, 3])).toEqual([{ op: 'add', path: '/1', value: 2 }])
  })

  it('makes the second document out of the first, whatever they are', () => {
    const near = fc.array(fc.constantFrom(1, 2, { a: 1 }, { a: 1, b: [1] }, [1, 2]), { maxLength: 6 })
    const value = fc.oneof(near, fc.jsonValue({ maxDepth: 3 }))
    fc.assert(
      fc.property(value, value, (from, to) => {
        const found = applyPatch(from, makePatch(from, to))
        return found.ok && sameJson(found.value, to)
      }),
    )
  })
})
