/** A pool of recycled nodes: what leaves the view hands its node to what enters. Nothing is ever removed. */
import type { Pen } from './pen.ts'

export interface Pooled {
  readonly root: Pen
  seen: number
}

type Key = number | string

export class Pool<T extends Pooled> {
  private readonly live = new Map<Key, T>()
  private readonly free: T[] = []
  private readonly make: () => T
  private stamp = 0

  constructor(make: () => T) {
    this.make = make
  }

  /** Draws the items, each in the node that it had before or in a free one (`fresh`). */
  draw<I>(items: readonly I[], keyOf: (item: I) => Key, put: (node: T, item: I, fresh: boolean) => void): void {
    this.stamp += 1
    for (const item of items) {
      const node = this.live.get(keyOf(item))
      if (node) node.seen = this.stamp
    }
    for (const [key, node] of this.live) {
      if (node.seen === this.stamp) continue
      this.live.delete(key)
      this.free.push(node)
    }
    for (const item of items) {
      const key = keyOf(item)
      const known = this.live.get(key)
      if (known) {
        put(known, item, false)
        continue
      }
      const node = this.free.pop() ?? this.make()
      node.seen = this.stamp
      this.live.set(key, node)
      node.root.shown(true)
      put(node, item, true)
    }
    for (const node of this.free) node.root.shown(false)
  }

  get isEmpty(): boolean {
    return this.live.size === 0
  }

  get(key: Key): T | undefined {
    return this.live.get(key)
  }

  *nodes(): Iterable<T> {
    yield* this.live.values()
  }
}
