/** What a record says in one sentence. Messages have sentences of their own by name; all others say who sends what to whom. */
import type { Words } from '#content/locales/words.ts'
import type { MessageLook } from '#derive/messages.ts'
import type { TraceRecord } from '#model/trace/records.ts'
import { componentName, messageText, shortOffer, shortTask, stateText, agentName } from '../../widgets/names.ts'

type Body = Readonly<Record<string, unknown>>

function object(value: unknown): Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : {}
}

function items(value: unknown): readonly Body[] {
  return Array.isArray(value) ? value.map(object) : []
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** `cpus:1;mem:128;ports:[31000-31001]` as `1 cpu, 128 MB, ports 31000-31001`. */
export function amounts({ t, series }: Words, resources: string): string {
  const parts = resources
    .split(';')
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', value = ''] = part.replace(/\([^)]*\)|\{[^}]*\}|(?<!:)\[[^\]]*\](?=:)/g, '').split(/:(.*)/)
      if (name === 'cpus') return t('amount.cpus', { count: Number(value) })
      if (name === 'mem') return t('amount.mem', { n: Number(value) })
      if (name === 'disk') return t('amount.disk', { n: Number(value) })
      if (name === 'gpus') return t('amount.gpus', { count: Number(value) })
      if (name === 'ports')
        return t('amount.ports', { ranges: value.replace(/[[\]]/g, '').replace(/(\d+)-\1(?!\d)/g, '$1') })
      return part
    })
  return series(parts)
}

function offersWords(words: Words, offers: readonly Body[]): { what: string; agents: string } {
  const agents = [...new Set(offers.map((offer) => agentName(words, text(offer['hostname']) || text(offer['agent']))))]
  const first = offers[0]
  const what =
    offers.length === 1 && first
      ? amounts(words, text(first['resources']))
      : words.t('sentence.offers', { count: offers.length })
  return { what, agents: words.list(agents) }
}

/** More tasks than these are not named one by one. */
const MOST_NAMED = 4

/** The tasks of a launch, alone or as a group. */
function launchedWords(words: Words, body: Body): string {
  const groups = [body, ...items(body['operations'])]
  const tasks = groups.flatMap((group) => [
    ...items(group['tasks']),
    ...items(group['taskInfos']),
    ...items(object(group['taskGroup'])['tasks']),
  ])
  const names = tasks.map((task) => shortTask(text(task['taskId']))).filter(Boolean)
  return names.length <= MOST_NAMED ? words.list(names) : words.series([...names.slice(0, MOST_NAMED - 1), '…'])
}

/** What an ACCEPT without a launch reserves or gives back: its first operation on amounts. */
function convertedOf(body: unknown): { readonly type: string; readonly resources: string } | null {
  const operations = items(object(body)['operations'])
  const found = operations.find(({ type }) => type === 'RESERVE' || type === 'UNRESERVE')
  return found ? { type: text(found['type']), resources: text(found['resources']) } : null
}

/** What a client asks for over HTTP: an app by its id, a process by its name. */
function askedFor(document: unknown): string {
  const asked = object(document)
  return text(asked['id']) || text(object(asked['metadata'])['name'])
}

/** What sentences may name of a body: the first task, the offers, the state, the time of a filter. */
export function placesOf(words: Words, body: unknown): Readonly<Record<string, string | number>> {
  const b = object(body)
  const offers = offersWords(words, items(b['offers']))
  const task = object(b['task'])
  const status = object(b['status'] ?? object(b['update'])['status'])
  const filters = object(b['filters'])
  const offerIds = [text(b['offerId']), ...(Array.isArray(b['offerIds']) ? b['offerIds'].map(text) : [])].filter(
    Boolean,
  )
  const taskId = text(task['taskId']) || text(status['taskId']) || text(b['taskId'])
  const state = text(status['state']) || text(b['taskStatus'])
  const refuse = filters['refuseSeconds']
  return {
    what: offers.what,
    agents: offers.agents,
    offers: words.list(offerIds.map(shortOffer)),
    task: taskId === '' ? launchedWords(words, b) : shortTask(taskId),
    state: words.maybe(`task.${state}`, {}, state),
    refuse: typeof refuse === 'number' ? words.duration(refuse * 1000) : words.duration(5000),
    app: text(b['id']) || text(b['appId']) || askedFor(b['body']),
    trigger: text(b['trigger']),
  }
}

interface Told {
  readonly words: Words
  /** The component that stands for another where its lane is folded: the scheduler for its driver. */
  readonly standsFor?: (id: string) => string
  readonly record: TraceRecord
  /** Of a message. */
  readonly look: MessageLook | null
  /** Body of the message, also where the record is its arrival. */
  readonly body: unknown
  /** Why the message was lost; null where it was not. */
  readonly lost?: string | null
}

function messageSentence({ words, record, look, body, standsFor = same, lost = null }: Told): string {
  if (record.type !== 'sent' && record.type !== 'delivered' && record.type !== 'lost') return ''
  const from = componentName(words, standsFor(record.from))
  const to = componentName(words, standsFor(record.to))
  const message = look ? messageText(words, look, 'figure') : record.name
  const places = placesOf(words, body)
  const params = { ...places, from, to, message, name: record.name }
  if (lost !== null) return words.t('sentence.lost', { from, to, message, why: lostWhy(words, lost) })
  const plain = words.t('sentence.message', { from, to, message })
  const fallback = words.maybe(`sentence.${record.name}`, params, plain)
  const figure = look?.figure ?? record.name
  // An ACCEPT may reserve and launch nothing.
  if (figure === 'acceptOffer' && places['task'] === '') {
    const converted = convertedOf(body)
    if (!converted) return fallback
    return words.maybe(`sentence.${converted.type}`, { ...params, what: amounts(words, converted.resources) }, fallback)
  }
  return words.maybe(`sentence.${figure}`, params, fallback)
}

function same(id: string): string {
  return id
}

function lostWhy({ maybe }: Words, why: string): string {
  return maybe(`lost.${why}`, {}, why)
}

export function sentenceOf(told: Told): string {
  const { words, record } = told
  const { t } = words
  switch (record.type) {
    case 'sent':
    case 'delivered':
    case 'lost':
      return messageSentence(told)
    case 'state':
      return record.to === ''
        ? t('sentence.ended', { of: componentName(words, record.of) })
        : t('sentence.state', { of: componentName(words, record.of), state: stateText(words, record.to) })
    case 'allocation': {
      const { run, grants, refusals, refusalsOmitted, trigger } = record
      const params = { run, grants: grants.length, refusals: refusals.length + refusalsOmitted }
      return t('sentence.allocation', { ...params, trigger: words.maybe(`trigger.${trigger}`, {}, trigger) })
    }
    case 'exited':
      return t('sentence.exited', { of: componentName(words, record.of), peer: componentName(words, record.peer) })
    case 'timer':
      return t(`sentence.timer.${record.what}`, {
        of: componentName(words, record.of),
        timer: words.maybe(`timer.${record.name}`, {}, record.name),
        due: record.dueAt === null ? '' : words.seconds(record.dueAt),
      })
    case 'task':
      return t('sentence.task', {
        who: words.t(`seenBy.${record.seenBy}`),
        task: shortTask(record.task),
        state: words.maybe(`task.${record.state}`, {}, record.state),
      })
    case 'action':
      return t('sentence.action', { what: words.maybe(`do.${record.do}`, {}, record.do) })
    case 'broken':
      return t('sentence.broken', { invariant: record.invariant, detail: record.detail })
    case 'halted':
      return t(`sentence.halted.${record.why}`)
  }
}

/** A record's title: the message's words, or what kind of thing it is. */
export function titleOf({ words, record, look }: Told): string {
  if (look) return messageText(words, look, 'figure')
  if (record.type === 'task') return words.maybe(`task.${record.state}`, {}, record.state)
  if (record.type === 'action') return words.maybe(`do.${record.do}`, {}, record.do)
  return words.t(`record.${record.type}`)
}
