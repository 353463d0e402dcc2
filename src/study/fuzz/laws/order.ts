/** Messages arrive after they were sent, and between two components in the order in which they were sent. */
import type { TraceStore } from '#model/trace/store.ts'
import { fromAt, nameAt, toAt, type Law } from './law.ts'

/** Ids that an action takes out of their turn. */
function movedBy(trace: TraceStore): ReadonlySet<string> {
  const moved = new Set<string>()
  for (let i = 0; i < trace.count; i += 1) {
    if (trace.typeOf(i) === 'action' && nameAt(trace, i) === 'deliverAt')
      moved.add((trace.body(i) as { message: string }).message)
  }
  return moved
}

function check(trace: TraceStore): string | null {
  const moved = movedBy(trace)
  const newest = new Map<string, number>()
  const seen = new Set<number>()
  for (let i = 0; i < trace.count; i += 1) {
    if (trace.typeOf(i) !== 'delivered') continue
    const sent = trace.link[i] as number
    const what = `${nameAt(trace, i)} ${trace.messageId(i)}`
    if (sent >= i || (trace.at[sent] as number) > (trace.at[i] as number)) return `${what} arrives before it is sent`
    if (seen.has(sent) || moved.has(trace.messageId(i))) continue
    seen.add(sent)
    const pair = `${fromAt(trace, i)}>${toAt(trace, i)}`
    if ((newest.get(pair) ?? -1) > sent) return `${what} arrives behind what was sent after it`
    newest.set(pair, sent)
  }
  return null
}

export const ORDER: Law = { name: 'messages of a pair keep their order', check }
