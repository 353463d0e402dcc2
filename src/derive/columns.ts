/** Typed arrays that grow by doubling: what is derived from a trace is kept in columns too. */
import { lastAtMost } from '#base/search.ts'

export class IntColumn {
  data: Int32Array
  length = 0

  constructor(room = 1024) {
    this.data = new Int32Array(room)
  }

  push(value: number): void {
    if (this.length === this.data.length) this.data = copied(this.data, new Int32Array(this.data.length * 2))
    this.data[this.length] = value
    this.length += 1
  }

  at(i: number): number {
    return this.data[i] as number
  }

  /** Index of the last entry ≤ value among ascending entries, or -1. */
  lastAtMost(value: number): number {
    return lastAtMost(this.data, value, this.length)
  }
}

export class FloatColumn {
  data: Float64Array
  length = 0

  constructor(room = 1024) {
    this.data = new Float64Array(room)
  }

  push(value: number): void {
    if (this.length === this.data.length) this.data = copied(this.data, new Float64Array(this.data.length * 2))
    this.data[this.length] = value
    this.length += 1
  }

  at(i: number): number {
    return this.data[i] as number
  }

  cut(length: number): void {
    if (length < this.length) this.length = length
  }
}

export class ByteColumn {
  data: Uint8Array
  length = 0

  constructor(room = 1024) {
    this.data = new Uint8Array(room)
  }

  push(value: number): void {
    if (this.length === this.data.length) this.data = copied(this.data, new Uint8Array(this.data.length * 2))
    this.data[this.length] = value
    this.length += 1
  }

  at(i: number): number {
    return this.data[i] as number
  }

  cut(length: number): void {
    if (length < this.length) this.length = length
  }
}

function copied<T extends Int32Array | Float64Array | Uint8Array>(old: T, room: T): T {
  room.set(old as never)
  return room
}
