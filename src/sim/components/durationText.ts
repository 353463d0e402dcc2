const UNITS = [
  [604_800_000, 'weeks'],
  [86_400_000, 'days'],
  [3_600_000, 'hrs'],
  [60_000, 'mins'],
  [1000, 'secs'],
] as const

/** A time in whole ms as Mesos writes it: in the largest unit that has no remainder. Source: stout, duration.hpp. */
export function durationText(ms: number): string {
  for (const [size, unit] of UNITS) if (ms > 0 && ms % size === 0) return `${ms / size}${unit}`
  return `${ms}ms`
}
