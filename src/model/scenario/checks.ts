/**
 * What one entry must know of another: ids that are used twice, names of agents and frameworks that are not there,
 * kinds that do not fit, bounds on sums. Reads the user's own values, so that one mistake does not cause a second issue.
 */
import { isPlainObject as isObject } from '#base/json.ts'
import { KINDS_OF } from './action.ts'
import { MAX_AGENTS, unfoldedIds } from './agent.ts'
import type { ActionName } from './document.ts'
import { FRAMEWORK } from './framework.ts'
import { OWN_IDS } from './leaves.ts'
import { type Issues, below } from './read.ts'

type Plain = Readonly<Record<string, unknown>>

interface Known {
  /** Virtual ms from which on an agent's id is there. */
  readonly agents: Map<string, number>
  /** Kind of a framework, or null where the document does not say it. */
  readonly frameworks: Map<string, string | null>
  /** False where an id could not be read: then who is unknown cannot be told. */
  readonly allAgents: boolean
  readonly allFrameworks: boolean
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function textOf(entry: unknown, key: string): string | undefined {
  const value = isObject(entry) && Object.hasOwn(entry, key) ? entry[key] : undefined
  return typeof value === 'string' ? value : undefined
}

function timeOf(entry: unknown, key: string): number {
  const value = isObject(entry) ? entry[key] : undefined
  return typeof value === 'number' ? value : 0
}

/** Null where the kind is absent or mistaken, which is an issue of its own. */
function kindOf(entry: unknown): string | null {
  const kind = textOf(entry, 'kind')
  return kind !== undefined && Object.hasOwn(FRAMEWORK.of, kind) ? kind : null
}

/** An entry of `agents`, or the agent of an `addAgent`, with its place. */
interface AgentEntry {
  readonly entry: unknown
  readonly path: string
  readonly fromMs: number
}

function agentEntries(document: Plain): readonly AgentEntry[] {
  const own = listOf(document['agents']).map((entry, i) => ({ entry, path: `/agents/${i}`, fromMs: 0 }))
  const added = listOf(document['actions']).flatMap((action, i) =>
    textOf(action, 'do') === 'addAgent'
      ? [{ entry: (action as Plain)['agent'], path: `/actions/${i}/agent`, fromMs: timeOf(action, 'atMs') }]
      : [],
  )
  return [...own, ...added]
}

function countOf(entry: unknown): number | undefined {
  const count = isObject(entry) ? entry['count'] : undefined
  return typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= MAX_AGENTS ? count : undefined
}

function knownIds(document: Plain, issues: Issues): Known {
  const owners = new Map<string, string>()
  const claim = (id: string, path: string): void => {
    const owner = owners.get(id)
    if (owner === undefined) owners.set(id, path)
    else issues.push({ path: `${path}/id`, message: `the id "${id}" is taken by ${owner}` })
  }
  const agents = new Map<string, number>()
  let allAgents = true
  let total = 0
  for (const { entry, path, fromMs } of agentEntries(document)) {
    const id = textOf(entry, 'id')
    allAgents &&= id !== undefined
    const before = total
    total += countOf(entry) ?? 1
    if (before <= MAX_AGENTS && total > MAX_AGENTS) {
      issues.push({ path, message: `with this entry there are ${total} agents; at most ${MAX_AGENTS} are allowed` })
    }
    if (id === undefined || total > MAX_AGENTS) continue
    const ids = unfoldedIds(id, countOf(entry))
    const taken = ids.find((one) => owners.has(one))
    if (taken !== undefined) claim(taken, path)
    for (const one of ids) {
      if (!owners.has(one)) owners.set(one, path)
      if (!agents.has(one)) agents.set(one, fromMs)
    }
  }
  const frameworks = new Map<string, string | null>()
  const entries = listOf(document['frameworks'])
  entries.forEach((entry, i) => {
    const id = textOf(entry, 'id')
    if (id === undefined) return
    claim(id, `/frameworks/${i}`)
    if (!frameworks.has(id)) frameworks.set(id, kindOf(entry))
  })
  const allFrameworks = entries.every((entry) => textOf(entry, 'id') !== undefined)
  return { agents, frameworks, allAgents: allAgents && total <= MAX_AGENTS, allFrameworks }
}

function agentIssue(id: string, atMs: number, known: Known): string | null {
  const from = known.agents.get(id)
  if (from === undefined) return known.allAgents ? `there is no agent "${id}"` : null
  return from <= atMs ? null : `agent "${id}" is added only at ${from} ms`
}

function frameworkIssue(id: string, known: Known): string | null {
  return known.frameworks.has(id) || !known.allFrameworks ? null : `there is no framework "${id}"`
}

/** What is wrong with the id of a component, or null. Tasks, executors and processes may come later. */
function componentIssue(id: string, known: Known): string | null {
  const plain = id.replace(/~\d+$/, '')
  if (OWN_IDS.includes(plain)) return null
  const colon = plain.indexOf(':')
  const prefix = plain.slice(0, Math.max(0, colon))
  const rest = plain.slice(colon + 1)
  switch (prefix) {
    case 'driver':
      return frameworkIssue(rest, known)
    case 'observer':
    case 'updates':
    case 'daemon':
      return agentIssue(rest, Infinity, known)
    case 'executor':
    case 'execdriver': {
      const at = rest.lastIndexOf('@')
      return at < 1 ? `expected ${prefix}:ID@AGENT` : agentIssue(rest.slice(at + 1), Infinity, known)
    }
    case 'task':
    case 'process':
      return rest === '' ? `expected ${prefix}:ID` : null
    default:
      if (colon >= 0) return `there is no kind of component "${prefix}"`
      if (known.agents.has(plain) || known.frameworks.has(plain) || !known.allAgents || !known.allFrameworks)
        return null
      return `there is no component "${id}"`
  }
}

function checkBetween(value: unknown, path: string, known: Known, issues: Issues): void {
  const ends = listOf(value)
  if (ends.length !== 2) return
  ends.forEach((end, i) => {
    const message = typeof end === 'string' && end !== '' ? componentIssue(end, known) : null
    if (message !== null) issues.push({ path: below(path, i), message })
  })
  if (typeof ends[0] === 'string' && ends[0] !== '' && ends[0] === ends[1])
    issues.push({ path, message: 'a link has two different ends' })
}

function checkFramework(action: Plain, name: string, path: string, known: Known, issues: Issues): void {
  const id = textOf(action, 'framework')
  if (id === undefined || id === '') return
  const missing = frameworkIssue(id, known)
  const kind = known.frameworks.get(id)
  const kinds = KINDS_OF[name as ActionName]
  if (missing !== null) issues.push({ path: `${path}/framework`, message: missing })
  else if (kind && kinds && !kinds.some((one) => one === kind)) {
    const message = `${name} is for ${kinds.join(', ')}; "${id}" is of kind ${kind}`
    issues.push({ path: `${path}/framework`, message })
  }
}

function checkAction(action: unknown, path: string, known: Known, issues: Issues): void {
  const name = textOf(action, 'do')
  if (name === undefined || !isObject(action)) return
  const atMs = timeOf(action, 'atMs')
  checkFramework(action, name, path, known, issues)
  checkBetween(action['between'], `${path}/between`, known, issues)
  const agent = textOf(action, 'agent')
  const missing = agent ? agentIssue(agent, atMs, known) : null
  if (missing !== null) issues.push({ path: `${path}/agent`, message: missing })
  if (name === 'crashExecutor') {
    const on = /^[^@]+@([^@]+)$/.exec(textOf(action, 'executor') ?? '')?.[1]
    const message = on === undefined ? null : agentIssue(on, atMs, known)
    if (message !== null) issues.push({ path: `${path}/executor`, message })
  }
  for (const key of ['from', 'to']) {
    const id = textOf(action, key)
    const message = id ? componentIssue(id, known) : null
    if (message !== null) issues.push({ path: below(path, key), message })
  }
}

/** All issues between entries of a document, whose entries by themselves were read before. */
export function crossChecks(document: Plain, issues: Issues): void {
  const known = knownIds(document, issues)
  const network = document['network']
  const links = isObject(network) ? listOf(network['links']) : []
  links.forEach((link, i) => {
    if (isObject(link)) checkBetween(link['between'], `/network/links/${i}/between`, known, issues)
  })
  listOf(document['actions']).forEach((action, i) => checkAction(action, `/actions/${i}`, known, issues))
}
