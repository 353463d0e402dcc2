/**
 * A tale cut into strands. A strand is what one actor says to another about one thing (a task, an executor, a framework's
 * offers, an agent's registration): its order is fixed by cause, whatever the latencies, while strands race each other.
 */
import { agentAt, executorKey, type Cast, type Names } from './names.ts'
import { isOffers, type Actor, type Item, type Tale, type ToldOffer } from './tale.ts'

/** An item or, of a message with several offers, one offer of it. */
export interface Told {
  readonly item: Item
  readonly offer: ToldOffer | null
  readonly strand: string
  /** Equal in both tales where the same is told. */
  readonly key: string
  /** Kind of message for what a shortened recording holds and what not. */
  readonly sort: string
}

interface Teller {
  readonly cast: Cast
  readonly names: Names
}

/** Which process of a framework it is, where both tales know several. */
function instance({ cast, names }: Teller, { role, id }: Actor, framework: string | null): string {
  if (role !== 'framework' || !names.tellsInstances || framework === null) return ''
  const at = cast.instances.get(framework)?.indexOf(id) ?? 0
  return at > 0 ? `(${at + 1})` : ''
}

function route(teller: Teller, item: Item): string {
  const { from, to, framework } = item
  const end = (actor: Actor): string => `${actor.role}${instance(teller, actor, framework)}`
  return `${end(from)} → ${end(to)}`
}

function taskTopic({ names }: Teller, framework: string | null, task: string): string {
  const own = framework === null ? '' : names.framework(framework)
  return `task ${own}/${framework === null ? task : names.task(framework, task)}`
}

function executorTopic(teller: Teller, item: Item): string | null {
  const key = executorKey(item)
  if (key === null) return null
  const owner = item.framework ?? teller.cast.owners.get(key) ?? null
  const id = item.executor ?? ''
  if (owner !== null && teller.cast.tasks.get(owner)?.includes(id)) return taskTopic(teller, owner, id)
  const at = owner === null ? -1 : (teller.cast.executors.get(owner)?.indexOf(key) ?? -1)
  return `executor ${owner === null ? '' : teller.names.framework(owner)}/${at + 1}`
}

function agentTopic({ names }: Teller, { from, to }: Item): string | null {
  const agent = [from, to].find(({ role }) => role === 'agent')
  if (!agent) return null
  const observed = [from, to].some(({ role }) => role === 'observer')
  return `${observed ? 'ping' : 'agent'} ${names.agent(agent.id)}`
}

function topicOf(teller: Teller, item: Item): string {
  const { framework, task } = item
  if (task !== null) return taskTopic(teller, framework, task)
  const executor = executorTopic(teller, item)
  if (executor !== null) return executor
  const agent = agentTopic(teller, item)
  if (framework === null) return agent ?? 'cluster'
  const own = `framework ${teller.names.framework(framework)}`
  return agent === null ? own : `${own} on ${agent}`
}

/** The agent of a message about a task is the one it was launched on, or it is named. */
function agentMark(teller: Teller, item: Item): string {
  const agent = agentAt(item)
  const id = item.task ?? item.executor
  if (agent === null || id === null) return ''
  const home = teller.cast.homes.get(`${item.framework ?? ''}/${id}`)
  return home === undefined || home === agent ? '' : `on ${teller.names.agent(agent)}`
}

const NAMED_RESOURCES: ReadonlySet<string> = new Set(['RegisterSlaveMessage', 'RunTaskMessage'])

function launchText(teller: Teller, { framework, launches }: Item): string {
  const texts = launches.map(({ task, resources }) => {
    const own = framework === null ? task : teller.names.task(framework, task)
    return `${own} ${resources}`
  })
  return texts.join(', ')
}

function keyOf(teller: Teller, item: Item): string {
  const { name, state, reason, source, acknowledges, refuseMs, resources, detail } = item
  const parts = [
    name,
    state,
    reason,
    source,
    acknowledges === null ? null : `of ${acknowledges}`,
    refuseMs === null ? null : `refuse ${refuseMs} ms`,
    NAMED_RESOURCES.has(name) ? resources : null,
    launchText(teller, item),
    name === 'LostSlaveMessage' && item.agent !== null ? teller.names.agent(item.agent) : null,
    detail,
    agentMark(teller, item),
  ]
  return parts.filter((part) => part !== null && part !== '').join(' ')
}

function tell(teller: Teller, item: Item): readonly Told[] {
  const strand = `${route(teller, item)} about ${topicOf(teller, item)}`
  const { name, from, to, state, acknowledges } = item
  const sort = [name, from.role, to.role, state ?? '', acknowledges ?? ''].join('|')
  const key = keyOf(teller, item)
  if (isOffers(item))
    return item.offers.map((offer) => ({
      item,
      offer,
      strand,
      key: `${key} ${offer.role} ${offer.resources}`,
      sort,
    }))
  const times = name === 'DECLINE' ? Math.max(1, item.offerIds.length) : 1
  return Array.from({ length: times }, () => ({ item, offer: null, strand, key, sort }))
}

/** Answers to offers and offers themselves come in the order in which Mesos shuffled the agents: within one breath any order is the same. */
const BREATH_MS = 60
const SHUFFLED: ReadonlySet<string> = new Set(['ResourceOffersMessage', 'OFFERS', 'ACCEPT', 'DECLINE'])

function inBreath(before: Told | undefined, next: Told): boolean {
  if (!before || !SHUFFLED.has(before.item.name) || !SHUFFLED.has(next.item.name)) return false
  return next.item.at - before.item.at <= BREATH_MS
}

function settled(list: readonly Told[]): readonly Told[] {
  const breaths: Told[][] = []
  for (const told of list) {
    const breath = breaths.at(-1)
    if (breath && inBreath(breath.at(-1), told)) breath.push(told)
    else breaths.push([told])
  }
  return breaths.flatMap((breath) => breath.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)))
}

/** The messages of a tale by strand, each in order of sending. */
export function strandsOf(tale: Tale, cast: Cast, names: Names): ReadonlyMap<string, readonly Told[]> {
  const teller = { cast, names }
  const strands = new Map<string, Told[]>()
  for (const item of tale.items) {
    if (item.kind !== 'message') continue
    for (const told of tell(teller, item)) {
      const list = strands.get(told.strand)
      if (list) list.push(told)
      else strands.set(told.strand, [told])
    }
  }
  return new Map([...strands].map(([strand, list]) => [strand, settled(list)]))
}

/** Broken links by the ends that they joined. */
export function breaksOf(tale: Tale, cast: Cast, names: Names): ReadonlyMap<string, readonly Item[]> {
  const teller = { cast, names }
  const strands = new Map<string, Item[]>()
  const idOf = ({ role, id }: Actor, other: Actor): string => {
    if (role === 'agent') return names.agent(id)
    if (role === 'framework') return names.framework(frameworkOf(cast, id))
    const executor = executorNamed(teller, id, other)
    return role === 'executor' ? executor : role
  }
  for (const item of tale.items) {
    if (item.kind !== 'broken') continue
    const strand = `${idOf(item.from, item.to)} → ${idOf(item.to, item.from)}`
    const list = strands.get(strand)
    if (list) list.push(item)
    else strands.set(strand, [item])
  }
  return strands
}

function frameworkOf({ instances }: Cast, process: string): string {
  return [...instances].find(([, list]) => list.includes(process))?.[0] ?? process
}

function executorNamed({ cast, names }: Teller, id: string, other: Actor): string {
  const key = `${id}@${other.id}`
  const owner = cast.owners.get(key)
  if (owner === undefined) return `executor ${id}`
  const isTask = cast.tasks.get(owner)?.includes(id) ?? false
  return isTask ? `executor ${names.task(owner, id)}` : `executor ${names.framework(owner)}`
}
