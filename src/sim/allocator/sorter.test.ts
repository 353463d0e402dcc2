import { describe, expect, it } from 'vitest'
import {
  type Sorter,
  activate,
  addClient,
  allocated,
  deactivate,
  liveOrder,
  makeSorter,
  makeTotals,
  reallocated,
  removeClient,
  setWeight,
  sortedTags,
  unallocated,
} from './sorter.ts'
import { sorterOrder } from './views.ts'

/** A sorter over one column with a total of 100. Clients are known by their place in the list. */
function aSorter(clients: readonly string[], flat = false): Sorter {
  const sorter = makeSorter({ ...makeTotals(), milli: [100_000], counted: [true] }, flat)
  clients.forEach((client, tag) => {
    addClient(sorter, client, tag)
    activate(sorter, client)
  })
  return sorter
}

const leaves = (sorter: Sorter) =>
  sorterOrder(sorter)
    .filter(({ leaf }) => leaf)
    .map(({ name }) => name)
const countOf = (sorter: Sorter, name: string) => sorterOrder(sorter).find((row) => row.name === name)?.count

describe('the sorter', () => {
  it('orders by share, then by how often a client was given something, then by name', () => {
    const sorter = aSorter(['d', 'c', 'b', 'a'])
    allocated(sorter, 'a', [3000])
    allocated(sorter, 'b', [2000])
    unallocated(sorter, 'b', [2000])
    expect(sorterOrder(sorter).map(({ name, decidedBy }) => [name, decidedBy])).toEqual([
      ['c', null],
      ['d', 'name'],
      ['b', 'count'],
      ['a', 'share'],
    ])
  })

  it('divides the share by the weight, set before or after the client came', () => {
    const sorter = aSorter(['a'])
    setWeight(sorter, 'b', 4)
    addClient(sorter, 'b', 1)
    activate(sorter, 'b')
    allocated(sorter, 'a', [2000])
    allocated(sorter, 'b', [4000])
    expect(leaves(sorter)).toEqual(['b', 'a'])
    setWeight(sorter, 'a', 8)
    expect(leaves(sorter)).toEqual(['a', 'b'])
  })

  it('applies the weight of a tree to the whole tree, and none to its virtual leaf', () => {
    const sorter = aSorter(['a', 'a/b', 'c'])
    setWeight(sorter, 'a', 4)
    allocated(sorter, 'a', [4000])
    allocated(sorter, 'a/b', [2000])
    allocated(sorter, 'c', [2000])
    expect(leaves(sorter)).toEqual(['a/b', 'a/.', 'c'])
    expect(sorterOrder(sorter).find(({ name }) => name === 'a/.')?.share).toBeCloseTo(0.04, 12)
  })

  it('lets a client that gets children compete with them, and be a leaf again when they are gone', () => {
    const sorter = aSorter(['a'])
    allocated(sorter, 'a', [1000])
    addClient(sorter, 'a/b', 1)
    activate(sorter, 'a/b')
    allocated(sorter, 'a/b', [2000])
    expect(leaves(sorter)).toEqual(['a/.', 'a/b'])
    expect([countOf(sorter, 'a'), countOf(sorter, 'a/.'), countOf(sorter, 'a/b')]).toEqual([2, 1, 1])
    removeClient(sorter, 'a/b')
    expect(leaves(sorter)).toEqual(['a'])
    expect(countOf(sorter, 'a')).toBe(2)
    expect(sorter.root.alloc).toEqual([1000])
  })

  it('keeps an inactive client inactive when it gets children and when they leave', () => {
    const sorter = aSorter(['a', 'z'])
    deactivate(sorter, 'a')
    addClient(sorter, 'a/b', 2)
    expect(leaves(sorter)).toEqual(['z'])
    activate(sorter, 'a/b')
    expect(leaves(sorter)).toEqual(['a/b', 'z'])
    removeClient(sorter, 'a/b')
    expect(leaves(sorter)).toEqual(['z'])
    activate(sorter, 'a')
    expect(leaves(sorter)).toEqual(['a', 'z'])
  })

  it('forgets inner nodes that nobody needs, with their counts', () => {
    const sorter = aSorter(['a/b/c'])
    allocated(sorter, 'a/b/c', [1000])
    removeClient(sorter, 'a/b/c')
    addClient(sorter, 'a', 1)
    activate(sorter, 'a')
    expect(sorterOrder(sorter)).toMatchObject([{ name: 'a', leaf: true, count: 0, share: 0 }])
  })

  it('counts no allocation when a part of it becomes something else', () => {
    const sorter = aSorter(['a'])
    allocated(sorter, 'a', [5000])
    reallocated(sorter, 'a', [4000], [1000])
    expect(sorterOrder(sorter)).toMatchObject([{ count: 1, share: 0.02 }])
  })

  it('lists names with a slash flat where it is told to', () => {
    expect(leaves(aSorter(['x/1', 'x'], true))).toEqual(['x', 'x/1'])
    expect(() => liveOrder(aSorter(['x']))).toThrow('flat')
  })

  it('keeps the list of tags while grants are made, and moves the live order', () => {
    const sorter = aSorter(['a', 'b', 'c'], true)
    const tags = sortedTags(sorter)
    const live = liveOrder(sorter)
    allocated(sorter, 'a', [1000], 0)
    expect(tags).toEqual([0, 1, 2])
    expect(live.map(({ path }) => path)).toEqual(['b', 'c', 'a'])
    expect(sortedTags(sorter)).toEqual([1, 2, 0])
  })
})
