/** Names of components, lanes, messages and states in the reader's language. */
import type { LaneState } from '#derive/laneState.ts'
import type { Lane } from '#derive/lanes.ts'
import { labelOf, type MessageLook } from '#derive/messages.ts'
import type { Dialect } from '#derive/view.ts'
import type { Words } from '#content/locales/words.ts'
import { ownerOf } from '#model/roles.ts'
import type { Scenario } from '#model/scenario/types.ts'

/** Marathon is called by its name; other frameworks by their ids. */
export function frameworkName(id: string): string {
  return id.replace(/^marathon(?=$|~)/, 'Marathon')
}

/** `agent-2` is `Agent 2` in words; other ids stand as they are. */
export function agentName({ t }: Words, id: string): string {
  const match = /^agent-(\d+)$/.exec(id)
  return match ? t('name.agentN', { n: match[1] as string }) : id
}

/** Of any component's id, as a sentence uses it. */
export function componentName(words: Words, id: string): string {
  const { t } = words
  const owner = ownerOf(id)
  if (owner !== null) return machineName(words, id.slice(owner.length + 1))
  if (id === 'client') return t('lane.client')
  if (id === 'master') return t('lane.master')
  if (id === 'allocator') return t('lane.allocator')
  if (id === 'registry') return t('lane.registry')
  const [kind, rest = ''] = splitId(id)
  switch (kind) {
    case 'driver':
      return t('name.driverOf', { name: frameworkName(rest) })
    case 'observer':
      return t('name.observerOf', { name: agentName(words, rest) })
    case 'updates':
      return t('name.updatesOf', { name: agentName(words, rest) })
    case 'execdriver':
    case 'executor':
      return t('name.executorOf', { name: shortExecutor(rest) })
    case 'task':
      return t('name.task', { name: shortTask(rest) })
    case 'daemon':
      return t('name.daemonOf', { name: agentName(words, rest) })
    case 'process':
      return t('name.process', { name: rest })
    default:
      return /^agent-\d+$/.test(id) ? agentName(words, id) : frameworkName(id)
  }
}

/** Of what somebody keeps books of: `offer:O1`, `task:ID`, `framework:F`. */
function machineName(words: Words, id: string): string {
  const [kind, rest = ''] = splitId(id)
  if (kind === 'agent') return agentName(words, rest)
  if (kind === 'framework') return frameworkName(rest)
  if (kind === 'offer') return words.t('name.offer', { name: shortOffer(rest) })
  if (kind === 'task') return words.t('name.task', { name: shortTask(rest) })
  if (kind === 'process') return words.t('name.process', { name: shortTask(rest) })
  if (kind === 'executor') return words.t('name.executorOf', { name: shortExecutor(rest) })
  return `${words.maybe(`name.${kind}`, {}, kind)} ${shortTask(rest)}`
}

function splitId(id: string): readonly [string, string?] {
  const colon = id.indexOf(':')
  return colon < 0 ? [id] : [id.slice(0, colon), id.slice(colon + 1)]
}

/** Marathon's task ids are long: `web.instance-1234….` becomes `web.1234`; BCS' `TIME.0.2.game.…` becomes `game.2`. */
export function shortTask(id: string): string {
  const bcs = /^\d{19}\.\d+\.(\d+)\.([^.]+)\./.exec(id)
  if (bcs) return `${bcs[2]}.${bcs[1]}`
  const match = /^(.+?)[._]instance-([0-9a-f]{4})[0-9a-f-]*.*?(?:\.(\d+))?$/.exec(id)
  if (!match) return id.length > 28 ? `${id.slice(0, 26)}…` : id
  const [, app = '', uuid = '', incarnation] = match
  return `${app}.${uuid}${incarnation && incarnation !== '1' ? `.${incarnation}` : ''}`
}

function shortExecutor(id: string): string {
  const at = id.lastIndexOf('@')
  return shortTask(at < 0 ? id : id.slice(0, at))
}

/** `…-O13` is `O-13`. */
export function shortOffer(id: string): string {
  const match = /-?([OS])(\d+)$/.exec(id)
  return match ? `${match[1]}-${match[2]}` : id
}

export function messageText(words: Words, look: MessageLook, dialect: Dialect): string {
  const label = labelOf(look, dialect)
  return 'text' in label ? label.text : words.maybe(`message.${label.key}`, {}, look.name)
}

export function laneName(words: Words, lane: Lane): string {
  const { t } = words
  switch (lane.role) {
    case 'agents':
      return t('lane.agents', { count: lane.members })
    case 'agent':
      return agentName(words, lane.id)
    default:
      return t(`lane.${lane.role}`)
  }
}

/** Behind the lane's name: which scheduler, which driver. */
export function laneDetail(lane: Lane): string {
  if (lane.role === 'scheduler') return frameworkName(lane.id)
  if (lane.role === 'driver') return frameworkName(lane.id.slice('driver:'.length))
  return ''
}

export function laneShort(words: Words, lane: Lane, scenario: Scenario): string {
  const { t } = words
  if (lane.role === 'agent') return agentShort(lane.id, scenario)
  if (lane.role === 'agents') return `+${lane.members}`
  const schedulers = scenario.frameworks.length
  if (lane.role === 'scheduler' && schedulers > 1) {
    const index = scenario.frameworks.findIndex(({ id }) => id === lane.id.split('~')[0])
    return `${t('laneShort.scheduler')}${index + 1}`
  }
  return t(`laneShort.${lane.role}`)
}

export function agentShort(agent: string | null, scenario: Scenario): string {
  if (agent === null) return '+'
  const digits = /(\d+)$/.exec(agent)
  if (digits) return `A${digits[1]}`
  return `A${scenario.agents.findIndex(({ id }) => id === agent) + 1}`
}

/** The last of a dotted path of states, in words. */
export function stateText(words: Words, path: string): string {
  const last = path.split('.').at(-1) ?? path
  const plain = last.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  // Marathon's instances are in the conditions that its API names.
  return words.maybe(`state.${last}`, {}, words.maybe(`condition.${last}`, {}, plain))
}

export function laneStateText(words: Words, { lane, state, alive, cpus }: LaneState): string {
  const { t, number } = words
  if (state === null) return t('state.notStarted')
  if (state === '' || alive === 0) return t('state.gone')
  if (cpus) return t('state.cpus', { used: number(cpus.used, 1), total: number(cpus.total, 1) })
  if (alive > 1 && lane.component === null) return t('state.alive', { count: alive })
  return stateText(words, state)
}

/** What the reader called a marker, or its number. */
export function markerName({ t }: Words, { name }: { readonly name: string }, n: number): string {
  return name.trim() === '' ? t('marker.default', { n: n + 1 }) : name
}
