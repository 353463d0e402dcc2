import type { SimTime } from '#base/units.ts'

/** The first instant after `now` that is a whole number of intervals, at least one, after `start`. */
export function nextOnGrid(now: SimTime, start: SimTime, interval: number): SimTime {
  const passed = Math.max(0, Math.floor((now - start) / interval))
  return start + (passed + 1) * interval
}

/** As `nextOnGrid`, but the first beat comes at `start` itself. */
export function nextBeat(now: SimTime, start: SimTime, interval: number): SimTime {
  return now < start ? start : nextOnGrid(now, start, interval)
}
