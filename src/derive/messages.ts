/** How a message looks and is called: from its catalogue entry, or from its name where the catalogue has none. */
import type { MessageEntry, MessageKind } from '#model/messages/catalogue.ts'
import { messageEntry } from '#model/messages/index.ts'
import type { TraceStore } from '#model/trace/store.ts'
import type { LaneBook } from './lanes.ts'
import type { Dialect } from './view.ts'

/** Head of an arrow. Kind is told by glyph and dash as well as by colour. Source: interaction.md 5.1. */
export type Glyph = 'open' | 'diamond' | 'hollowDiamond' | 'arrow' | 'slashed' | 'disc' | 'ring' | 'cross'

export interface MessageLook {
  readonly name: string
  readonly kind: MessageKind
  readonly glyph: Glyph
  /** Key of the figure's words, `message.<figure>` in the locales. */
  readonly figure: string
  readonly driver: string
  readonly http: string
  readonly entry: MessageEntry | undefined
}

const GLYPHS: Readonly<Record<MessageKind, Glyph>> = {
  control: 'open',
  offer: 'diamond',
  launch: 'arrow',
  decline: 'slashed',
  status: 'disc',
  fault: 'cross',
}

const ACKNOWLEDGEMENT = /acknowledge/i
const RESCINDED = /rescind/i

function glyphOf(kind: MessageKind, name: string): Glyph {
  if (kind === 'offer' && RESCINDED.test(name)) return 'hollowDiamond'
  if (kind === 'status' && ACKNOWLEDGEMENT.test(name)) return 'ring'
  return GLYPHS[kind]
}

function lookOf(name: string, entry: MessageEntry | undefined): MessageLook {
  const kind = entry?.kind ?? 'control'
  return {
    name,
    kind,
    glyph: glyphOf(kind, name),
    figure: entry?.figure ?? name,
    driver: entry?.driver ?? name,
    http: entry?.http ?? name,
    entry,
  }
}

/** Looks of the messages of one trace, remembered by name and both ends' roles. */
export class MessageLooks {
  private readonly known = new Map<string, MessageLook>()
  private readonly trace: TraceStore
  private readonly lanes: LaneBook

  constructor(trace: TraceStore, lanes: LaneBook) {
    this.trace = trace
    this.lanes = lanes
  }

  /** Look of a `sent`, `delivered` or `lost` record. */
  at(i: number): MessageLook {
    const { trace, lanes } = this
    const name = trace.text(trace.name[i] as number)
    const from = lanes.roleOfNumber(trace, trace.from[i] as number)
    const to = lanes.roleOfNumber(trace, trace.to[i] as number)
    const key = `${name}|${from}|${to}`
    const known = this.known.get(key)
    if (known) return known
    const look = lookOf(name, messageEntry(name, from, to))
    this.known.set(key, look)
    return look
  }
}

/** The text of a dialect that needs no translation, or the key of the figure's words. */
export function labelOf(look: MessageLook, dialect: Dialect): { readonly key: string } | { readonly text: string } {
  if (dialect === 'figure') return { key: look.figure }
  return { text: dialect === 'driver' ? look.driver : look.http }
}
