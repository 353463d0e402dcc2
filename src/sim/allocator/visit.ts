/**
 * A visit: may this framework have something of this agent in this role, and what? The common checks of reference 5.4,
 * with the cuts of 5.3 in their places. Source: hierarchical.cpp, __generateOffers.
 *
 * For one agent and role the answer depends on the framework only through its abilities (four bits), unless it has
 * constraints or an own minimum, and through its filters. So it is worked out once per set of abilities.
 */
import type { Resources } from '#model/resources.ts'
import { allocatableRest, isAllocatable, isEmptyRow, withoutRevocable } from './amounts.ts'
import { CODE } from './plan.ts'
import type { Quantities } from './quantities.ts'
import type { AllocatorState } from './state.ts'
import { ABILITY, type Quota } from './tables.ts'

/** Headroom and consumed quota of one run; vectors by column, in thousandths. Source: hierarchical.cpp; reference 5.3. */
export interface QuotaBook {
  /** Consumed so far, by role; roles with quota only. */
  readonly consumed: ReadonlyMap<number, number[]>
  readonly required: number[]
  readonly available: number[]
  /** Some guarantee is not met yet, so surplus must be kept back. */
  isRequired: boolean
}

/** What a framework would be offered. */
export interface Candidate {
  readonly plain: Float64Array
  /** Stage 1: the part of `plain` that serves the guarantee. */
  readonly guaranteed: Float64Array
  rest: Resources
  /** The shape of a filter that the candidate was last compared with (-1: none), and whether it hides it. */
  shape: number
  hidden: boolean
}

export interface Visit {
  agent: number
  role: number
  stage: 1 | 2
  quota: Quota | null
  /** Stage 1: what the role's guarantee still lacks. */
  readonly unmet: Float64Array
  /** Free and allocatable to the role, but for `freePlain`. */
  rest: Resources
  /** Nothing is free that the role may have. */
  nothing: boolean
  readonly book: QuotaBook
  /** By abilities: a code of `REASONS`, or -1 where not worked out yet. */
  readonly verdicts: Int8Array
  /** By whether revocable resources can be used. */
  readonly candidates: readonly [Candidate, Candidate]
}

function makeCandidate(width: number): Candidate {
  return { plain: new Float64Array(width), guaranteed: new Float64Array(width), rest: [], shape: -1, hidden: false }
}

export function makeVisit(state: AllocatorState, book: QuotaBook): Visit {
  const { width } = state
  return {
    agent: -1,
    role: -1,
    stage: 1,
    quota: null,
    unmet: new Float64Array(width),
    rest: [],
    nothing: true,
    book,
    verdicts: new Int8Array(16).fill(-1),
    candidates: [makeCandidate(width), makeCandidate(width)],
  }
}

/** Looks anew at what is free: at a new agent or role, and after each grant. */
export function lookAt(state: AllocatorState, visit: Visit, agent: number, role: number): void {
  const row = state.roles[role]
  visit.agent = agent
  visit.role = role
  visit.quota = row?.quota ?? null
  visit.rest = allocatableRest(state.agents.freeRest[agent] as Resources, row?.name ?? '')
  visit.nothing = visit.rest.length === 0 && isEmptyRow(state.agents.freePlain, agent * state.width, state.width)
  forget(visit)
}

/** No verdict holds any longer. */
export function forget(visit: Visit): void {
  visit.verdicts.fill(-1)
}

export function candidateFor(visit: Visit, abilities: number): Candidate {
  return visit.candidates[abilities & ABILITY.REVOCABLE_RESOURCES ? 1 : 0]
}

/** The verdict for frameworks of these abilities, filters and constraints apart. 0: the candidate is theirs. */
export function verdictFor(state: AllocatorState, visit: Visit, abilities: number): number {
  const known = visit.verdicts[abilities] as number
  if (known >= 0) return known
  const verdict = judge(state, visit, abilities, state.options.minAllocatable)
  visit.verdicts[abilities] = verdict
  return verdict
}

/** Works out the candidate and the first check that refuses it, or 0. */
export function judge(state: AllocatorState, visit: Visit, abilities: number, minima: readonly Quantities[]): number {
  const { agents, width, options } = state
  const base = visit.agent * width
  if (!isAllocatable(state, minima, agents.freePlain, base, visit.rest)) return CODE.MinAllocatable
  if (options.filterGpuResources && agents.gpu[visit.agent] === 1 && !(abilities & ABILITY.GPU_RESOURCES))
    return CODE.Gpus
  if (agents.remote[visit.agent] === 1 && !(abilities & ABILITY.REGION_AWARE)) return CODE.Region
  const candidate = candidateFor(visit, abilities)
  candidate.shape = -1
  candidate.rest = abilities & ABILITY.REVOCABLE_RESOURCES ? visit.rest : withoutRevocable(visit.rest)
  for (let s = 0; s < width; s += 1) candidate.plain[s] = agents.freePlain[base + s] as number
  const refused = cut(state, visit, candidate, minima)
  if (refused !== 0) return refused
  if (abilities & ABILITY.MULTI_ROLE && agents.multiRole[visit.agent] === 0) return CODE.AgentCapability
  const isNested = state.roles[visit.role]?.top !== visit.role
  return isNested && agents.hierarchicalRole[visit.agent] === 0 ? CODE.AgentCapability : 0
}

/** Cuts the candidate to what quota allows; the code of the cut that left too little, or 0. */
function cut(state: AllocatorState, visit: Visit, candidate: Candidate, minima: readonly Quantities[]): number {
  const { book, quota } = visit
  const isEnough = () => isAllocatable(state, minima, candidate.plain, 0, candidate.rest)
  if (candidate.rest !== visit.rest && !isEnough()) return CODE.Incapable
  if (visit.stage === 1 && !guarantee(visit, candidate)) return CODE.GuaranteeUnserved
  if (quota?.hasLimits) {
    const consumed = book.consumed.get(visit.role) ?? []
    limitTo(visit, candidate, (s) => (quota.limits[s] ?? Infinity) - (consumed[s] ?? 0))
    if (!isEnough()) return CODE.QuotaLimit
  }
  if (book.isRequired) {
    keepBack(visit, candidate)
    if (!isEnough()) return CODE.Headroom
  }
  return 0
}

/** Stage 1: what serves the guarantee is given whatever the headroom. False where nothing does. */
function guarantee(visit: Visit, candidate: Candidate): boolean {
  let serves = false
  for (let s = 0; s < candidate.plain.length; s += 1) {
    const part = Math.min(candidate.plain[s] as number, visit.unmet[s] as number)
    candidate.guaranteed[s] = part
    if (part > 0) serves = true
  }
  return serves
}

/** Limits cut what is not guaranteed: at most the limit less what is consumed, the guaranteed part included. */
function limitTo(visit: Visit, candidate: Candidate, room: (column: number) => number): void {
  for (let s = 0; s < candidate.plain.length; s += 1) {
    const sure = visit.stage === 1 ? (candidate.guaranteed[s] as number) : 0
    const extra = (candidate.plain[s] as number) - sure
    candidate.plain[s] = sure + Math.min(extra, Math.max(0, room(s) - sure))
  }
}

/** Headroom cuts what is not guaranteed to the surplus: available less required. */
function keepBack(visit: Visit, candidate: Candidate): void {
  const { required, available } = visit.book
  for (let s = 0; s < candidate.plain.length; s += 1) {
    const sure = visit.stage === 1 ? (candidate.guaranteed[s] as number) : 0
    const surplus = Math.max(0, (available[s] ?? 0) - (required[s] ?? 0))
    candidate.plain[s] = sure + Math.min((candidate.plain[s] as number) - sure, surplus)
  }
}
