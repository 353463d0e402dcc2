/**
 * Resources as columns: a vector of the unreserved scalars that are not revocable ("plain"), which is what quota cuts
 * and what most agents consist of, and a short list of everything else ("rest": reserved, revocable, ranges).
 */
import {
  NO_RESOURCES,
  type Resource,
  type Resources,
  containsRanges,
  containsResources,
  normalise,
  sameKey,
  scalar,
} from '#model/resources.ts'
import { type Quantities, amountIn } from './quantities.ts'
import { type AllocatorState, columnOf } from './state.ts'
import type { Amounts } from './tables.ts'

function isPlain(entry: Resource): boolean {
  return entry.ranges === null && entry.role === '*' && !entry.revocable
}

/**
 * Takes resources apart. The last answer is kept, because the same object often comes again: agents alike share their
 * rest then, and comparing it is comparing references.
 */
export function splitResources(state: AllocatorState, resources: Resources): Amounts {
  const { newestSplit } = state
  if (newestSplit !== null && newestSplit.resources === resources) return newestSplit.amounts
  for (const entry of resources) if (entry.ranges === null) columnOf(state, entry.name)
  const amounts = split(state, resources)
  state.newestSplit = { resources, amounts }
  return amounts
}

function split(state: AllocatorState, resources: Resources): Amounts {
  const plain: number[] = []
  for (let s = 0; s < state.width; s += 1) plain.push(0)
  let plainEntries = 0
  for (const entry of resources) {
    if (!isPlain(entry)) continue
    const column = columnOf(state, entry.name)
    plain[column] = (plain[column] as number) + entry.milli
    plainEntries += 1
  }
  if (plainEntries === 0) return { plain, rest: resources }
  return { plain, rest: plainEntries === resources.length ? NO_RESOURCES : restOf(resources) }
}

/** The same resources give the same rest, so that what is given back is seen to be what was held without a look inside. */
const rests = new WeakMap<Resources, Resources>()

function restOf(resources: Resources): Resources {
  let rest = rests.get(resources)
  if (rest === undefined) rests.set(resources, (rest = resources.filter((entry) => !isPlain(entry))))
  return rest
}

/** Puts a row of a matrix and a rest together again. */
export function joinResources(
  state: AllocatorState,
  matrix: ArrayLike<number>,
  row: number,
  rest: Resources,
): Resources {
  const entries: Resource[] = []
  const base = row * state.width
  for (let s = 0; s < state.names.length; s += 1) {
    const milli = matrix[base + s] as number
    if (milli > 0) entries.push(scalar(state.names[s] as string, milli))
  }
  return entries.length === 0 ? rest : normalise(rest.length === 0 ? entries : [...entries, ...rest])
}

/** All scalars by column: plain, reserved and revocable together. This is what shares are made of. */
export function scalarVector(state: AllocatorState, plain: ArrayLike<number>, base: number, rest: Resources): number[] {
  const sums: number[] = []
  for (let s = 0; s < state.width; s += 1) sums.push(plain[base + s] ?? 0)
  for (const entry of rest) {
    if (entry.ranges !== null) continue
    const column = columnOf(state, entry.name)
    sums[column] = (sums[column] as number) + entry.milli
  }
  return sums
}

/** The scalars that shares are made of; the plain ones themselves where the rest has none. */
export function countedScalars(state: AllocatorState, amounts: Amounts): ArrayLike<number> {
  for (const entry of amounts.rest) {
    if (entry.ranges === null) return scalarVector(state, amounts.plain, 0, amounts.rest)
  }
  return amounts.plain
}

export function isEmptyRow(matrix: ArrayLike<number>, base: number, width: number): boolean {
  for (let s = base; s < base + width; s += 1) if ((matrix[s] as number) > 0) return false
  return true
}

/** Resources reserved for a role go to it and to the roles below it. Source: resources.cpp, isAllocatableTo. */
export function isAllocatableTo(reservation: string, role: string): boolean {
  return reservation === '*' || reservation === role || role.startsWith(`${reservation}/`)
}

/** The part that a role may have; the same object where that is all of it. */
export function allocatableRest(rest: Resources, role: string): Resources {
  for (const entry of rest) {
    if (!isAllocatableTo(entry.role, role)) return rest.filter((each) => isAllocatableTo(each.role, role))
  }
  return rest
}

export function withoutRevocable(rest: Resources): Resources {
  for (const entry of rest) if (entry.revocable) return rest.filter((each) => !each.revocable)
  return rest
}

function meets(state: AllocatorState, wanted: Quantities, plain: ArrayLike<number>, base: number, rest: Resources) {
  for (const [name, milli] of wanted) {
    const column = state.columns.get(name)
    const scalars = column === undefined ? 0 : (plain[base + column] as number)
    if (scalars < milli && scalars + amountIn(rest, name) < milli) return false
  }
  return true
}

/** Holds at least one of the minima, all of it; without minima anything but nothing will do. Source: hierarchical.cpp, allocatable. */
export function isAllocatable(
  state: AllocatorState,
  minima: readonly Quantities[],
  plain: ArrayLike<number>,
  base: number,
  rest: Resources,
): boolean {
  if (rest.length === 0 && isEmptyRow(plain, base, state.width)) return false
  if (minima.length === 0) return true
  for (const wanted of minima) if (meets(state, wanted, plain, base, rest)) return true
  return false
}

/** As `containsResources`, quick for what most agents have: nothing, or one set of ports. */
export function containsRest(whole: Resources, part: Resources): boolean {
  if (part === whole || part.length === 0) return true
  const a = whole[0]
  const b = part[0]
  if (part.length === 1 && whole.length === 1 && a?.ranges && b?.ranges) {
    return sameKey(a, b) && containsRanges(a.ranges, b.ranges)
  }
  return containsResources(whole, part)
}
