/** Dates of the simulated world: virtual 0 is 2026-01-01T00:00:00.000Z (contracts.md 3). */
import type { SimTime } from '#base/units.ts'

/** Seconds since 1970 at virtual 0. */
const EPOCH_SECONDS = 1_767_225_600

/** Seconds since 1970: `timestamp` of statuses. */
export function epochSeconds(now: SimTime): number {
  return EPOCH_SECONDS + now / 1000
}
