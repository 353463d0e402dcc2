import { describe, expect, it } from 'vitest'
import { fillOf, hueNumber, HUES } from './frameworks.ts'

const many = Array.from({ length: 8 }, (_, n) => ({ id: `f${n}` }))

describe('the look of a framework', () => {
  it('follows the order of registration, round and round', () => {
    expect(many.map(({ id }) => hueNumber(many, id))).toEqual([1, 2, 3, 4, 5, 6, 1, 2])
  })

  it('is kept by the instance that takes over', () => {
    expect(hueNumber(many, 'f3~2')).toBe(hueNumber(many, 'f3'))
  })

  it('is told by a number beside the hue, for where the system forces its colours', () => {
    const looks = Array.from({ length: HUES }, (_, n) => fillOf(n + 1))
    expect(new Set(looks.map((look) => look['data-hue'])).size).toBe(HUES)
    expect(looks[2]?.style).toEqual({ '--hue': 'var(--framework-3)' })
  })
})
