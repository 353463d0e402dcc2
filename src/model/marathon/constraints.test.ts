import { describe, expect, it } from 'vitest'
import {
  type Site,
  attributeText,
  constraintError,
  formatScalar,
  meetsConstraint,
  parseAttribute,
  prepareConstraints,
  regionAllowed,
} from './constraints.ts'

function site(hostname: string, attributes: Readonly<Record<string, string>> = {}, zone: string | null = null): Site {
  const parsed = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, parseAttribute(value)]))
  return { hostname, region: null, zone, attributes: parsed }
}

function rack(name: string): Site {
  return site(`h-${name}`, { rack: name })
}

function fits(constraint: readonly string[], here: Site, placed: readonly Site[] = [], instances = 4): boolean {
  const [prepared] = prepareConstraints([constraint])
  if (prepared === undefined) throw new Error(`bad constraint ${constraint.join()}`)
  return meetsConstraint(prepared, here, placed, instances)
}

describe('a constraint in a document', () => {
  it.each<[readonly string[], string | null]>([
    [['hostname'], 'Each constraint must have either 2 or 3 fields'],
    [['a', 'IS', 'b', 'c'], 'Each constraint must have either 2 or 3 fields'],
    [['', 'UNIQUE'], 'illegal constraint specification'],
    [['hostname', 'UNIQUE', 'a'], 'UNIQUE does not accept a value'],
    [['hostname', 'unique'], null],
    [['rack', 'CLUSTER'], null],
    [['rack', 'CLUSTER', 'a'], null],
    [['rack', 'GROUP_BY'], null],
    [['rack', 'GROUP_BY', 'three'], 'GROUP BY must define an integer value or else no value at all'],
    [['rack', 'GROUP_BY', '99999999999'], 'GROUP BY must define an integer value or else no value at all'],
    [['rack', 'MAX_PER'], 'MAX_PER requires an integer value'],
    [['rack', 'MAX_PER', '2.5'], 'MAX_PER requires an integer value'],
    [['rack', 'MAX_PER', '2147483647'], null],
    [['rack', 'LIKE'], 'LIKE and UNLIKE require a non-empty, regular expression value'],
    [['rack', 'UNLIKE', '[a'], 'is not a valid regular expression'],
    [
      ['rack', 'IS', 'a,b'],
      'IS only supports Mesos text and float values (see http://mesos.apache.org/documentation/latest/attributes-resources/)',
    ],
    [['rack', 'IS', 'a/b_c.d-1'], null],
  ])('%j: %s', (constraint, error) => {
    expect(constraintError(constraint)).toBe(error)
  })
})

describe('an attribute', () => {
  it.each([
    ['0.80', '0.8'],
    ['3', '3'],
    ['1.23456', '1.235'],
    ['rack-1', 'rack-1'],
    ['[1-5, 7-9]', '[1-5,7-9]'],
    ['{b,a}', '{a,b}'],
    ['1.2.3', '1.2.3'],
  ])('%s is %s as text', (text, expected) => {
    expect(attributeText(parseAttribute(text))).toBe(expected)
  })

  it('rounds half to even', () => {
    expect([formatScalar(0.0625), formatScalar(0.1875), formatScalar(2)]).toEqual(['0.062', '0.188', '2'])
  })
})

describe('an offer', () => {
  const [a, b, c] = [rack('a'), rack('b'), rack('c')]

  it('for UNIQUE comes from a place that is free', () => {
    expect(fits(['hostname', 'UNIQUE'], site('h1'), [site('h2')])).toBe(true)
    expect(fits(['@hostname', 'UNIQUE'], site('h1'), [site('h1')])).toBe(false)
  })

  it('for CLUSTER comes from where the first one went, or from the value', () => {
    expect(fits(['rack', 'CLUSTER'], a)).toBe(true)
    expect(fits(['rack', 'CLUSTER'], a, [a, a])).toBe(true)
    expect(fits(['rack', 'CLUSTER'], b, [a])).toBe(false)
    expect(fits(['rack', 'CLUSTER', 'b'], b, [a])).toBe(true)
  })

  it('for GROUP_BY n fills groups up to their share, a remainder on top', () => {
    expect(fits(['rack', 'GROUP_BY', '2'], a, [a], 4)).toBe(true)
    expect(fits(['rack', 'GROUP_BY', '2'], a, [a, a], 4)).toBe(false)
    expect(fits(['rack', 'GROUP_BY', '2'], b, [a, a], 4)).toBe(true)
    expect(fits(['rack', 'GROUP_BY', '2'], c, [a, b], 4)).toBe(false)
    expect(fits(['rack', 'GROUP_BY', '2'], a, [a, a], 5)).toBe(true)
    expect(fits(['rack', 'GROUP_BY', '2'], b, [a, a, a, b, b], 5)).toBe(false)
    expect(fits(['rack', 'GROUP_BY', '0'], a)).toBe(false)
  })

  it('for GROUP_BY without a number keeps the values seen so far level', () => {
    expect(fits(['rack', 'GROUP_BY'], a, [b])).toBe(true)
    expect(fits(['rack', 'GROUP_BY'], a, [a, b])).toBe(true)
    expect(fits(['rack', 'GROUP_BY'], a, [a, a, b])).toBe(false)
  })

  it('for MAX_PER leaves room', () => {
    expect(fits(['rack', 'MAX_PER', '2'], a, [a])).toBe(true)
    expect(fits(['rack', 'MAX_PER', '2'], a, [a, a])).toBe(false)
  })

  it('for LIKE matches wholly, for UNLIKE not', () => {
    expect(fits(['rack', 'LIKE', '[ab]'], a)).toBe(true)
    expect(fits(['hostname', 'LIKE', 'h'], a)).toBe(false)
    expect(fits(['rack', 'UNLIKE', '[ab]'], c)).toBe(true)
    expect(fits(['rack', 'unlike', '[ab]'], a)).toBe(false)
  })

  it('for IS compares numbers as numbers', () => {
    expect(fits(['speed', 'IS', '0.80'], site('h', { speed: '0.8' }))).toBe(true)
    expect(fits(['speed', 'IS', '0.9'], site('h', { speed: '0.8' }))).toBe(false)
    expect(fits(['rack', 'IS', 'a'], a)).toBe(true)
  })

  it('without the attribute satisfies only UNLIKE', () => {
    const bare = site('h')
    expect(fits(['rack', 'UNLIKE', 'a'], bare)).toBe(true)
    for (const rest of [['UNIQUE'], ['CLUSTER'], ['GROUP_BY'], ['MAX_PER', '9'], ['LIKE', '.*'], ['IS', 'a']]) {
      expect(fits(['rack', ...rest], bare), rest[0]).toBe(false)
    }
    expect(fits(['__proto__', 'LIKE', '.*'], bare)).toBe(false)
  })

  it('from another region needs a constraint that speaks of regions', () => {
    expect(regionAllowed([], 'eu', 'us')).toBe(false)
    expect(regionAllowed([], null, null)).toBe(true)
    expect(regionAllowed(prepareConstraints([['@region', 'IS', 'eu']]), 'eu', 'us')).toBe(true)
    expect(fits(['@zone', 'IS', 'z1'], site('h', {}, 'z1'))).toBe(true)
  })
})
