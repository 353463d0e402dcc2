/** A run as a PlantUML sequence diagram. */
import type { TraceStore } from '#model/trace/store.ts'
import { sequence, type SequenceOptions } from './sequence.ts'

/** Lanes of the depth as participants; each message with its ordinal and the virtual ms of its sending. Ends its last line. */
export function plantuml(trace: TraceStore, options: SequenceOptions): string {
  const { lanes, messages, idOf, nameOf } = sequence(trace, options)
  const lines = ['@startuml', 'hide footbox']
  for (const lane of lanes) lines.push(`participant "${escaped(nameOf(lane))}" as ${idOf(lane)}`)
  for (const { ordinal, at, from, to, label, isLost } of messages) {
    lines.push(`${idOf(from)} ${isLost ? '->x' : '->'} ${idOf(to)} : [${ordinal}] ${at} ms ${escaped(label)}`)
  }
  lines.push('@enduml')
  return `${lines.join('\n')}\n`
}

function escaped(text: string): string {
  return text.replaceAll('"', "'").replaceAll('\n', ' ')
}
