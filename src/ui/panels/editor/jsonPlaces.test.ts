import { json } from '@codemirror/lang-json'
import { EditorState } from '@codemirror/state'
import { describe, expect, it } from 'vitest'
import { placeAt, rangeOf } from './jsonPlaces.ts'

/** `|` is the cursor. */
function stateOf(text: string): { readonly state: EditorState; readonly pos: number } {
  const pos = text.indexOf('|')
  return { state: EditorState.create({ doc: text.replace('|', ''), extensions: [json()] }), pos }
}

function place(text: string) {
  const { state, pos } = stateOf(text)
  return placeAt(state, pos)
}

describe('a JSON pointer in text', () => {
  const text = '{"agents": [{"id": "a", "cpus": 1}], "x~y/z": 2}'
  const said = (pointer: string): string => {
    const { state } = stateOf(text)
    const { from, to } = rangeOf(state, pointer)
    return state.sliceDoc(from, to)
  }

  it('finds the property, the entry, and keys with odd letters', () => {
    expect(said('/agents/0/cpus')).toBe('"cpus": 1')
    expect(said('/agents/0')).toBe('{')
    expect(said('/x~0y~1z')).toBe('"x~y/z": 2')
  })

  it('stands on what holds it where it is not there', () => {
    expect(said('/agents/0/resources')).toBe('{')
    expect(said('/')).toBe('{')
  })
})

describe('the place of the cursor', () => {
  it('is a key with the path of its object', () => {
    expect(place('{"agents": [{"id": "a", "res|"}]}')).toMatchObject({ what: 'key', path: ['agents', '0'] })
    expect(place('{"master": {|}}')).toMatchObject({ what: 'key', path: ['master'], present: [] })
    expect(place('{"version": 1, |}')).toMatchObject({ what: 'key', path: [], present: ['version'] })
  })

  it('is a value with its own path', () => {
    expect(place('{"frameworks": [{"kind": "mar|"}]}')).toMatchObject({
      what: 'value',
      path: ['frameworks', '0', 'kind'],
    })
  })

  it('replaces the whole word with its quotes', () => {
    expect(place('{"se|"}')).toMatchObject({ from: 1, to: 5 })
  })
})
