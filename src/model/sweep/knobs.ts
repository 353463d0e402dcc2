/**
 * What a sweep varies beside the seed. A knob is a value of the scenario and the bounds between which it is drawn, by the
 * seed and the knob's name alone: the same seed makes the same scenario on every machine, and a knob more moves no other.
 *
 * ```
 * knobs = knob { "," knob }     knob = name "=" number ".." number
 * name  = "latencyMs" | "losses" | "agents" | "refuseMs" [ "(" framework ")" ] | "instances(" app ")" | JSON pointer
 * ```
 */
import { err, ok, type Result } from '#base/result.ts'
import { makeRng, nextInt, type RngState } from '#base/rng.ts'
import { applyPatch } from '../patch.ts'
import type { Action, AgentDocument, FrameworkDocument, ScenarioDocument } from '../scenario/document.ts'
import type { SyntaxCode, SyntaxIssue } from './grammar.ts'

export interface Knob {
  /** As it is written: `latencyMs`, `refuseMs(marathon)`, `/agents/0/count`. */
  readonly name: string
  readonly from: number
  readonly to: number
}

export const MOST_KNOBS = 8
const DEFAULT_END_MS = 60_000
/** Of losses, agents and instances: more make runs that nobody waits for. */
const MOST = { latencyMs: 600_000, losses: 100, agents: 1000, refuseMs: 31_536_000_000, instances: 1000 } as const

const KNOB =
  /^\s*(\/[^=]*|[A-Za-z]+(?:\([^()]+\))?)\s*=\s*(-?\d{1,12}(?:\.\d{1,3})?)\s*\.\.\s*(-?\d{1,12}(?:\.\d{1,3})?)\s*$/

interface Name {
  readonly word: string
  readonly of: string | null
}

function nameOf(name: string): Name {
  const match = /^([A-Za-z]+)(?:\(([^()]+)\))?$/.exec(name)
  return match ? { word: match[1] as string, of: match[2]?.trim() ?? null } : { word: name, of: null }
}

function withRefuse(framework: FrameworkDocument, ms: number): FrameworkDocument {
  if (framework.kind === 'batch') return { ...framework, refuseMs: ms }
  if (framework.kind !== 'marathon') return framework
  return { ...framework, flags: { ...framework.flags, declineOfferDurationMs: ms } }
}

function refuses(framework: FrameworkDocument, of: string | null): boolean {
  return (framework.kind === 'batch' || framework.kind === 'marathon') && (of === null || framework.id === of)
}

/** The first so many agents; where there are fewer, more like the last. */
function withAgents(document: ScenarioDocument, wanted: number): ScenarioDocument {
  let left = wanted
  const agents: AgentDocument[] = []
  for (const agent of document.agents) {
    const taken = Math.min(agent.count ?? 1, left)
    left -= taken
    if (taken > 0) agents.push(agent.count === undefined ? agent : { ...agent, count: taken })
  }
  const last = document.agents.at(-1)
  if (left === 0 || !last) return { ...document, agents }
  if (last.count !== undefined) {
    const grown = { ...last, count: last.count + left }
    return { ...document, agents: [...agents.slice(0, -1), grown] }
  }
  const taken = new Set(agents.map(({ id }) => id))
  for (let n = agents.length + 1; left > 0; n += 1) {
    const id = `agent-${n}`
    if (taken.has(id)) continue
    agents.push({ ...last, id })
    left -= 1
  }
  return { ...document, agents }
}

function agentIds({ agents }: ScenarioDocument): readonly string[] {
  return agents.flatMap(({ id, count }) =>
    count === undefined ? [id] : Array.from({ length: count }, (_, k) => `${id}-${k + 1}`),
  )
}

/** Messages lost at drawn moments, on drawn links between the master and who speaks with it. */
function withLosses(document: ScenarioDocument, count: number, rng: RngState): ScenarioDocument {
  const peers = [...document.frameworks.map(({ id }) => `driver:${id}`), ...agentIds(document)]
  if (peers.length === 0) return document
  const end = document.untilMs ?? DEFAULT_END_MS
  const lost = Array.from({ length: count }, (): Action => {
    const peer = peers[nextInt(rng, 0, peers.length - 1)] as string
    const [from, to] = nextInt(rng, 0, 1) === 0 ? [peer, 'master'] : ['master', peer]
    return { atMs: nextInt(rng, 0, Math.max(0, end - 1)), do: 'loseNext', from, to }
  })
  return { ...document, actions: [...(document.actions ?? []), ...lost] }
}

function isSubmitOf(action: Action, app: string): boolean {
  if (action.do !== 'submitApp') return false
  const id = String(action.app['id'] ?? '')
  return id === app || `/${id}` === app
}

function withInstances(document: ScenarioDocument, app: string, instances: number): ScenarioDocument {
  const actions = (document.actions ?? []).map((action) =>
    action.do === 'submitApp' && isSubmitOf(action, app) ? { ...action, app: { ...action.app, instances } } : action,
  )
  return { ...document, actions }
}

function withLatency(document: ScenarioDocument, highest: number): ScenarioDocument {
  const now = document.network?.latencyMs ?? 1
  const lowest = typeof now === 'number' ? now : now[0]
  return { ...document, network: { ...document.network, latencyMs: [Math.min(lowest, highest), highest] } }
}

function withPointer(document: ScenarioDocument, path: string, value: number): Result<ScenarioDocument, string> {
  const replaced = applyPatch(document, [{ op: 'replace', path, value }])
  if (replaced.ok) return ok(replaced.value as ScenarioDocument)
  const added = applyPatch(document, [{ op: 'add', path, value }])
  return added.ok ? ok(added.value as ScenarioDocument) : err(added.error.message)
}

function turned(
  document: ScenarioDocument,
  knob: string,
  value: number,
  rng: RngState,
): Result<ScenarioDocument, string> {
  if (knob.startsWith('/')) return withPointer(document, knob, value)
  const { word, of } = nameOf(knob)
  switch (word) {
    case 'latencyMs':
      return ok(withLatency(document, value))
    case 'losses':
      return ok(withLosses(document, value, rng))
    case 'agents':
      return ok(withAgents(document, value))
    case 'refuseMs':
      return ok({
        ...document,
        frameworks: document.frameworks.map((one) => (refuses(one, of) ? withRefuse(one, value) : one)),
      })
    case 'instances':
      return ok(withInstances(document, of ?? '', value))
    default:
      return err(`there is no knob '${word}'`)
  }
}

function drawn({ from, to }: Knob, rng: RngState): number {
  if (Number.isInteger(from) && Number.isInteger(to)) return nextInt(rng, from, to)
  return nextInt(rng, Math.round(from * 1000), Math.round(to * 1000)) / 1000
}

/** The scenario under a seed, with each knob at the value that the seed draws for it. */
export function variantOf(document: ScenarioDocument, seed: number, knobs: readonly Knob[]): ScenarioDocument {
  let variant: ScenarioDocument = { ...document, seed }
  // Losses last: they are drawn among the agents that are then there.
  const ordered = [...knobs].sort((a, b) => Number(a.name === 'losses') - Number(b.name === 'losses'))
  for (const knob of ordered) {
    const rng = makeRng(seed, `knob ${knob.name}`)
    const next = turned(variant, knob.name, drawn(knob, rng), rng)
    if (next.ok) variant = next.value
  }
  return variant
}

function wordMistake(document: ScenarioDocument, { word, of }: Name): boolean {
  switch (word) {
    case 'latencyMs':
    case 'losses':
    case 'agents':
      return of !== null
    case 'refuseMs':
      return !document.frameworks.some((framework) => refuses(framework, of))
    case 'instances':
      return of === null || !(document.actions ?? []).some((action) => isSubmitOf(action, of))
    default:
      return true
  }
}

function issue(at: number, code: SyntaxCode, about: string, message: string): Result<never, SyntaxIssue> {
  return err({ at, code, about, message })
}

function readKnob(text: string, at: number, document: ScenarioDocument): Result<Knob, SyntaxIssue> {
  const place = at + text.length - text.trimStart().length
  const match = KNOB.exec(text)
  if (!match) return issue(place, 'knob', text.trim(), `'${text.trim()}' is not a knob: NAME=A..B is`)
  const [, written = '', low = '', high = ''] = match
  const name = written.trim()
  const knob: Knob = { name, from: Number(low), to: Number(high) }
  const called = nameOf(name)
  if (!name.startsWith('/') && wordMistake(document, called))
    return issue(place, 'knob', name, `this scenario has no knob '${name}'`)
  const most = Object.hasOwn(MOST, called.word) ? MOST[called.word as keyof typeof MOST] : Infinity
  const isWhole = Number.isInteger(knob.from) && Number.isInteger(knob.to)
  if (knob.from > knob.to || (most < Infinity && (knob.from < 0 || knob.to > most || !isWhole)))
    return issue(
      place,
      'range',
      name,
      most < Infinity ? `${name}: whole numbers from 0 to ${most}, upwards` : `${name}: upwards`,
    )
  const tried = turned(document, name, knob.from, makeRng(0, name))
  return tried.ok ? ok(knob) : issue(place, 'knob', name, `${name}: ${tried.error}`)
}

/** Reads knobs as the command takes them; an empty text is none. */
export function readKnobs(text: string, document: ScenarioDocument): Result<readonly Knob[], SyntaxIssue> {
  if (text.trim() === '') return ok([])
  if (text.length > 2000) return issue(2000, 'long', '2000', 'longer than 2000 characters')
  const knobs: Knob[] = []
  let at = 0
  for (const part of text.split(',')) {
    const knob = readKnob(part, at, document)
    if (!knob.ok) return knob
    if (knobs.some(({ name }) => name === knob.value.name))
      return issue(at, 'many', knob.value.name, `'${knob.value.name}' stands there twice`)
    knobs.push(knob.value)
    at += part.length + 1
  }
  return knobs.length > MOST_KNOBS ? issue(0, 'many', String(MOST_KNOBS), `at most ${MOST_KNOBS} knobs`) : ok(knobs)
}

/** As `readKnobs` reads them. */
export function printKnobs(knobs: readonly Knob[]): string {
  return knobs.map(({ name, from, to }) => `${name}=${from}..${to}`).join(',')
}

/** Knobs that this scenario has, by name, without those by pointer. */
export function knobNames(document: ScenarioDocument): readonly string[] {
  const refusing = document.frameworks.filter((framework) => refuses(framework, null)).map(({ id }) => id)
  const apps = (document.actions ?? []).flatMap((action) =>
    action.do === 'submitApp' ? [`instances(${String(action.app['id'])})`] : [],
  )
  return [
    'latencyMs',
    'losses',
    'agents',
    ...(refusing.length > 1 ? ['refuseMs'] : []),
    ...refusing.map((id) => `refuseMs(${id})`),
    ...new Set(apps),
  ]
}
