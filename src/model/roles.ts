/** What kind of component an id names (contracts.md 2, "Ids of components"). */
export type Role =
  | 'client'
  | 'scheduler'
  | 'driver'
  | 'master'
  | 'allocator'
  | 'observer'
  | 'agent'
  | 'updates'
  | 'execdriver'
  | 'executor'
  | 'task'
  | 'daemon'
  | 'registry'
  | 'process'

const PREFIXES: readonly (readonly [string, Role])[] = [
  ['driver:', 'driver'],
  ['observer:', 'observer'],
  ['updates:', 'updates'],
  ['execdriver:', 'execdriver'],
  ['executor:', 'executor'],
  ['task:', 'task'],
  ['daemon:', 'daemon'],
  ['process:', 'process'],
]

/** Role of a component's id; `isAgent` tells agents from frameworks, whose ids are free. */
export function roleOf(id: string, isAgent: (id: string) => boolean): Role {
  if (id === 'client' || id === 'master' || id === 'allocator' || id === 'registry') return id
  for (const [prefix, role] of PREFIXES) if (id.startsWith(prefix)) return role
  return isAgent(id) ? 'agent' : 'scheduler'
}

/** `master/offer:O1` is a machine of what `master` keeps books of; a component has no owner. */
export function ownerOf(id: string): string | null {
  const slash = id.indexOf('/')
  return slash < 0 ? null : id.slice(0, slash)
}

/** The agent on which a component runs, or null: `execdriver:ID@A`, `observer:A` counts as the master's. */
export function agentOf(id: string): string | null {
  if (id.startsWith('updates:') || id.startsWith('daemon:')) return id.slice(id.indexOf(':') + 1)
  const at = id.lastIndexOf('@')
  return at < 0 ? null : id.slice(at + 1)
}
