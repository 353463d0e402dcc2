/** An offer at work, and whether what is left of it fits an instance. Source: RunSpecOfferMatcher.scala; reference/marathon.md 1.4, 4.6. */
import { parseAttribute, prepareConstraints, type Site } from '#model/marathon/constraints.ts'
import type { App } from '#model/marathon/shape.ts'
import { needs } from '#model/marathon/task.ts'
import type { Offer, Operation } from '#model/messages/bodies.ts'
import type { Resources } from '#model/resources.ts'
import {
  type InstanceRecord,
  type MarathonApi,
  type MarathonBooks,
  type Placement,
  type PreparedSpec,
  type RunSpec,
  instancesOf,
} from './books.ts'
import { isLost, isScheduled } from './conditions.ts'
import { matchOffer, type MatchResult } from './match.ts'

/** What documents ask for never changes: worked out once each, whoever asks. */
const prepared = new WeakMap<App, PreparedSpec>()

export function prepare(app: App, books: MarathonBooks): PreparedSpec {
  const known = prepared.get(app)
  if (known) return known
  const made = { needs: needs(app), constraints: prepareConstraints(app.constraints), roles: acceptedRoles(app, books) }
  prepared.set(app, made)
  return made
}

/** Flag accepted_resource_roles_default_behavior. */
function acceptedRoles({ acceptedResourceRoles, role }: App, { spec }: MarathonBooks): readonly string[] {
  if (acceptedResourceRoles !== null) return acceptedResourceRoles
  switch (spec.flags.acceptedResourceRolesDefaultBehavior) {
    case 'unreserved':
      return ['*']
    case 'reserved':
      return [role]
    case 'any':
      return [...new Set([role, '*'])]
  }
}

/** Flag gpu_scheduling_behavior; an app may say otherwise by a label of that name. Source: ResourceMatcher.scala. */
export function areGpusScarce({ labels }: Pick<App, 'labels'>, flag: 'restricted' | 'unrestricted'): boolean {
  const own = Object.hasOwn(labels, 'GPU_SCHEDULING_BEHAVIOR') ? labels['GPU_SCHEDULING_BEHAVIOR'] : undefined
  return (own === 'restricted' || own === 'unrestricted' ? own : flag) === 'restricted'
}

export function placementOf({ hostname, slaveId, domain, attributes }: Offer): Placement {
  return { agent: hostname, slaveId, region: domain?.region ?? null, zone: domain?.zone ?? null, attributes }
}

function siteOf({ agent, region, zone, attributes }: Placement): Site {
  const parsed = Object.entries(attributes).map(([name, text]) => [name, parseAttribute(text)] as const)
  return { hostname: agent, region, zone, attributes: Object.fromEntries(parsed) }
}

/** Where instances of the app are that count for its constraints. Source: reference/marathon.md 1.4. */
function placedSites(books: MarathonBooks, { app, configVersion }: RunSpec): readonly Site[] {
  if (app.constraints.length === 0) return []
  return instancesOf(books, app.id).flatMap((instance) => {
    const { task, spec } = instance
    const counts = task && !isScheduled(instance) && !isLost(instance)
    return counts && spec.version >= configVersion ? [siteOf(task.placement)] : []
  })
}

/** An offer while the launchers are asked. */
export interface Round {
  readonly offer: Offer
  readonly placement: Placement
  rest: Resources
  readonly operations: Operation[]
  /** Launches and reservations so far, of one or two operations each. */
  decisions: number
  /** Ids of instances that were given a reservation by it: they are not asked again before that is stored. */
  readonly reserved: Set<string>
}

export type Fit = Extract<MatchResult, { readonly fits: true }>

/** What is looked at in place of all that is offered, and of all that the document says. */
export interface Terms {
  readonly offered: Resources
  readonly needs?: PreparedSpec['needs']
  readonly roles?: readonly string[]
}

export function tryFit(api: MarathonApi, round: Round, instance: InstanceRecord, terms: Terms): MatchResult {
  const { books } = api
  const { offered, ...special } = terms
  const { app } = instance.spec
  const request = {
    ...prepare(app, books),
    ...special,
    instances: books.store.apps.get(app.id)?.app.instances ?? app.instances,
    site: siteOf(round.placement),
    placed: placedSites(books, instance.spec),
    mastersRegion: books.mastersRegion,
    gpusAreScarce: areGpusScarce(app, books.spec.flags.gpuSchedulingBehavior),
    rng: api.rng,
  }
  return matchOffer(request, offered)
}
