/** A run as a Mermaid sequence diagram: what is copied into documents and tickets. */
import type { TraceStore } from '#model/trace/store.ts'
import { sequence, type SequenceOptions } from './sequence.ts'

/** Lanes of the depth as participants; each message with its ordinal and the virtual ms of its sending. Ends its last line. */
export function mermaid(trace: TraceStore, options: SequenceOptions): string {
  const { lanes, messages, idOf, nameOf } = sequence(trace, options)
  const lines = ['sequenceDiagram']
  // Mermaid's own words in an id are harmless behind a prefix.
  for (const lane of lanes) lines.push(`  participant ${idOf(lane)} as ${escaped(nameOf(lane))}`)
  for (const { ordinal, at, from, to, label, isLost } of messages) {
    lines.push(`  ${idOf(from)}${isLost ? '-x' : '->>'}${idOf(to)}: [${ordinal}] ${at} ms ${escaped(label)}`)
  }
  return `${lines.join('\n')}\n`
}

/** `;`, `#` and line ends mean something to Mermaid. */
function escaped(text: string): string {
  return text.replace(/[#;]/g, (letter) => `#${letter.charCodeAt(0)};`).replaceAll('\n', ' ')
}
