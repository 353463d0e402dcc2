/**
 * Seeded random streams. A stream's state is one uint32, so that it can be kept in a checkpoint and
 * compared. The step is that of `mulberry32`: good enough for latencies and shuffles, equal on every machine.
 */
export interface RngState {
  /** uint32 */
  s: number
}

/** 32-bit FNV-1a of a text: names a stream after its owner, so that adding an agent does not shift another's draws. */
export function hashText(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) {
    h ^= text.charCodeAt(i)
    h = Math.imul(h, 0x01000193)
  }
  return h >>> 0
}

export function makeRng(seed: number, name: string): RngState {
  const mixed = Math.imul(hashText(name) ^ Math.imul(seed >>> 0, 0x9e3779b1), 0x85ebca6b)
  return { s: (mixed ^ (mixed >>> 13)) >>> 0 }
}

/** Next uint32; moves the stream on. */
export function nextUint32(rng: RngState): number {
  rng.s = (rng.s + 0x6d2b79f5) >>> 0
  let t = rng.s
  t = Math.imul(t ^ (t >>> 15), t | 1)
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
  return (t ^ (t >>> 14)) >>> 0
}

/** Uniform whole number in [low, high], both included. */
export function nextInt(rng: RngState, low: number, high: number): number {
  if (high <= low) return low
  return low + Math.floor((nextUint32(rng) / 4294967296) * (high - low + 1))
}

/** Fisher–Yates in place. */
export function shuffle<T>(rng: RngState, items: T[]): T[] {
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = nextInt(rng, 0, i)
    const held = items[i] as T
    items[i] = items[j] as T
    items[j] = held
  }
  return items
}

/** A version-4 shaped uuid out of the stream: lower case, 36 characters. */
export function nextUuid(rng: RngState): string {
  const hex = [nextUint32(rng), nextUint32(rng), nextUint32(rng), nextUint32(rng)]
    .map((word) => word.toString(16).padStart(8, '0'))
    .join('')
  const variant = '89ab'[parseInt(hex[16] as string, 16) & 3]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
