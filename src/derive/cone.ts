/** What led to a record, and what came of it: by the causes that the kernel wrote. */
import type { TraceStore } from '#model/trace/store.ts'

/** Ordinals of the record and of all that led to it, newest first. A record has one cause: this is a path. */
export function pastOf(trace: TraceStore, ordinal: number, most = 2000): number[] {
  const path: number[] = []
  for (let i = ordinal; i >= 0 && path.length < most; i = trace.cause[i] as number) path.push(i)
  return path
}

/**
 * Ordinals of the record and of all that came of it, up to the record `until`, ascending. Cost: the records between; at
 * most `within` of them are looked at.
 */
export function futureOf(trace: TraceStore, ordinal: number, until: number, within = 50_000): number[] {
  const found = [ordinal]
  const known = new Set(found)
  const last = Math.min(trace.count - 1, until, ordinal + within)
  for (let i = ordinal + 1; i <= last; i += 1) {
    if (!known.has(trace.cause[i] as number)) continue
    known.add(i)
    found.push(i)
  }
  return found
}

/** The record that the key for "effect" leads to: the first that came of it. Null where nothing did. */
export function firstEffect(trace: TraceStore, ordinal: number, within = 50_000): number | null {
  const last = Math.min(trace.count - 1, ordinal + within)
  for (let i = ordinal + 1; i <= last; i += 1) if (trace.cause[i] === ordinal) return i
  return null
}

/**
 * The message before a message: the one whose delivery made its sender send it. Null at the beginning of a chain.
 * Ordinals of `sent` records.
 */
export function causingMessage(trace: TraceStore, sent: number): number | null {
  for (let i = trace.cause[sent] as number; i >= 0; i = trace.cause[i] as number) {
    if (trace.typeOf(i) === 'delivered') return trace.link[i] as number
  }
  return null
}

/** The first message that the delivery of a message led to, among those that pass. Null where there is none. */
export function causedMessage(
  trace: TraceStore,
  sent: number,
  passes: (ordinal: number) => boolean = () => true,
  within = 50_000,
): number | null {
  for (const i of futureOf(trace, sent, trace.count - 1, within)) {
    if (i !== sent && trace.typeOf(i) === 'sent' && passes(i)) return i
  }
  return null
}
