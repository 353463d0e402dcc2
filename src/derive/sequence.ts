/** The messages of a run as a plain list, for the formats of other tools. */
import type { Depth } from '#model/trace/records.ts'
import { NO_STRING, type TraceStore } from '#model/trace/store.ts'

export interface SequenceOptions {
  readonly depth: Depth
  /** Words on the arrows; the name on the wire where it has none. */
  readonly label?: (name: string, step: number) => string
  /** Ordinals from, to, both included; the whole run where left out. */
  readonly between?: readonly [number, number]
}

export interface SequenceMessage {
  readonly i: number
  readonly at: number
  readonly from: string
  readonly to: string
  readonly label: string
  readonly lost: boolean
}

/** In order of sending; participants in order of appearance. */
export function sequence(
  trace: TraceStore,
  { depth, label, between = [0, trace.count - 1] }: SequenceOptions,
): { readonly participants: readonly string[]; readonly messages: readonly SequenceMessage[] } {
  const participants = new Set<string>()
  const messages: SequenceMessage[] = []
  for (let i = Math.max(0, between[0]); i <= Math.min(between[1], trace.count - 1); i += 1) {
    if (trace.typeOf(i) !== 'sent' || trace.depthOf(i) > depth) continue
    const from = trace.text(trace.from[i] as number)
    const to = trace.text(trace.to[i] as number)
    const name = trace.text(trace.name[i] as number)
    const step = trace.stepOf(i)
    const fate = trace.fate[i] as number
    const lost = fate !== NO_STRING && trace.typeOf(fate) === 'lost'
    participants.add(from).add(to)
    const words = label?.(name, step) ?? name
    messages.push({ i, at: trace.at[i] as number, from, to, label: step > 0 ? `${step} ${words}` : words, lost })
  }
  return { participants: [...participants], messages }
}
