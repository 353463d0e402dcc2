import { describe, expect, it } from 'vitest'
import type { RawLink } from './fragment.ts'
import { type Upgrader, upgradePath } from './upgrade.ts'

const LINK: RawLink = { source: { kind: 'builtIn', id: 'x' }, params: {} }
const step =
  (name: string): Upgrader =>
  (link) => ({ ...link, params: { ...link.params, way: `${link.params['way'] ?? ''}${name}` } })

describe('upgradePath', () => {
  it('takes one step after the other, from the version of the link on', () => {
    const upgrade = upgradePath(3, { 1: step('a'), 2: step('b') })
    expect(upgrade(LINK, 1).params['way']).toBe('ab')
    expect(upgrade(LINK, 2).params['way']).toBe('b')
    expect(upgrade(LINK, 3)).toBe(LINK)
  })

  it('fails at once where a step is missing', () => {
    expect(() => upgradePath(3, { 2: step('b') })).toThrow('links of version 1 have an upgrader')
  })
})
