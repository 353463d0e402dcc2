import { describe, expect, it } from 'vitest'
import { makeRng, nextInt } from '#base/rng.ts'
import type { FilterEntry } from './books.ts'
import { addFilter, filtersIn, makeFilterList, removeFilter } from './filterList.ts'

function entry(id: number): FilterEntry {
  const what = { framework: 'F', role: '*', agent: 'a', resources: 'cpus:1' }
  return { type: 'filter', id, series: id, run: 1, timer: null, place: -1, ...what }
}

describe('the filters of a framework', () => {
  it('keep their order whichever of them end, and are there until then', () => {
    const rng = makeRng(7, 'filters')
    const list = makeFilterList()
    let there: FilterEntry[] = []
    for (let id = 0; id < 20_000; id += 1) {
      const added = entry(id)
      addFilter(list, added)
      there.push(added)
      // Mostly the oldest; now and then any; in bursts, so that the list runs empty.
      for (let ends = id % 3000 > 2500 ? 8 : 1; ends > 0 && nextInt(rng, 0, 9) > 0 && there.length > 0; ends -= 1) {
        const gone = there[nextInt(rng, 0, 5) === 0 ? nextInt(rng, 0, there.length - 1) : 0] as FilterEntry
        removeFilter(list, gone)
        removeFilter(list, gone)
        there = there.filter((each) => each !== gone)
      }
      if (id % 500 === 0) expect(filtersIn(list)).toEqual(there)
    }
    expect(filtersIn(list)).toEqual(there)
    expect(list.entries.length).toBeLessThan(2 * there.length + 3000)
  })
})
