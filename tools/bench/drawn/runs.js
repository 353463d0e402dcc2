// Runs of one scenario, cut at different lengths: what stands at their beginning is the same.
import { castOf } from '#derive/lanes.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { TraceStore } from '#model/trace/store.ts'
import { CLUSTER } from '#sim/components/index.ts'
import { Run } from '#sim/kernel/run.ts'

const EVENTS_AT_ONCE = 2000
const TYPE_SENT = 0

/** The first so many records of a document's run, or up to a number of messages. */
export function runOf(document, { records = Infinity, messages = Infinity }) {
  const parsed = parseScenario(document)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  const run = Run.start(parsed.value, CLUSTER)
  const trace = new TraceStore()
  let sent = 0
  while (run.halted === null && trace.count < records && sent < messages) {
    run.advance({ events: messages < Infinity ? 1 : EVENTS_AT_ONCE })
    const from = trace.count
    trace.append(run.takeChunk())
    for (let i = from; i < trace.count; i += 1) if (trace.type[i] === TYPE_SENT) sent += 1
  }
  return { trace, scenario: parsed.value, cast: castOf(parsed.value) }
}
