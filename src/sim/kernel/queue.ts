/**
 * What is due, ordered by time and then by arming. Times are whole milliseconds and entries are queued in the order
 * of their numbers, so that one instant is a plain list, and only instants lie in a heap: queueing costs the same
 * however many entries wait for later. Plain data, so that a checkpoint can copy it.
 */
import type { QueueEntry } from './world.ts'

interface Instant {
  readonly at: number
  /** In the order of `seq`; those before `head` have been taken and are let go of, ten thousands within one instant. */
  readonly entries: (QueueEntry | null)[]
  head: number
}

export interface DueQueue {
  /** Binary heap by `at`. */
  readonly heap: Instant[]
  readonly instants: Map<number, Instant>
  /** The one that was last asked for: the next entry is mostly for the same. */
  newest: Instant | null
}

export function makeQueue(): DueQueue {
  return { heap: [], instants: new Map(), newest: null }
}

function instantAt(queue: DueQueue, at: number): Instant {
  if (queue.newest?.at === at) return queue.newest
  let instant = queue.instants.get(at)
  if (instant === undefined) {
    instant = { at, entries: [], head: 0 }
    queue.instants.set(at, instant)
    pushInstant(queue.heap, instant)
  }
  queue.newest = instant
  return instant
}

/** Its `seq` must be above that of all entries so far. */
export function putEntry(queue: DueQueue, entry: QueueEntry): void {
  instantAt(queue, entry.at).entries.push(entry)
}

/** The earliest entry, without taking it. */
export function peekEntry(queue: DueQueue): QueueEntry | undefined {
  for (;;) {
    const instant = queue.heap[0]
    if (instant === undefined) return undefined
    if (instant.head < instant.entries.length) return waiting(instant, instant.head)
    popInstant(queue.heap)
    queue.instants.delete(instant.at)
    if (queue.newest === instant) queue.newest = null
  }
}

/** Takes away the entry that `peekEntry` just gave. */
export function dropFirst({ heap }: DueQueue): void {
  const instant = heap[0] as Instant
  instant.entries[instant.head] = null
  instant.head += 1
}

/** An entry at or behind the head. */
function waiting({ entries }: Instant, place: number): QueueEntry {
  return entries[place] as QueueEntry
}

/** Does an entry of this kind wait? O(n). */
export function hasEntry(queue: DueQueue, isMeant: (entry: QueueEntry) => boolean): boolean {
  return queue.heap.some(({ entries, head }) =>
    entries.some((entry, place) => place >= head && isMeant(entry as QueueEntry)),
  )
}

/** An entry that waits is moved to another time; among those of that instant it keeps the place of its number. */
export function moveEntry(queue: DueQueue, isMeant: (entry: QueueEntry) => boolean, at: number): boolean {
  for (const { entries, head } of queue.heap) {
    const k = entries.findIndex((entry, place) => place >= head && isMeant(entry as QueueEntry))
    if (k < 0) continue
    const [entry] = entries.splice(k, 1) as [QueueEntry]
    const instant = instantAt(queue, at)
    let place = instant.entries.length
    while (place > instant.head && waiting(instant, place - 1).seq > entry.seq) place -= 1
    instant.entries.splice(place, 0, { ...entry, at })
    return true
  }
  return false
}

function pushInstant(heap: Instant[], item: Instant): void {
  let i = heap.length
  heap.push(item)
  while (i > 0) {
    const parent = (i - 1) >> 1
    const above = heap[parent] as Instant
    if (above.at <= item.at) break
    heap[i] = above
    i = parent
  }
  heap[i] = item
}

function popInstant(heap: Instant[]): void {
  const last = heap.pop()
  const n = heap.length
  if (last === undefined || n === 0) return
  let i = 0
  for (;;) {
    let child = 2 * i + 1
    if (child >= n) break
    if (child + 1 < n && (heap[child + 1] as Instant).at < (heap[child] as Instant).at) child += 1
    if (last.at <= (heap[child] as Instant).at) break
    heap[i] = heap[child] as Instant
    i = child
  }
  heap[i] = last
}
