/** What a reader types to find messages: words, and filters as `kind:decline lane:master app:/web refuseSeconds=5 is:unanswered`. */
import { MESSAGE_KINDS, type MessageKind } from '#model/messages/catalogue.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { lostAcknowledgements, unansweredOffers, type Query } from './select.ts'

/** Shapes of what goes wrong. */
export const PRESETS = ['unanswered', 'lostAck'] as const
export type Preset = (typeof PRESETS)[number]

export interface Typed {
  /** All of them, in lower case. */
  readonly words: readonly string[]
  readonly query: Query
  readonly presets: readonly Preset[]
}

/** What is no filter is a word: nothing that is typed is an error. */
export function typedQuery(text: string): Typed {
  const words: string[] = []
  const kinds: MessageKind[] = []
  const lanes: string[] = []
  const presets: Preset[] = []
  const more: { app?: string; field?: string } = {}
  for (const part of text.split(/\s+/).filter(Boolean)) {
    const [, filter = '', value = ''] = /^(kind|lane|app|is):(.+)$/i.exec(part) ?? []
    const kind = MESSAGE_KINDS.find((name) => name === value.toLowerCase())
    const preset = PRESETS.find((name) => name.toLowerCase() === value.toLowerCase())
    const key = filter.toLowerCase()
    if (key === 'kind' && kind) kinds.push(kind)
    else if (key === 'is' && preset) presets.push(preset)
    else if (key === 'lane') lanes.push(value)
    else if (key === 'app') more.app = value
    else if (/^[A-Za-z][\w.]*=./.test(part)) more.field = part
    else words.push(part.toLowerCase())
  }
  const query: Query = {
    ...(kinds.length > 0 ? { kinds } : {}),
    ...(lanes.length > 0 ? { lanes } : {}),
    ...more,
  }
  return { words, query, presets }
}

/** Ordinals of `sent` records; unanswered are those at the cursor, lost those of all that is computed. */
export function presetRecords(trace: TraceStore, preset: Preset, ordinal: number): readonly number[] {
  return preset === 'unanswered' ? unansweredOffers(trace, ordinal) : lostAcknowledgements(trace, trace.count - 1)
}

/** Text with a filter more, or without it where it was there. */
export function toggledFilter(text: string, filter: string): string {
  const parts = text.split(/\s+/).filter(Boolean)
  const kept = parts.filter((part) => part !== filter)
  return (kept.length < parts.length ? kept : [...kept, filter]).join(' ')
}
