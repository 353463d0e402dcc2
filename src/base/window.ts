/**
 * Values that are numbered one after the other, of which mostly the oldest go first: a list that is eaten from the front. For
 * ten thousands that come and go at once, where a map would be laid out anew again and again. Plain data.
 */
export interface Window<T> {
  /** Null: it has gone. */
  readonly entries: (T | null)[]
  /** Number of the first entry. */
  first: number
  /** How many entries in front have gone. */
  over: number
  /** How many values are there. */
  size: number
}

/** So many that have gone are kept in front before the rest moves up. */
const MOST_OVER = 16_384

export function makeWindow<T>(): Window<T> {
  return { entries: [], first: 0, over: 0, size: 0 }
}

/** Number of the value that is added next. */
export function nextNumber({ entries, first }: Window<unknown>): number {
  return first + entries.length
}

/** Gives the value's number: 0, 1, 2, … */
export function addTo<T>(window: Window<T>, value: T): number {
  window.size += 1
  return window.first + window.entries.push(value) - 1
}

/** The value of a number; null: it has gone, or is still to come. */
export function valueAt<T>({ entries, first }: Window<T>, number: number): T | null {
  const place = number - first
  return place >= 0 && place < entries.length ? (entries[place] as T | null) : null
}

/** Nothing happens where it has gone already. */
export function removeFrom<T>(window: Window<T>, number: number): void {
  if (valueAt(window, number) === null) return
  const { entries } = window
  entries[number - window.first] = null
  window.size -= 1
  while (window.over < entries.length && entries[window.over] === null) window.over += 1
  if (window.over < MOST_OVER || 2 * window.over < entries.length) return
  entries.splice(0, window.over)
  window.first += window.over
  window.over = 0
}

/** All that are there, oldest first; they may be removed meanwhile. */
export function valuesIn<T>({ entries, over }: Window<T>): T[] {
  const there: T[] = []
  for (let place = over; place < entries.length; place += 1) {
    const value = entries[place] as T | null
    if (value !== null) there.push(value)
  }
  return there
}
