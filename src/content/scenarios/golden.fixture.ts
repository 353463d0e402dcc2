/** The text of a scenario's run that people review: line by line, or a digest where that is too long. */
import { castOf } from '#derive/lanes.ts'
import { traceText } from '#derive/text.ts'
import type { Scenario } from '#model/scenario/types.ts'
import { recordAt } from '#model/trace/decode.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { simulate } from '#sim/simulate.ts'

/** Longest golden text, lines. */
const LONGEST = 500
/** Of a longer one: its beginning at the first depth, and counts. */
const HEAD = 100

/** The whole run, invariants looked at after every event. */
export function runOf(scenario: Scenario): TraceStore {
  return simulate(scenario, { checkEvery: 1 }).trace
}

/** How many records of each type there are; messages by their names, tasks by their states. */
export function countsOf(trace: TraceStore): string {
  const counts = new Map<string, number>()
  for (let i = 0; i < trace.count; i += 1) {
    const type = trace.typeOf(i)
    const record = type === 'task' ? recordAt(trace, i) : null
    const name =
      record?.type === 'task'
        ? `task ${record.state}`
        : type === 'sent'
          ? `sent ${trace.text(trace.name[i] as number)}`
          : type
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const names = [...counts.keys()].sort()
  return names.map((name) => `${String(counts.get(name)).padStart(7)}  ${name}`).join('\n')
}

export function goldenText(scenario: Scenario, trace: TraceStore): string {
  const cast = castOf(scenario)
  const whole = traceText(trace, { cast })
  if (whole.split('\n').length <= LONGEST) return `${whole}\n`
  const first = traceText(trace, { cast, depth: 1, ordinals: true }).split('\n').slice(0, HEAD)
  return `${first.join('\n')}\n\n${trace.count} records\n${countsOf(trace)}\n`
}
