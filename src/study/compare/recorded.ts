/**
 * A recording of a real cluster as a tale. Its form is that of conformance/mesos-traces/README.md: JSON lines, `kind`
 * `meta`, `msg`, `http_call`, `http_event`, `link_broken`, `callback`, `log`, `mark`.
 */
import { err, ok, type Result } from '#base/result.ts'
import { formatResources, parseResources } from '#model/resources.ts'
import { anItem, errorKind, isAcknowledgement, type Actor, type Item, type Tale, type ToldOffer } from './tale.ts'

type Line = Readonly<Record<string, unknown>>

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function list(value: unknown): readonly Line[] {
  return Array.isArray(value) ? (value as readonly Line[]) : []
}

function number(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}

/** The same resources in one spelling; what cannot be read stays as it is. */
function canonical(resources: unknown): string | null {
  if (typeof resources !== 'string') return null
  const parsed = parseResources(resources)
  return parsed.ok ? formatResources(parsed.value) : resources
}

/** `master.observer`, `fw:NAME`, `executor(ID)`, `agent1`; null: somebody who is no part of the cluster. */
function actorOf(label: unknown, other: unknown): Actor | null {
  if (typeof label !== 'string') return null
  if (label === 'master') return { role: 'master', id: 'master' }
  if (label === 'master.observer') return { role: 'observer', id: typeof other === 'string' ? other : '' }
  if (label.startsWith('fw:')) return { role: 'framework', id: label.slice('fw:'.length) }
  const executor = /^executor\((.*)\)$/.exec(label)
  if (executor) return { role: 'executor', id: executor[1] ?? '' }
  return label.startsWith('agent') ? { role: 'agent', id: label } : null
}

/** The verb of a call, the type of an event, or the message's own name without its package. */
function nameOf(line: Line): string | null {
  const said = text(line['call']) ?? text(line['event']) ?? text(line['type']) ?? text(line['msg'])
  return said && said.slice(said.lastIndexOf('.') + 1)
}

/** Over HTTP only what a scheduler or an executor says and hears; operators' requests are the scenario's actions. */
function isOfCluster(line: Line): boolean {
  if (line['kind'] === 'http_event') return true
  const path = text(line['msg']) ?? text(line['path']) ?? ''
  return !path.includes('/') || path.includes('/scheduler') || path.includes('/executor')
}

interface Labels {
  /** Framework ids by label of the process. */
  readonly frameworks: ReadonlyMap<string, string>
  /** Agents' labels by agent id, as last registered before or at the line. */
  readonly agents: ReadonlyMap<string, string>
  /** State of the update by its uuid. */
  readonly states: ReadonlyMap<string, string>
}

function labelsOf(lines: readonly Line[]): Labels {
  const frameworks = new Map<string, string>()
  const agents = new Map<string, string>()
  const states = new Map<string, string>()
  for (const line of lines) {
    const [from, to] = [actorOf(line['from'], line['to']), actorOf(line['to'], line['from'])]
    const id = text(line['framework'])
    for (const actor of [from, to]) if (id !== null && actor?.role === 'framework') frameworks.set(actor.id, id)
    const agent = text(line['agent'])
    const name = nameOf(line)
    if (
      agent !== null &&
      to?.role === 'agent' &&
      (name === 'SlaveRegisteredMessage' || name === 'SlaveReregisteredMessage')
    )
      agents.set(agent, to.id)
    const [uuid, state] = [text(line['uuid']), text(line['state'])]
    if (uuid !== null && state !== null) states.set(uuid, state)
  }
  return { frameworks, agents, states }
}

function offersOf(line: Line, { agents }: Labels): readonly ToldOffer[] {
  return list(line['offers']).flatMap((offer) => {
    const id = text(offer['offer'])
    const agent = text(offer['agent']) ?? ''
    if (id === null) return []
    const role = text(offer['role']) ?? '*'
    return [{ id, role, resources: canonical(offer['resources']) ?? '', agent: agents.get(agent) ?? agent }]
  })
}

function offerIdsOf(line: Line): readonly string[] {
  const { offers } = line
  const named = Array.isArray(offers) ? offers.filter((offer): offer is string => typeof offer === 'string') : []
  const one = text(line['offer'])
  return one === null ? named : [...named, one]
}

function launchesOf(line: Line): Item['launches'] {
  return list(line['operations']).flatMap((operation) =>
    list(operation['tasks']).map((task) => ({
      task: text(task['task']) ?? '',
      resources: canonical(task['resources']) ?? '',
    })),
  )
}

function detailOf(line: Line, name: string): string {
  switch (name) {
    case 'PingSlaveMessage':
      return `connected ${String(line['connected'])}`
    case 'SlaveRegisteredMessage':
    case 'SlaveReregisteredMessage':
      return `ping timeout ${String(line['total_ping_timeout_s'])} s`
    case 'SUBSCRIBE':
      return Array.isArray(line['roles']) ? `roles ${[...(line['roles'] as string[])].sort().join(',')}` : ''
    case 'ReregisterSlaveMessage':
      return `tasks ${list(line['tasks'])
        .map((task) => String(task['state']))
        .sort()
        .join(',')}`
    case 'FrameworkErrorMessage':
    case 'ERROR':
      return errorKind(text(line['message']) ?? '')
    default:
      return ''
  }
}

/** The executor that a line is about: named, or the process at one of its ends. */
function executorOf(line: Line, from: Actor, to: Actor): string | null {
  const { executor } = line
  if (typeof executor === 'string' && !['RunTaskMessage', 'LAUNCH'].includes(nameOf(line) ?? '')) return executor
  return [from, to].find(({ role }) => role === 'executor')?.id ?? null
}

function itemOf(line: Line, n: number, labels: Labels): Item | null {
  const from = actorOf(line['from'] ?? (line['kind'] === 'http_event' ? 'master' : null), line['to'])
  const to = actorOf(line['to'] ?? line['at'], line['from'])
  const name = nameOf(line)
  const at = number(line['t'])
  if (!from || !to || at === null || name === null) return null
  const isMessage = line['kind'] === 'msg'
  const label = [from, to].find(({ role }) => role === 'framework')?.id
  const agent = text(line['agent'])
  const uuid = text(line['uuid'])
  const refuse = number(line['refuse_s'])
  return anItem({
    n,
    kind: 'message',
    at,
    receivedAt: isMessage ? number(line['recv_t']) : at,
    from,
    to,
    name,
    framework: text(line['framework']) ?? (label === undefined ? null : (labels.frameworks.get(label) ?? label)),
    task: text(line['task']),
    executor: executorOf(line, from, to),
    agent: agent === null ? null : (labels.agents.get(agent) ?? agent),
    state: text(line['state']),
    reason: text(line['reason']),
    source: text(line['source']),
    acknowledges: uuid !== null && isAcknowledgement({ name }) ? (labels.states.get(uuid) ?? null) : null,
    latestState: text(line['latest_state']),
    offers: offersOf(line, labels),
    offerIds: offerIdsOf(line),
    refuseMs: refuse === null ? null : refuse * 1000,
    launches: launchesOf(line),
    resources: canonical(line['resources']),
    detail: detailOf(line, name),
  })
}

function brokenOf(line: Line, n: number): Item | null {
  const [from, to] = [actorOf(line['from'], line['to']), actorOf(line['to'], line['from'])]
  const at = number(line['t'])
  if (!from || !to || at === null) return null
  return anItem({ n, kind: 'broken', at, receivedAt: at, from, to, name: 'link broken' })
}

/** Who says SUBSCRIBE without an id is told by the answer: the next SUBSCRIBED goes to it. */
function subscriber(lines: readonly Line[], at: number): string | undefined {
  const answer = lines.slice(at).find((line) => nameOf(line) === 'SUBSCRIBED' && actorOf(line['to'], null) !== null)
  return answer && actorOf(answer['to'], null)?.id
}

/** HTTP clients are told apart by the framework or the executor that they speak for. */
function withLabel(lines: readonly Line[], at: number, { frameworks }: Labels): Line {
  const line = lines[at] as Line
  if (line['kind'] !== 'http_call' || actorOf(line['from'], null) !== null) return line
  if (actorOf(line['to'], null)?.role === 'agent') {
    const executor = text(line['executor']) ?? text(line['task'])
    return executor === null ? line : { ...line, from: `executor(${executor})` }
  }
  const id = text(line['framework'])
  const known = [...frameworks].find(([, other]) => other === id)?.[0]
  const name = text(line['fw_name'])
  const label = known ?? (name !== null && frameworks.has(name) ? name : (subscriber(lines, at) ?? name))
  return label === null ? line : { ...line, from: `fw:${label}` }
}

function readLines(source: string): Result<readonly Line[], string> {
  const lines: Line[] = []
  for (const [at, row] of source.split('\n').entries()) {
    if (row.trim() === '') continue
    try {
      const line: unknown = JSON.parse(row)
      if (typeof line !== 'object' || line === null || Array.isArray(line)) throw new Error('no object')
      lines.push(line as Line)
    } catch {
      return err(`the recording's line ${at + 1} is no JSON object`)
    }
  }
  const back = lines.findIndex((line, at) => (number(line['t']) ?? 0) < (number(lines[at - 1]?.['t']) ?? 0))
  if (back > 0) return err(`the recording's line ${back + 1} is earlier than the line before it`)
  return lines.length === 0 ? err('the recording is empty') : ok(lines)
}

/** What the test did when the story was over. */
function isCleanup(line: Line): boolean {
  return line['kind'] === 'mark' && (text(line['text']) ?? '').startsWith('cleanup')
}

/** Reads a recording. The story ends where the test begins to clean up, or with the last line. */
export function recordedTale(source: string): Result<Tale, string> {
  const read = readLines(source)
  if (!read.ok) return read
  const known = labelsOf(read.value)
  const all = read.value.map((_, at) => withLabel(read.value, at, known))
  const labels = labelsOf(all)
  const cleanup = all.findIndex(isCleanup)
  const lines = cleanup < 0 ? all : all.slice(0, cleanup)
  const last = number((cleanup < 0 ? all.at(-1) : all[cleanup])?.['t']) ?? 0
  const items = lines.flatMap((line, n): readonly Item[] => {
    const { kind } = line
    const isTold = kind === 'msg' || ((kind === 'http_call' || kind === 'http_event') && isOfCluster(line))
    const item = isTold ? itemOf(line, n, labels) : kind === 'link_broken' ? brokenOf(line, n) : null
    return item ? [item] : []
  })
  if (items.length === 0) return err('the recording tells of no message')
  return ok({ items, endMs: last })
}
