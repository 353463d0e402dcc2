/** Searching what is in order, by halves. */

/** First index in [low, high) that no longer holds, or `high`: `holds` is true up to some index and false from there on. */
export function firstNot(low: number, high: number, holds: (index: number) => boolean): number {
  let [from, to] = [low, high]
  while (from < to) {
    const mid = (from + to) >> 1
    if (holds(mid)) from = mid + 1
    else to = mid
  }
  return from
}

/** Index of the last entry ≤ value among the first `length` entries of an ascending list, or -1. */
export function lastAtMost(sorted: ArrayLike<number>, value: number, length: number = sorted.length): number {
  let low = 0
  let high = length
  while (low < high) {
    const mid = (low + high) >> 1
    if ((sorted[mid] as number) <= value) low = mid + 1
    else high = mid
  }
  return low - 1
}
