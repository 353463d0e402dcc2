/** The run of the slow allocator, step by step after reference 5.3 and 5.4. */
import { type RngState, shuffle } from '#base/rng.ts'
import {
  type Resources,
  addResources,
  containsResources,
  countRanges,
  normalise,
  quantities,
  subtractResources,
} from '#model/resources.ts'
import {
  type Slow,
  type SlowAgent,
  type SlowFramework,
  type SlowGrant,
  heldIn,
  isPlain,
  scalarsOnly,
  slowFrameworkOrder,
  slowFree,
  slowHold,
  slowRoleOrder,
  sum,
} from './slow.fixture.ts'

type Amounts = Map<string, number>

const floored = (a: Amounts, b: ReadonlyMap<string, number>): Amounts =>
  new Map([...a].map(([name, milli]) => [name, Math.max(0, milli - (b.get(name) ?? 0))]))
const added = (a: Amounts, b: ReadonlyMap<string, number>): Amounts => {
  const result = new Map(a)
  for (const [name, milli] of b) result.set(name, (result.get(name) ?? 0) + milli)
  return result
}
const some = (a: Amounts) => [...a.values()].some((milli) => milli > 0)
const amountsOf = (resources: Resources): Amounts => new Map(quantities(scalarsOnly(resources)))
const shrunk = (resources: Resources, most: (name: string) => number): Resources =>
  normalise(resources.map((entry) => ({ ...entry, milli: Math.min(entry.milli, most(entry.name)) })))

function isAllocatable(resources: Resources, minima: ReadonlyMap<string, number>[]): boolean {
  if (resources.length === 0) return false
  const amounts = new Map<string, number>()
  for (const entry of resources) {
    const milli = entry.ranges ? countRanges(entry.ranges) * 1000 : entry.milli
    amounts.set(entry.name, (amounts.get(entry.name) ?? 0) + milli)
  }
  return minima.length === 0 || minima.some((m) => [...m].every(([name, milli]) => (amounts.get(name) ?? 0) >= milli))
}

interface Books {
  consumed: Map<string, Amounts>
  required: Amounts
  available: Amounts
}

function top(role: string): string {
  return role.split('/')[0] as string
}

function makeBooks(slow: Slow): Books {
  const consumed = new Map<string, Amounts>()
  let required: Amounts = new Map()
  const everywhere = sum(slow.agents.map((agent) => agent.total))
  for (const [role, quota] of Object.entries(slow.quota)) {
    const reserved = everywhere.filter((entry) => entry.role !== '*' && top(entry.role) === role)
    const used = heldIn(slow, (r) => top(r) === role).filter(isPlain)
    consumed.set(role, added(amountsOf(reserved), amountsOf(used)))
    required = added(required, floored(new Map(quota.guarantees), consumed.get(role) as Amounts))
  }
  const held = heldIn(slow, () => true)
  const reserved = amountsOf(everywhere.filter((entry) => entry.role !== '*'))
  const free = sum(slow.agents.map((agent) => slowFree(slow, agent)))
  let available = floored(amountsOf(everywhere), amountsOf(held))
  available = floored(available, floored(reserved, amountsOf(held.filter((entry) => entry.role !== '*'))))
  available = floored(available, amountsOf(free.filter((entry) => entry.revocable)))
  return { consumed, required, available }
}

interface Offer {
  resources: Resources
  guaranteed: Resources
  quotaPart: Resources
}

/** The offer, or the name of the check that refuses. */
function makeOffer(
  slow: Slow,
  books: Books,
  agent: SlowAgent,
  role: string,
  f: SlowFramework,
  stage: 1 | 2,
): Offer | string {
  if (f.rack[role] !== undefined && agent.attributes.rack !== f.rack[role]) return 'OfferConstraints'
  const mine = (entry: Resources[number]) =>
    entry.role === '*' || entry.role === role || role.startsWith(`${entry.role}/`)
  const available = slowFree(slow, agent).filter(mine)
  if (available.length === 0) return 'NothingAllocatable'
  const minima = f.minima[role] ?? slow.minima
  if (!isAllocatable(available, minima)) return 'MinAllocatable'
  const hasGpu = agent.total.some((entry) => entry.name === 'gpus')
  if (hasGpu && !f.capabilities.includes('GPU_RESOURCES')) return 'Gpus'
  if (agent.remote && !f.capabilities.includes('REGION_AWARE')) return 'Region'
  const usable = available.filter((entry) => !entry.revocable || f.capabilities.includes('REVOCABLE_RESOURCES'))
  if (!isAllocatable(usable, minima)) return 'Incapable'
  const always = usable.filter((entry) => !isPlain(entry))
  const plain = usable.filter(isPlain)
  const quota = slow.quota[role]
  const consumed = books.consumed.get(role) ?? new Map<string, number>()
  let guaranteed: Resources = []
  if (stage === 1) {
    const lacking = floored(new Map(quota?.guarantees), consumed)
    guaranteed = shrunk(plain, (name) => lacking.get(name) ?? 0)
    if (guaranteed.length === 0) return 'GuaranteeUnserved'
  }
  let extra = subtractResources(plain, guaranteed)
  const whole = () => sum([guaranteed, extra, always])
  if (quota && quota.limits.size > 0) {
    const taken = added(consumed, amountsOf(guaranteed))
    extra = shrunk(extra, (name) => Math.max(0, (quota.limits.get(name) ?? Infinity) - (taken.get(name) ?? 0)))
    if (!isAllocatable(whole(), minima)) return 'QuotaLimit'
  }
  if (some(books.required)) {
    const surplus = floored(books.available, books.required)
    extra = shrunk(extra, (name) => surplus.get(name) ?? 0)
    if (!isAllocatable(whole(), minima)) return 'Headroom'
  }
  if (!agent.multiRole && f.capabilities.includes('MULTI_ROLE')) return 'AgentCapability'
  if (!agent.hierarchical && role.includes('/')) return 'AgentCapability'
  const resources = whole()
  const own = slow.filters.filter((x) => x.framework === f.id && x.role === role && x.agent === agent.id)
  if (own.some((x) => containsResources(x.refused, resources))) return 'Filtered'
  return { resources, guaranteed, quotaPart: addResources(guaranteed, extra) }
}

function serve(
  slow: Slow,
  books: Books,
  agent: SlowAgent,
  stage: 1 | 2,
  grants: SlowGrant[],
  refusals: string[],
): void {
  for (const role of slowRoleOrder(slow)) {
    const quota = slow.quota[role]
    const lacks = () => some(floored(new Map(quota?.guarantees), books.consumed.get(role) ?? new Map()))
    if (stage === 1 && !some(new Map(quota?.guarantees))) continue
    if (slowFree(slow, agent).length === 0) return
    for (const f of slowFrameworkOrder(slow, role)) {
      if (stage === 1 && !lacks()) break
      const offer = makeOffer(slow, books, agent, role, f, stage)
      if (typeof offer === 'string') refusals.push(`${stage} ${agent.id} ${role} ${f.id} ${offer}`)
      if (offer === 'NothingAllocatable') break
      if (typeof offer === 'string') continue
      grants.push({ framework: f.id, role, agent: agent.id, resources: offer.resources, stage })
      slowHold(slow, { framework: f.id, role, agent: agent.id, resources: offer.resources }, true)
      const given = amountsOf(offer.quotaPart)
      if (quota) books.consumed.set(role, added(books.consumed.get(role) as Amounts, given))
      books.available = floored(books.available, given)
      if (stage === 1) books.required = floored(books.required, amountsOf(offer.guaranteed))
    }
  }
}

export function slowRun(slow: Slow, rng: RngState): { grants: SlowGrant[]; refusals: string[] } {
  const byId = new Map(slow.agents.map((agent) => [agent.id, agent]))
  const queued = [...slow.candidates].flatMap((id) => byId.get(id) ?? [])
  const agents = queued.filter((agent) => agent.active && (slow.whitelist?.includes(agent.id) ?? true))
  slow.candidates.clear()
  const books = makeBooks(slow)
  const grants: SlowGrant[] = []
  const refusals: string[] = []
  shuffle(rng, agents)
  for (const agent of agents) serve(slow, books, agent, 1, grants, refusals)
  shuffle(rng, agents)
  for (const agent of agents) serve(slow, books, agent, 2, grants, refusals)
  return { grants, refusals }
}
