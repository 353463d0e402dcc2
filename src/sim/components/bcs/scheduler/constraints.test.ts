import { describe, expect, it } from 'vitest'
import { type ProcessSpec, parseProcess } from '#model/bcs/process.ts'
import { mayGo, type Placed } from './constraints.ts'

type Unions = readonly (readonly Readonly<Record<string, unknown>>[])[]

function spec(groups: Unions): ProcessSpec {
  const constraint = { intersectionItem: groups.map((unionData) => ({ unionData })) }
  const parsed = parseProcess({
    kind: 'process',
    metadata: { name: 'game' },
    spec: { procName: 'p', startCmd: './s' },
    constraint,
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return parsed.value
}

const place = (hostname: string, attributes: Readonly<Record<string, string>> = {}) => ({ hostname, attributes })

function on(hostname: string, attributes: Readonly<Record<string, string>> = {}, app = 'game'): Placed {
  return { app, hostname, attributes, labels: { tier: app } }
}

const text = (value: string) => ({ type: 3, text: { value } })
const set = (...item: readonly string[]) => ({ type: 4, set: { item } })

describe('a constraint', () => {
  it.each([
    { operate: 'UNIQUE', name: 'hostname', wish: {}, placed: [on('a')], goes: 'b', not: 'a' },
    { operate: 'MAXPER', name: 'hostname', wish: text('2'), placed: [on('a'), on('a'), on('b')], goes: 'b', not: 'a' },
    { operate: 'CLUSTER', name: 'hostname', wish: set('b', 'c'), placed: [], goes: 'b', not: 'a' },
    { operate: 'LIKE', name: 'hostname', wish: text('node-[3-5]'), placed: [], goes: 'node-4', not: 'node-2' },
    { operate: 'LIKE', name: 'hostname', wish: set('x.*', 'b'), placed: [], goes: 'xy', not: 'ab' },
    { operate: 'UNLIKE', name: 'hostname', wish: set('x.*', 'b'), placed: [], goes: 'ab', not: 'xy' },
    { operate: 'GROUPBY', name: 'hostname', wish: set('a', 'b'), placed: [on('a')], goes: 'b', not: 'a' },
    { operate: 'EXCLUDE', name: 'label', wish: set('tier:db'), placed: [on('a', {}, 'db')], goes: 'b', not: 'a' },
  ])('$operate lets a group go to $goes, not to $not', ({ operate, name, wish, placed, goes, not }) => {
    const wanted = spec([[{ name, operate, ...wish }]])
    expect(mayGo(wanted, place(goes), placed)).toBe(true)
    expect(mayGo(wanted, place(not), placed)).toBe(false)
  })

  it('GREATER compares numbers of an attribute', () => {
    const wanted = spec([[{ name: 'cores', operate: 'GREATER', type: 1, scalar: { value: 8 } }]])
    expect(mayGo(wanted, place('a', { cores: '16' }), [])).toBe(true)
    expect(mayGo(wanted, place('a', { cores: '8' }), [])).toBe(false)
    expect(mayGo(wanted, place('a'), [])).toBe(false)
  })

  it('is met by one of a union, and by all of the intersection', () => {
    const one = { name: 'hostname', operate: 'CLUSTER', ...set('a') }
    const other = { name: 'rack', operate: 'CLUSTER', ...set('r') }
    expect(mayGo(spec([[one, other]]), place('b', { rack: 'r' }), [])).toBe(true)
    expect(mayGo(spec([[one], [other]]), place('b', { rack: 'r' }), [])).toBe(false)
    expect(mayGo(spec([[one], [other]]), place('a', { rack: 'r' }), [])).toBe(true)
  })

  it('counts only groups of the same application', () => {
    const wanted = spec([[{ name: 'hostname', operate: 'UNIQUE' }]])
    expect(mayGo(wanted, place('a'), [on('a', {}, 'other')])).toBe(true)
  })
})
