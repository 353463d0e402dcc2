/** What each agent has, and who uses how much of it at a record, in numbers ready to be drawn. */
import type { AgentAt } from '#derive/seriesIndex.ts'
import { quantities, resourcesOf } from '#model/resources.ts'

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

export function barsOf({ agent, active, point }: AgentAt): readonly Bar[] {
  return MEASURED.flatMap((resource) => {
    const total = amount(point.total, resource)
    if (total <= 0) return []
    const used = parts(point.used, resource, total)
    const offered = parts(point.offered, resource, total)
    const usedSum = used.reduce((sum, { part }) => sum + part * total, 0)
    return [{ agent, active, resource, total, usedSum, used, offered }]
  })
}
