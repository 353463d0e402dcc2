/** Runs of BCS' stories, and when things happened in them. */
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import { recordAt } from '#model/trace/decode.ts'
import type { TaskRecord, TraceRecord } from '#model/trace/records.ts'
import { simulate } from '../../simulate.ts'

export interface Told {
  readonly records: readonly TraceRecord[]
  /** Seconds from an origin at which messages of this name arrived; `from` and `to` are beginnings of ids. */
  delivered(name: string, ends?: { readonly from?: string; readonly to?: string }): readonly number[]
  /** Seconds at which a machine of this beginning, or matching, entered a state of this beginning. */
  entered(of: string | RegExp, state: string): readonly number[]
  /** Task states as somebody saw them, with seconds. */
  seen(by: TaskRecord['seenBy']): readonly (readonly [seconds: number, state: string, reason: string | null])[]
}

function isOf(id: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? id.startsWith(wanted) : wanted.test(id)
}

function told(records: readonly TraceRecord[], origin: number): Told {
  const seconds = ({ at }: TraceRecord): number => (at - origin) / 1000
  return {
    records,
    delivered: (name, { from = '', to = '' } = {}) =>
      records.flatMap((record) =>
        record.type === 'delivered' && record.name === name && record.from.startsWith(from) && record.to.startsWith(to)
          ? [seconds(record)]
          : [],
      ),
    entered: (of, state) =>
      records.flatMap((record) =>
        record.type === 'state' && isOf(record.of, of) && record.to.startsWith(state) ? [seconds(record)] : [],
      ),
    seen: (by) =>
      records.flatMap((record) =>
        record.type === 'task' && record.seenBy === by ? [[seconds(record), record.state, record.reason] as const] : [],
      ),
  }
}

/** Runs a document, invariants on; `origin` (virtual ms) is second 0. */
export function tell(document: ScenarioDocument, origin = 0): Told {
  const parsed = parseScenario(document)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  const { trace } = simulate(parsed.value, { checkEvery: 1 })
  const records = Array.from({ length: trace.count }, (_, i) => recordAt(trace, i))
  const broken = records.filter(({ type }) => type === 'broken')
  if (broken.length > 0) throw new Error(JSON.stringify(broken))
  return told(records, origin)
}

/** The same run, read from another second 0. */
export function since({ records }: Told, seconds: number): Told {
  return told(records, Math.round(seconds * 1000))
}
