/** Virtual time: whole milliseconds since the start of the run. */
export type SimTime = number

/** Virtual 0 on a calendar, wherever a date is shown (contracts.md 3). */
export const EPOCH_MS = Date.UTC(2026, 0, 1)

/** `2026-01-01T00:00:03.000Z` for 3000. */
export function formatIso(at: SimTime): string {
  return new Date(EPOCH_MS + at).toISOString()
}

/** Seconds with three decimals, without a unit: `720.041`. */
export function formatSeconds(at: SimTime): string {
  return (at / 1000).toFixed(3)
}
