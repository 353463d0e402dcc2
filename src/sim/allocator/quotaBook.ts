/** What quota has been consumed and what must be kept back, through one run. Source: hierarchical.cpp, __generateOffers; reference 5.3. */
import type { Resources } from '#model/resources.ts'
import type { AllocatorState } from './state.ts'
import type { Quota } from './tables.ts'
import type { Candidate, QuotaBook, Visit } from './visit.ts'

/** Amounts never fall below nothing. Source: resource_quantities.cpp. */
function less(from: readonly number[], taken: readonly number[], width: number): number[] {
  const rest: number[] = []
  for (let s = 0; s < width; s += 1) rest.push(Math.max(0, (from[s] ?? 0) - (taken[s] ?? 0)))
  return rest
}

function plus(a: readonly number[], b: readonly number[], width: number): number[] {
  const sums: number[] = []
  for (let s = 0; s < width; s += 1) sums.push((a[s] ?? 0) + (b[s] ?? 0))
  return sums
}

function freeRevocable(state: AllocatorState): number[] {
  const sums: number[] = []
  for (const rest of state.agents.freeRest) {
    for (const entry of rest as Resources) {
      const column = entry.revocable ? state.columns.get(entry.name) : undefined
      if (column !== undefined) sums[column] = (sums[column] ?? 0) + entry.milli
    }
  }
  return sums
}

/** Free, unreserved, not revocable: total less held, less reservations that nobody holds, less revocable. */
function availableHeadroom(state: AllocatorState): number[] {
  const { width, totals, roleSorter, reserved, reservedHeld } = state
  const free = less(totals.milli, roleSorter.root.alloc, width)
  return less(less(free, less(reserved, reservedHeld, width), width), freeRevocable(state), width)
}

/** The books as a run begins. Consumed: reserved for the role or below it, and unreserved that is held there. */
export function makeBook(state: AllocatorState): QuotaBook {
  const { width } = state
  const consumed = new Map<number, number[]>()
  let required: number[] = less([], [], width)
  state.roles.forEach((role, row) => {
    if (role.quota === null) return
    const sums = plus(role.reserved, role.plainHeld, width)
    consumed.set(row, sums)
    required = plus(required, less(role.quota.guarantees, sums, width), width)
  })
  const isRequired = required.some((milli) => milli > 0)
  return { consumed, required, available: isRequired ? availableHeadroom(state) : [], isRequired }
}

/** Sets what the role's guarantee still lacks; false where it lacks nothing. */
export function unmetGuarantee(visit: Visit, role: number, quota: Quota | null): boolean {
  const consumed = visit.book.consumed.get(role) ?? []
  let lacks = false
  for (let s = 0; s < visit.unmet.length; s += 1) {
    const milli = Math.max(0, (quota?.guarantees[s] ?? 0) - (consumed[s] ?? 0))
    visit.unmet[s] = milli
    if (milli > 0) lacks = true
  }
  return lacks
}

/**
 * Books a grant. In stage 2 only what goes to a role with quota of its own is counted as consumed: what a role below
 * it gets shows in the next run. Source: hierarchical.cpp, __generateOffers.
 */
export function bookGrant(visit: Visit, candidate: Candidate): void {
  const { book } = visit
  const consumed = book.consumed.get(visit.role)
  for (let s = 0; s < candidate.plain.length; s += 1) {
    const given = candidate.plain[s] as number
    if (consumed) consumed[s] = (consumed[s] ?? 0) + given
    if (!book.isRequired) continue
    book.available[s] = Math.max(0, (book.available[s] ?? 0) - given)
    if (visit.stage === 1) book.required[s] = Math.max(0, (book.required[s] ?? 0) - (candidate.guaranteed[s] as number))
  }
  if (visit.stage === 1) book.isRequired = book.required.some((milli) => milli > 0)
}
