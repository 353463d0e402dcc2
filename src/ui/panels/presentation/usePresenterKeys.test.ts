import { describe, expect, it } from 'vitest'
import { pressOf } from './usePresenterKeys.ts'

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

describe("the presenter's keys", () => {
  it.each([
    ['PageDown', 'forward'],
    ['ArrowRight', 'forward'],
    ['ArrowDown', 'forward'],
    ['PageUp', 'backward'],
    ['ArrowLeft', 'backward'],
    ['b', 'blank'],
    ['B', 'blank'],
    ['s', 'notes'],
    ['Escape', 'end'],
  ] as const)('%s is %s', (key, press) => {
    expect(pressOf({ ...plain, key })).toBe(press)
  })

  it('leave Space and the dot to Play, and chords to the page', () => {
    expect(pressOf({ ...plain, key: ' ' })).toBe(null)
    expect(pressOf({ ...plain, key: '.' })).toBe(null)
    expect(pressOf({ ...plain, key: 'b', ctrlKey: true })).toBe(null)
    expect(pressOf({ ...plain, key: 'ArrowRight', shiftKey: true })).toBe(null)
  })
})
