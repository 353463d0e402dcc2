/**
 * Whether an offer fits an app: every test is made, so that one refusal may have several reasons.
 * Source: ResourceMatcher.scala, NoOfferMatchReason.scala; reference/marathon.md 4.6.
 */
import type { RngState } from '#base/rng.ts'
import { type PreparedConstraint, type Site, meetsConstraint, regionAllowed } from '#model/marathon/constraints.ts'
import type { Needs, PortNeed } from '#model/marathon/task.ts'
import {
  type Resource,
  type Resources,
  formatMilli,
  formatRanges,
  normalise,
  portRanges,
  scalar,
} from '#model/resources.ts'
import { NO_MATCH_REASONS, type NoMatch, type NoMatchReason } from '#model/trace/series.ts'
import { matchPorts } from './ports.ts'

export interface MatchRequest {
  readonly needs: Needs
  readonly constraints: readonly PreparedConstraint[]
  /** Accepted resource roles. */
  readonly roles: readonly string[]
  /** The app's target. */
  readonly instances: number
  readonly site: Site
  readonly placed: readonly Site[]
  readonly mastersRegion: string | null
  /** Agents with GPUs are kept for apps that want them. */
  readonly gpusAreScarce: boolean
  readonly rng: RngState
}

export type MatchResult =
  | { readonly fits: true; readonly taken: Resources; readonly hostPorts: readonly (number | null)[] }
  | { readonly fits: false; readonly reasons: readonly NoMatch[] }

const SCALARS = [
  ['cpus', 'cpusMilli', 'InsufficientCpus'],
  ['mem', 'memMilli', 'InsufficientMemory'],
  ['gpus', 'gpusMilli', 'InsufficientGpus'],
  ['disk', 'diskMilli', 'InsufficientDisk'],
] as const satisfies readonly (readonly [string, keyof Needs, NoMatchReason])[]

interface Scalars {
  readonly taken: readonly Resource[]
  readonly reasons: readonly NoMatch[]
}

/** From several roles together, in the offer's order. */
function matchScalars(needs: Needs, accepted: readonly Resource[]): Scalars {
  const taken: Resource[] = []
  const reasons: NoMatch[] = []
  for (const [name, member, reason] of SCALARS) {
    const need = needs[member]
    let left = need
    for (const { role, milli } of accepted.filter((entry) => entry.name === name && entry.ranges === null)) {
      const part = Math.min(left, milli)
      if (part > 0) taken.push(scalar(name, part, role))
      left -= part
    }
    if (left > 0) reasons.push({ reason, needed: formatMilli(need), offered: formatMilli(need - left) })
  }
  return { taken, reasons }
}

function constraintText({ field, operator, value }: PreparedConstraint): string {
  return [field, operator, ...(value === null ? [] : [value])].join(':')
}

function placeReasons({ constraints, site, placed, instances }: MatchRequest): readonly NoMatch[] {
  const unmet = constraints.filter((constraint) => !meetsConstraint(constraint, site, placed, instances))
  if (unmet.length === 0) return []
  return [{ reason: 'UnfulfilledConstraint', needed: unmet.map(constraintText).join(', ') }]
}

function gpuReasons({ gpusAreScarce, needs }: MatchRequest, offered: Resources): readonly NoMatch[] {
  const gpus = offered.filter(({ name }) => name === 'gpus').reduce((sum, { milli }) => sum + milli, 0)
  const scarce = gpusAreScarce && needs.gpusMilli === 0 && gpus > 0
  return scarce ? [{ reason: 'DeclinedScarceResources', needed: '0', offered: formatMilli(gpus) }] : []
}

function portsText(needs: readonly PortNeed[]): string {
  const dynamic = needs.filter(({ kind }) => kind === 'dynamic').length
  const fixed = needs.flatMap((need) => (need.kind === 'static' ? [String(need.port)] : []))
  return [...fixed, ...(dynamic > 0 ? [`${dynamic} × any`] : [])].join(', ')
}

function inFunnelOrder(reasons: readonly NoMatch[]): readonly NoMatch[] {
  return reasons.toSorted((a, b) => NO_MATCH_REASONS.indexOf(a.reason) - NO_MATCH_REASONS.indexOf(b.reason))
}

/** Ports are looked at only where all else fits; then the random start is drawn. */
export function matchOffer(request: MatchRequest, offered: Resources): MatchResult {
  const { needs, roles, constraints, site, mastersRegion } = request
  const accepted = offered.filter(({ role, revocable }) => roles.includes(role) && !revocable)
  const scalars = matchScalars(needs, accepted)
  const offeredRoles = [...new Set(offered.map(({ role }) => role))]
  const noRole: readonly NoMatch[] =
    accepted.length > 0
      ? []
      : [{ reason: 'UnfulfilledRole', needed: roles.join(', '), offered: offeredRoles.join(', ') }]
  const reasons = [...scalars.reasons, ...noRole, ...placeReasons(request), ...gpuReasons(request, offered)]
  const abroad = !regionAllowed(constraints, site.region, mastersRegion)
  if (reasons.length > 0 || abroad) return { fits: false, reasons: inFunnelOrder(reasons) }
  const matched = matchPorts(
    request.rng,
    needs.ports,
    accepted.filter(({ name }) => name === 'ports'),
  )
  if (!matched) {
    const found = formatRanges(portRanges(accepted))
    return { fits: false, reasons: [{ reason: 'InsufficientPorts', needed: portsText(needs.ports), offered: found }] }
  }
  return { fits: true, taken: normalise([...scalars.taken, ...matched.taken]), hostPorts: matched.hostPorts }
}
