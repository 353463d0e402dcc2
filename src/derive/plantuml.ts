/** A run as a PlantUML sequence diagram. */
import { formatSeconds } from '#base/units.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { sequence, type SequenceOptions } from './sequence.ts'

export function plantuml(trace: TraceStore, options: SequenceOptions): string {
  const { participants, messages } = sequence(trace, options)
  const idOf = new Map(participants.map((name, k) => [name, `p${k}`]))
  const lines = ['@startuml', 'hide footbox']
  for (const name of participants) lines.push(`participant "${escaped(name)}" as ${idOf.get(name)}`)
  for (const { from, to, label, at, lost } of messages) {
    const arrow = lost ? '->x' : '->'
    lines.push(`${idOf.get(from)} ${arrow} ${idOf.get(to)} : ${escaped(`${formatSeconds(at)} ${label}`)}`)
  }
  lines.push('@enduml')
  return `${lines.join('\n')}\n`
}

function escaped(text: string): string {
  return text.replaceAll('"', "'").replaceAll('\n', ' ')
}
