/**
 * The allocator again, for tests: objects and lists, everything worked out anew each time, written after reference 5
 * alone. It shares nothing with the fast one but resources and shuffles. The run is in slowRun.fixture.ts.
 */
import { type Resources, addResources, quantities, subtractResources } from '#model/resources.ts'

export interface SlowAgent {
  id: string
  total: Resources
  active: boolean
  multiRole: boolean
  hierarchical: boolean
  remote: boolean
  attributes: Record<string, string>
}

export interface SlowFramework {
  id: string
  active: boolean
  roles: string[]
  suppressed: string[]
  capabilities: string[]
  minima: Record<string, ReadonlyMap<string, number>[]>
  /** By role: the value that the attribute `rack` must have. */
  rack: Record<string, string>
}

interface Held {
  framework: string
  role: string
  agent: string
  resources: Resources
  known: boolean
}

interface SlowFilter {
  framework: string
  role: string
  agent: string
  refused: Resources
  serial: number
}

export interface Slow {
  agents: SlowAgent[]
  frameworks: SlowFramework[]
  held: Held[]
  filters: SlowFilter[]
  serial: number
  weights: Record<string, number>
  quota: Record<string, { guarantees: ReadonlyMap<string, number>; limits: ReadonlyMap<string, number> }>
  whitelist: string[] | null
  minima: ReadonlyMap<string, number>[]
  excluded: string[]
  /** Frameworks by role, in the sorters; a role is forgotten when its list is empty. */
  tracked: Map<string, Set<string>>
  /** Grants so far, by node of the tree of roles (`a/.` for a virtual leaf), and by `role framework`. */
  nodeCounts: Map<string, number>
  clientCounts: Map<string, number>
  candidates: Set<string>
}

export interface SlowGrant {
  framework: string
  role: string
  agent: string
  resources: Resources
  stage: 1 | 2
}

export function makeSlow(minima: ReadonlyMap<string, number>[], excluded: string[]): Slow {
  return {
    agents: [],
    frameworks: [],
    held: [],
    filters: [],
    serial: 0,
    weights: {},
    quota: {},
    whitelist: null,
    minima,
    excluded,
    tracked: new Map(),
    nodeCounts: new Map(),
    clientCounts: new Map(),
    candidates: new Set(),
  }
}

export function scalarsOnly(resources: Resources): Resources {
  return resources.filter((entry) => entry.ranges === null)
}

export function sum(parts: Resources[]): Resources {
  return parts.reduce((a, b) => addResources(a, b), [] as Resources)
}

export const isPlain = (entry: Resources[number]) => entry.role === '*' && !entry.revocable && entry.ranges === null

export function slowFree(slow: Slow, agent: SlowAgent): Resources {
  return subtractResources(agent.total, sum(slow.held.filter((h) => h.agent === agent.id).map((h) => h.resources)))
}

// ---- who is tracked, and counts

function isParent(slow: Slow, path: string): boolean {
  return [...slow.tracked.keys()].some((role) => role.startsWith(`${path}/`))
}

function leafPath(slow: Slow, role: string): string {
  return isParent(slow, role) ? `${role}/.` : role
}

/** Nodes that are there now. The count of a leaf that gets children goes over to its virtual leaf; a new leaf has 0. */
function syncNodes(slow: Slow, newRole: string): void {
  const there = new Set<string>()
  for (const role of slow.tracked.keys()) {
    const names = role.split('/')
    for (let depth = 1; depth <= names.length; depth += 1) there.add(names.slice(0, depth).join('/'))
    if (isParent(slow, role)) there.add(`${role}/.`)
  }
  for (const path of there) {
    if (slow.nodeCounts.has(path)) continue
    const wasLeaf = path.endsWith('/.') && path !== `${newRole}/.`
    slow.nodeCounts.set(path, wasLeaf ? (slow.nodeCounts.get(path.slice(0, -2)) ?? 0) : 0)
  }
  for (const path of slow.nodeCounts.keys()) if (!there.has(path)) slow.nodeCounts.delete(path)
}

export function slowTrack(slow: Slow, framework: string, role: string): void {
  const members = slow.tracked.get(role)
  if (members?.has(framework)) return
  if (members) members.add(framework)
  else slow.tracked.set(role, new Set([framework]))
  slow.clientCounts.set(`${role} ${framework}`, 0)
  syncNodes(slow, role)
}

/** Forgets who neither is subscribed nor holds anything. */
export function slowUntrack(slow: Slow): void {
  for (const [role, members] of slow.tracked) {
    for (const framework of members) {
      const subscribed = slow.frameworks.some((f) => f.id === framework && f.roles.includes(role))
      const holds = slow.held.some((h) => h.known && h.framework === framework && h.role === role)
      if (subscribed || holds) continue
      members.delete(framework)
      slow.clientCounts.delete(`${role} ${framework}`)
    }
    if (members.size === 0) slow.tracked.delete(role)
    syncNodes(slow, '')
  }
}

/** A framework is given resources: they are held, and counted where it is known. */
export function slowHold(slow: Slow, part: Omit<Held, 'known'>, known: boolean): void {
  const same = slow.held.find(
    (h) => h.framework === part.framework && h.role === part.role && h.agent === part.agent && h.known === known,
  )
  if (same) same.resources = addResources(same.resources, part.resources)
  else slow.held.push({ ...part, known })
  if (!known) return
  slowTrack(slow, part.framework, part.role)
  const client = `${part.role} ${part.framework}`
  slow.clientCounts.set(client, (slow.clientCounts.get(client) ?? 0) + 1)
  const leaf = leafPath(slow, part.role)
  const names = leaf.split('/')
  for (let depth = 1; depth <= names.length; depth += 1) {
    const path = names.slice(0, depth).join('/')
    slow.nodeCounts.set(path, (slow.nodeCounts.get(path) ?? 0) + 1)
  }
}

export function slowRelease(slow: Slow, part: Omit<Held, 'known'>, known = true): void {
  const row = slow.held.find(
    (h) => h.framework === part.framework && h.role === part.role && h.agent === part.agent && h.known === known,
  )
  if (row) row.resources = subtractResources(row.resources, part.resources)
  slow.held = slow.held.filter((h) => h.resources.length > 0)
  slowUntrack(slow)
}

// ---- order

function shareOf(slow: Slow, held: Resources, weight: number): number {
  const total = quantities(scalarsOnly(sum(slow.agents.map((agent) => agent.total))))
  const mine = quantities(scalarsOnly(held))
  let share = 0
  for (const [name, milli] of total) {
    if (slow.excluded.includes(name)) continue
    share = Math.max(share, (mine.get(name) ?? 0) / 1000 / (milli / 1000))
  }
  return share / weight
}

function byKey(a: [number, number, string], b: [number, number, string]): number {
  return a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1)
}

export function heldIn(slow: Slow, roles: (role: string) => boolean, framework?: string): Resources {
  const rows = slow.held.filter((h) => h.known && roles(h.role) && (framework ?? h.framework) === h.framework)
  return sum(rows.map((h) => h.resources))
}

function orderBelow(slow: Slow, parent: string): string[] {
  const prefix = parent === '' ? '' : `${parent}/`
  const nodes = [...slow.nodeCounts.keys()].filter(
    (path) => path.startsWith(prefix) && path !== parent && !path.slice(prefix.length).includes('/'),
  )
  const keyed = nodes.map((path): [number, number, string] => {
    const own = path.endsWith('/.') ? path.slice(0, -2) : null
    const inside =
      own === null ? (role: string) => role === path || role.startsWith(`${path}/`) : (role: string) => role === own
    return [shareOf(slow, heldIn(slow, inside), slow.weights[path] ?? 1), slow.nodeCounts.get(path) ?? 0, path]
  })
  return keyed.sort(byKey).flatMap(([, , path]) => {
    if (path.endsWith('/.')) return [path.slice(0, -2)]
    return isParent(slow, path) ? orderBelow(slow, path) : [path]
  })
}

export function slowRoleOrder(slow: Slow): string[] {
  return orderBelow(slow, '')
}

export function slowFrameworkOrder(slow: Slow, role: string): SlowFramework[] {
  const served = slow.frameworks.filter((f) => f.active && f.roles.includes(role) && !f.suppressed.includes(role))
  const keyed = served.map((f): [number, number, string] => [
    shareOf(
      slow,
      heldIn(slow, (r) => r === role, f.id),
      1,
    ),
    slow.clientCounts.get(`${role} ${f.id}`) ?? 0,
    f.id,
  ])
  return keyed.sort(byKey).map(([, , id]) => served.find((f) => f.id === id) as SlowFramework)
}
