/** What a queue is ordered by: time first, then the order of arming. */
export interface Due {
  readonly at: number
  readonly seq: number
}

function before(a: Due, b: Due): boolean {
  return a.at < b.at || (a.at === b.at && a.seq < b.seq)
}

/** Adds to a binary heap that lives in a plain array (so that a checkpoint can copy it). O(log n). */
export function pushDue<T extends Due>(heap: T[], item: T): void {
  let i = heap.length
  heap.push(item)
  while (i > 0) {
    const parent = (i - 1) >> 1
    const above = heap[parent] as T
    if (!before(item, above)) break
    heap[i] = above
    i = parent
  }
  heap[i] = item
}

/** Takes the earliest entry, or undefined. O(log n). */
export function popDue<T extends Due>(heap: T[]): T | undefined {
  const top = heap[0]
  const last = heap.pop()
  if (top === undefined || last === undefined || heap.length === 0) return top
  const n = heap.length
  let i = 0
  for (;;) {
    let child = 2 * i + 1
    if (child >= n) break
    if (child + 1 < n && before(heap[child + 1] as T, heap[child] as T)) child += 1
    if (!before(heap[child] as T, last)) break
    heap[i] = heap[child] as T
    i = child
  }
  heap[i] = last
  return top
}
