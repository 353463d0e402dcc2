/** Entries of the catalogue, written a line each. */
import type { Role } from '../roles.ts'
import type { Depth } from '../trace/records.ts'
import type { MessageEntry, MessageKind } from './catalogue.ts'

/** Where a dialect has another word than the name on the wire, and what else an entry may say. */
export interface Words {
  readonly figure?: string
  readonly driver?: string
  readonly http?: string
  readonly step?: number | 'offer'
  readonly simplified?: string
}

export type Line = readonly [name: string, kind: MessageKind, depth: Depth, source: string, words?: Words]

export function lines(from: Role, to: Role, all: readonly Line[]): readonly MessageEntry[] {
  return all.map(([name, kind, depth, source, words = {}]) => {
    const { figure = name, driver = name, http = name, step, simplified } = words
    const receipt = simplified === undefined ? { source } : { source, simplified }
    return { name, from, to, figure, driver, http, kind, depth, ...(step === undefined ? {} : { step }), receipt }
  })
}
