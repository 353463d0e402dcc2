/**
 * Nobody is offered what it refused, as long as its filter is in force. Told from what the allocator heard and what it
 * granted, never from its own list of filters. Source: mesos-protocol.md 5.6.
 */
import { containsResources, resourcesOf, type Resources } from '#model/resources.ts'
import type { Grant } from '#model/trace/records.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { deliveredBody, nameAt, toAt, type Law } from './law.ts'

interface Refused {
  readonly framework: string
  readonly role: string
  readonly agent: string
  readonly resources: Resources
  readonly untilMs: number
}

interface Call {
  readonly frameworkId?: string
  readonly frameworkInfo?: { readonly name: string }
  readonly agent?: string
  readonly role?: string
  readonly roles?: readonly string[]
  readonly resources?: string
  readonly filters?: { readonly refuseSeconds?: number }
}

interface Heard {
  /** Framework id to name. */
  readonly names: Map<string, string>
  refused: Refused[]
}

const DEFAULT_REFUSE_SECONDS = 5

/** Calls that end all filters of their framework; UPDATE_FRAMEWORK may end some, none of the others is looked at then. */
const ENDS_FRAMEWORK: ReadonlySet<string> = new Set([
  'addFramework',
  'removeFramework',
  'deactivateFramework',
  'updateFramework',
])
const ENDS_AGENT: ReadonlySet<string> = new Set(['addSlave', 'removeSlave', 'updateSlave'])

/** Grants name frameworks, not ids: where a scheduler was admitted twice nobody can tell whose filter it is. */
function isOne(heard: Heard, framework: string): boolean {
  return [...heard.names.values()].filter((name) => name === framework).length === 1
}

function drop(heard: Heard, isDropped: (refused: Refused) => boolean): void {
  heard.refused = heard.refused.filter((refused) => !isDropped(refused))
}

function hear(heard: Heard, name: string, call: Call, at: number): void {
  const { frameworkId = '', frameworkInfo, agent, role, roles = [], resources, filters } = call
  if (frameworkInfo) heard.names.set(frameworkId, frameworkInfo.name)
  const framework = heard.names.get(frameworkId) ?? ''
  if (ENDS_FRAMEWORK.has(name)) drop(heard, (refused) => refused.framework === framework)
  if (ENDS_AGENT.has(name)) drop(heard, (refused) => refused.agent === agent)
  if (name === 'reviveOffers')
    drop(heard, (refused) => refused.framework === framework && (roles.length === 0 || roles.includes(refused.role)))
  if (name !== 'recoverResources' || !filters || agent === undefined || role === undefined || !resources) return
  const untilMs = at + Math.round((filters.refuseSeconds ?? DEFAULT_REFUSE_SECONDS) * 1000)
  if (untilMs > at && isOne(heard, framework))
    heard.refused.push({ framework, role, agent, resources: resourcesOf(resources), untilMs })
}

function againstFilter(heard: Heard, grants: readonly Grant[], at: number): string | null {
  drop(heard, ({ untilMs }) => untilMs <= at)
  for (const { framework, role, agent, resources } of grants) {
    const against = heard.refused.find(
      (refused) =>
        refused.framework === framework &&
        refused.role === role &&
        refused.agent === agent &&
        containsResources(refused.resources, resourcesOf(resources)),
    )
    if (against)
      return `${framework} is offered ${resources} of ${agent} at ${at} ms and refused it until ${against.untilMs} ms`
  }
  return null
}

function check(trace: TraceStore): string | null {
  let heard: Heard = { names: new Map(), refused: [] }
  for (let i = 0; i < trace.count; i += 1) {
    const type = trace.typeOf(i)
    if (type === 'delivered' && toAt(trace, i) === 'allocator') {
      hear(heard, nameAt(trace, i), deliveredBody(trace, i) as Call, trace.at[i] as number)
    } else if (type === 'state' && trace.text(trace.from[i] as number) === 'allocator' && toAt(trace, i) === '') {
      heard = { names: new Map(), refused: [] }
    } else if (type === 'allocation') {
      const { grants } = trace.body(i) as { grants: readonly Grant[] }
      const fault = againstFilter(heard, grants, trace.at[i] as number)
      if (fault !== null) return fault
    }
  }
  return null
}

export const FILTERS: Law = { name: 'nobody is offered what it refused', check }
