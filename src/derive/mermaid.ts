/** A run as a Mermaid sequence diagram: what is copied into documents and tickets. */
import { formatSeconds } from '#base/units.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { sequence, type SequenceOptions } from './sequence.ts'

/** Participants by their order of appearance; Mermaid's own words in an id are harmless behind a prefix. */
export function mermaid(trace: TraceStore, options: SequenceOptions): string {
  const { participants, messages } = sequence(trace, options)
  const idOf = new Map(participants.map((name, k) => [name, `p${k}`]))
  const lines = ['sequenceDiagram']
  for (const name of participants) lines.push(`  participant ${idOf.get(name)} as ${escaped(name)}`)
  for (const { from, to, label, at, lost } of messages) {
    const arrow = lost ? '--x' : '->>'
    lines.push(`  ${idOf.get(from)}${arrow}${idOf.get(to)}: ${escaped(`${formatSeconds(at)} ${label}`)}`)
  }
  return `${lines.join('\n')}\n`
}

/** `;`, `#` and line ends mean something to Mermaid. */
function escaped(text: string): string {
  return text.replaceAll('#', '#35;').replaceAll(';', '#59;').replaceAll('\n', ' ')
}
