/**
 * A framework's filters in the order in which they were set. Nearly all end in that order and there are ten thousands of them,
 * so they stand in a list that is eaten from the front, and nothing is looked up. Plain data.
 */
import type { FilterEntry } from './books.ts'

export interface FilterList {
  /** Null: it is over. */
  readonly entries: (FilterEntry | null)[]
  /** Place of the first entry: places count all that ever were. */
  first: number
  /** How many entries in front are over. */
  over: number
}

/** So many that are over are kept in front before the rest moves up. */
const MOST_OVER = 1024

export function makeFilterList(): FilterList {
  return { entries: [], first: 0, over: 0 }
}

export function addFilter(list: FilterList, entry: FilterEntry): void {
  entry.place = list.first + list.entries.length
  list.entries.push(entry)
}

/** Nothing happens where it is over already. */
export function removeFilter(list: FilterList, entry: FilterEntry): void {
  if (entry.place < 0) return
  const { entries } = list
  entries[entry.place - list.first] = null
  entry.place = -1
  while (list.over < entries.length && entries[list.over] === null) list.over += 1
  if (list.over < MOST_OVER || 2 * list.over < entries.length) return
  entries.splice(0, list.over)
  list.first += list.over
  list.over = 0
}

/** Those that are not over, oldest first; they may be removed meanwhile. */
export function filtersIn({ entries }: FilterList): FilterEntry[] {
  return entries.filter((entry) => entry !== null)
}
