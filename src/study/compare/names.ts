/**
 * Who is whom in two tales: frameworks by name or by order of registration, agents of the same resources by order of registration,
 * tasks of a framework by name or by order of launch, executors by their tasks or by order of appearance.
 */
import { isOffers, type Item, type Tale } from './tale.ts'

/** A tale's own names, in order of appearance. */
export interface Cast {
  readonly frameworks: readonly string[]
  /** Processes of a framework: a scheduler that took over is the second. */
  readonly instances: ReadonlyMap<string, readonly string[]>
  /** Agents by the resources that they registered with. */
  readonly agents: ReadonlyMap<string, readonly string[]>
  readonly tasks: ReadonlyMap<string, readonly string[]>
  /** Executors that are not made for one task, `ID@AGENT`, by framework. */
  readonly executors: ReadonlyMap<string, readonly string[]>
  /** Agent of each task, `FRAMEWORK/TASK`. */
  readonly homes: ReadonlyMap<string, string>
  /** Framework of each executor, `ID@AGENT`. */
  readonly owners: ReadonlyMap<string, string>
}

class Lists {
  readonly map = new Map<string, string[]>()

  add(key: string, value: string): void {
    const list = this.map.get(key)
    if (!list) this.map.set(key, [value])
    else if (!list.includes(value)) list.push(value)
  }
}

const REGISTRATIONS: ReadonlySet<string> = new Set(['FrameworkRegisteredMessage', 'SUBSCRIBED'])

function frameworksOf(items: readonly Item[]): readonly string[] {
  const registered = items.filter(({ name, to }) => REGISTRATIONS.has(name) && to.role === 'framework')
  const all = [...registered, ...items].flatMap(({ framework }) => (framework === null ? [] : [framework]))
  return [...new Set(all)]
}

export function agentAt({ from, to }: Item): string | null {
  return [from, to].find(({ role }) => role === 'agent')?.id ?? null
}

/** Where each task lives: on the agent of the offer that launched it, or where it was seen first. */
function homesOf(items: readonly Item[]): ReadonlyMap<string, string> {
  const offers = new Map<string, string>()
  const homes = new Map<string, string>()
  const settle = (framework: string | null, task: string, agent: string | null | undefined): void => {
    const key = `${framework ?? ''}/${task}`
    if (agent && !homes.has(key)) homes.set(key, agent)
  }
  for (const item of items) {
    for (const { id, agent } of item.offers) offers.set(id, agent)
    for (const { task } of item.launches) settle(item.framework, task, offers.get(item.offerIds[0] ?? ''))
    if (item.task !== null) settle(item.framework, item.task, agentAt(item))
  }
  return homes
}

/** `ID@AGENT`: the same id may live on several agents. */
export function executorKey(item: Item): string | null {
  const agent = agentAt(item) ?? item.agent
  return item.executor === null ? null : `${item.executor}@${agent ?? ''}`
}

export function castOf({ items }: Tale): Cast {
  const [instances, agents, tasks, executors] = [new Lists(), new Lists(), new Lists(), new Lists()]
  const owners = new Map<string, string>()
  for (const item of items) {
    const { framework, from, to, task, name } = item
    for (const actor of [from, to])
      if (actor.role === 'framework' && framework !== null) instances.add(framework, actor.id)
    if (name === 'RegisterSlaveMessage') agents.add(item.resources ?? '', from.id)
    for (const launch of item.launches) tasks.add(framework ?? '', launch.task)
    if (task !== null && framework !== null) tasks.add(framework, task)
    const key = executorKey(item)
    if (key !== null && framework !== null && !owners.has(key)) owners.set(key, framework)
  }
  for (const item of items) {
    const key = executorKey(item)
    const owner = key === null ? undefined : owners.get(key)
    if (key === null || owner === undefined || tasks.map.get(owner)?.includes(item.executor ?? '')) continue
    executors.add(owner, key)
  }
  const maps = { instances: instances.map, agents: agents.map, tasks: tasks.map, executors: executors.map }
  return { frameworks: frameworksOf(items), ...maps, homes: homesOf(items), owners }
}

/** Translates a tale's names into ours; who has no counterpart keeps its name behind a question mark. */
export interface Names {
  readonly framework: (id: string) => string
  readonly agent: (id: string) => string
  readonly task: (framework: string, id: string) => string
  /** Whether schedulers that took over are told apart from those before them. */
  readonly tellsInstances: boolean
}

export const OWN_NAMES: Names = {
  framework: (id) => id,
  agent: (id) => id,
  task: (_framework, id) => id,
  tellsInstances: true,
}

/** Equal names first, the others in their order. */
function paired(
  theirs: readonly string[],
  ours: readonly string[],
  label: (id: string) => readonly string[],
): ReadonlyMap<string, string> {
  const map = new Map<string, string>()
  for (const id of theirs) {
    const same = label(id).find((name) => ours.includes(name))
    if (same !== undefined) map.set(id, same)
  }
  const taken = new Set(map.values())
  const free = ours.filter((id) => !taken.has(id))
  for (const id of theirs) {
    if (map.has(id)) continue
    const next = free.shift()
    if (next !== undefined) map.set(id, next)
  }
  return map
}

function tasksPaired(theirs: Cast, ours: Cast, frameworks: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const map = new Map<string, string>()
  for (const [framework, list] of theirs.tasks) {
    const own = ours.tasks.get(frameworks.get(framework) ?? '') ?? []
    const alike = list.every((task) => own.includes(task))
    for (const [at, task] of list.entries()) {
      const mine = alike ? task : own[at]
      if (mine !== undefined) map.set(`${framework}/${task}`, mine)
    }
  }
  return map
}

export function translate(theirs: Cast, ours: Cast): Names {
  const frameworks = paired(theirs.frameworks, ours.frameworks, (id) => [id, ...(theirs.instances.get(id) ?? [])])
  const agents = new Map<string, string>()
  for (const [resources, list] of theirs.agents) {
    const own = ours.agents.get(resources) ?? []
    for (const [at, agent] of list.entries()) if (own[at] !== undefined) agents.set(agent, own[at])
  }
  const tasks = tasksPaired(theirs, ours, frameworks)
  const tellsInstances = theirs.frameworks.every((id) => {
    const own = ours.instances.get(frameworks.get(id) ?? '')
    return theirs.instances.get(id)?.length === own?.length
  })
  return {
    framework: (id) => frameworks.get(id) ?? `?${id}`,
    agent: (id) => agents.get(id) ?? `?${id}`,
    task: (framework, id) => tasks.get(`${framework}/${id}`) ?? `?${id}`,
    tellsInstances,
  }
}

/** Whether all agents are alike, so that none can be told from another. */
export function agentsAreAlike({ agents }: Cast): boolean {
  return agents.size <= 1
}

export function offersIn(items: readonly Item[]): readonly Item[] {
  return items.filter(isOffers)
}
