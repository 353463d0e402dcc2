/** What each agent has, and who uses how much of it at a record, in numbers ready to be drawn. */
import type { AgentAt, AppAt } from '#derive/seriesIndex.ts'
import { quantities, resourcesOf, subtractResources, type Resources } from '#model/resources.ts'

export const MEASURED = ['cpus', 'mem', 'gpus'] as const
export type Measured = (typeof MEASURED)[number]

export interface Part {
  readonly framework: string
  /** 0..1 of the agent's total. */
  readonly part: number
}

export interface Bar {
  readonly agent: string
  readonly active: boolean
  readonly resource: Measured
  /** In cpus, MB, gpus. */
  readonly total: number
  readonly usedSum: number
  readonly used: readonly Part[]
  readonly offered: readonly Part[]
  /** Reserved for a role, neither used nor offered: 0..1 of the total. */
  readonly reserved: number
  /** What is free on this agent is, by its amounts, too little for each app that waits: 0..1 of the total. */
  readonly stranded: number
}

/** Amounts that one instance of a waiting app needs, by resource: cpus, MB, gpus. */
export type Need = Readonly<Record<string, number>>

const NEEDED = ['cpus', 'mem', 'disk', 'gpus'] as const

/** What an instance of each app needs that has instances to launch. */
export function needsOf(apps: readonly AppAt[]): readonly Need[] {
  return apps.flatMap(({ point }) => {
    const app = point.app as Readonly<Record<string, unknown>> | undefined
    if (point.queued === 0 || !app) return []
    return [Object.fromEntries(NEEDED.map((name) => [name, Number(app[name] ?? 0)]))]
  })
}

function amount(text: string, name: string): number {
  return (quantities(resourcesOf(text)).get(name) ?? 0) / 1000
}

function parts(by: Readonly<Record<string, string>>, name: string, total: number): Part[] {
  return Object.entries(by).flatMap(([framework, text]) => {
    const part = amount(text, name) / total
    return part > 0 ? [{ framework, part: Math.min(1, part) }] : []
  })
}

function freeOf({ total, used, offered }: AgentAt['point']): Resources {
  const taken = [...Object.values(used), ...Object.values(offered)]
  return taken.reduce((rest, text) => subtractResources(rest, resourcesOf(text)), resourcesOf(total))
}

function isStranded(free: Resources, needs: readonly Need[]): boolean {
  const has = quantities(free)
  const fits = (need: Need): boolean =>
    Object.entries(need).every(([name, wanted]) => (has.get(name) ?? 0) / 1000 >= wanted)
  return needs.length > 0 && !needs.some(fits)
}

/** `needs`: what the apps need that wait. */
export function barsOf({ agent, active, point }: AgentAt, needs: readonly Need[] = []): readonly Bar[] {
  const free = freeOf(point)
  const held = quantities(free.filter(({ role }) => role !== '*'))
  const unusable = isStranded(free, needs)
  return MEASURED.flatMap((resource) => {
    const total = amount(point.total, resource)
    if (total <= 0) return []
    const used = parts(point.used, resource, total)
    const offered = parts(point.offered, resource, total)
    const usedSum = used.reduce((sum, { part }) => sum + part * total, 0)
    const reserved = (held.get(resource) ?? 0) / 1000 / total
    const rest = (quantities(free).get(resource) ?? 0) / 1000 / total
    const stranded = unusable ? Math.max(0, rest - reserved) : 0
    return [{ agent, active, resource, total, usedSum, used, offered, reserved, stranded }]
  })
}
