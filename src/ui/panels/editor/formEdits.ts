/** What the form changes in a document: pure, keys that the form does not know are kept. */
import type { FrameworkDocument, ScenarioDocument } from '#model/scenario/document.ts'

function replaced<T>(list: readonly T[], n: number, entry: T): readonly T[] {
  return list.map((one, i) => (i === n ? entry : one))
}

type Change = Readonly<Record<string, unknown>>

/** With the changes; a key that becomes undefined is left out. */
function changed<T extends object>(entry: T, change: Change): T {
  const all = Object.entries({ ...entry, ...change }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(all) as T
}

export function withAgent(document: ScenarioDocument, n: number, change: Change): ScenarioDocument {
  const agent = document.agents[n]
  return agent ? { ...document, agents: replaced(document.agents, n, changed(agent, change)) } : document
}

/** A name that nobody has: `agent-4`. */
export function freeId(taken: readonly string[], word: string): string {
  let n = taken.length + 1
  while (taken.includes(`${word}-${n}`)) n += 1
  return `${word}-${n}`
}

/** One more agent, as large as the last. */
export function withNewAgent(document: ScenarioDocument): ScenarioDocument {
  const { count: _count, ...last } = document.agents.at(-1) ?? { id: '' }
  const id = freeId(
    document.agents.map((agent) => agent.id),
    'agent',
  )
  return { ...document, agents: [...document.agents, { ...last, id }] }
}

export function withoutAgent(document: ScenarioDocument, n: number): ScenarioDocument {
  return { ...document, agents: document.agents.filter((_, i) => i !== n) }
}

export function withFramework(document: ScenarioDocument, n: number, change: Change): ScenarioDocument {
  const framework = document.frameworks[n]
  if (!framework) return document
  return {
    ...document,
    frameworks: replaced(document.frameworks, n, changed(framework, change)),
  }
}

/** Another kind has other keys: only what all kinds have is kept. */
export function withKind(document: ScenarioDocument, n: number, kind: FrameworkDocument['kind']): ScenarioDocument {
  const framework = document.frameworks[n]
  if (!framework) return document
  const { id, role } = framework
  const next = { id, kind, ...(role === undefined ? {} : { role }) } as FrameworkDocument
  return { ...document, frameworks: replaced(document.frameworks, n, next) }
}

export function withNewFramework(document: ScenarioDocument): ScenarioDocument {
  const id = freeId(
    document.frameworks.map((framework) => framework.id),
    'batch',
  )
  return { ...document, frameworks: [...document.frameworks, { id, kind: 'batch' }] }
}

export function withoutFramework(document: ScenarioDocument, n: number): ScenarioDocument {
  return { ...document, frameworks: document.frameworks.filter((_, i) => i !== n) }
}

export function withLatency(document: ScenarioDocument, latencyMs: readonly [number, number]): ScenarioDocument {
  return { ...document, network: { ...document.network, latencyMs } }
}
