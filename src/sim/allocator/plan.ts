/** What a run decided: grants, refusals with the check that refused, and the orders it went by. */
import type { Resources } from '#model/resources.ts'
import type { Trigger } from './state.ts'

/**
 * The check that refused a visit of an agent for a framework in a role, in the order of reference 5.4. The cuts of
 * quota stand where they happen, before the last look at the minimum:
 * - `Inactive`, `Suppressed`: the framework is not in the role's order (told once per agent and role, in stage 2);
 * - `OfferConstraints`: the framework's constraints exclude the agent;
 * - `NothingAllocatable`: nothing free that the role may have; the role's further frameworks are not visited;
 * - `MinAllocatable`: what is free is less than the least offer;
 * - `Gpus`: the agent has gpus, the framework lacks GPU_RESOURCES; `Region`: the agent is in another region;
 * - `Incapable`: without the revocable resources that the framework cannot use, too little is left;
 * - `GuaranteeUnserved`: stage 1, nothing free of what the role's guarantee still lacks;
 * - `QuotaLimit`: the role's limit leaves too little; `Headroom`: so does what is held back for others' guarantees;
 * - `AgentCapability`: the agent lacks MULTI_ROLE or HIERARCHICAL_ROLE; `Filtered`: a filter contains the offer.
 */
export const REASONS = [
  'Granted',
  'Inactive',
  'Suppressed',
  'OfferConstraints',
  'NothingAllocatable',
  'MinAllocatable',
  'Gpus',
  'Region',
  'Incapable',
  'GuaranteeUnserved',
  'QuotaLimit',
  'Headroom',
  'AgentCapability',
  'Filtered',
] as const

export type Reason = Exclude<(typeof REASONS)[number], 'Granted'>

/** Codes of the reasons: places in `REASONS`. 0 is no refusal. */
export const CODE = Object.fromEntries(REASONS.map((reason, code) => [reason, code])) as Readonly<
  Record<(typeof REASONS)[number], number>
>

export interface Grant {
  readonly framework: string
  readonly role: string
  readonly agent: string
  readonly resources: Resources
  /** 1: towards the role's guarantee; 2: fair share. */
  readonly stage: 1 | 2
}

export interface Refusal {
  readonly framework: string
  readonly role: string
  readonly agent: string
  readonly reason: Reason
  readonly stage: 1 | 2
}

export interface RoleOrder {
  readonly role: string
  /** First to be served first. */
  readonly frameworks: readonly string[]
}

export interface AllocationPlan {
  /** Counts from 1. */
  readonly run: number
  /** What queued the run, joined by ` + ` where several shared it. */
  readonly trigger: string
  /** By framework, then agent, then as granted. Parts for the same framework, role and agent make one offer. */
  readonly grants: readonly Grant[]
  /** As they happened, the first `MOST_REFUSALS`. */
  readonly refusals: readonly Refusal[]
  readonly refusalsOmitted: number
  /** As the run began, before anything was granted. */
  readonly order: readonly RoleOrder[]
}

/** Contracts 3: at most so many refusals in a record. */
export const MOST_REFUSALS = 1000

export function formatTrigger(triggers: readonly Trigger[]): string {
  return triggers.join(' + ')
}
