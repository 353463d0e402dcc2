/**
 * What a record says, without what only numbers it. In another run the same offer has another number, the same task another
 * uuid, the same event another date: that alone is no difference.
 */
import type { TraceStore } from '#model/trace/store.ts'

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const OFFER = /(#-|\boffer:)O\d+/g
const DATE = /\d{4}-\d\d-\d\dT[\d:.]+Z/g
const CLOCK = /"(timestamp|run)":[\d.]+/g
/** Timers of filters are counted per agent. */
const COUNTED = /^(filter\/.*)\/\d+$/

/** A text without uuids, numbers of offers, dates. */
export function unlabelled(text: string): string {
  return text.replace(UUID, '#').replace(OFFER, '$1O').replace(DATE, 'T').replace(CLOCK, '"$1":T')
}

/** Ids of components and names of timers, each cleaned once. */
export class PlainNames {
  private readonly known: (string | undefined)[] = []
  private readonly trace: TraceStore

  constructor(trace: TraceStore) {
    this.trace = trace
  }

  at(number: number): string {
    if (number < 0) return ''
    return (this.known[number] ??= unlabelled(this.trace.text(number)).replace(COUNTED, '$1'))
  }
}

const TASK = /"(?:taskId|instanceId|executorId)":"([^"]+)"/
const AGENT = /"(?:hostname|agent)":"([^"]+)"/

const STATE = /"(?:state|taskStatus)":"(\w+)"/

/** Which task in which state, or which agent a message is about; empty where it names none. */
export function subjectOf(bodyText: string): string {
  const task = TASK.exec(bodyText)?.[1]
  return task === undefined ? (AGENT.exec(bodyText)?.[1] ?? '') : `${task} ${STATE.exec(bodyText)?.[1] ?? ''}`
}

const TYPE_ALLOCATION = 4

/** Grants and refusals are a set: in which order the allocator came by, its shuffle decides. */
function allocationText(trace: TraceStore, i: number): string {
  const { grants, refusals } = trace.body(i) as {
    readonly grants: readonly object[]
    readonly refusals: readonly object[]
  }
  return [...grants, ...refusals]
    .map((entry) => JSON.stringify(entry))
    .toSorted()
    .join()
}

/** Whether two records of one type say the same, but for what only numbers them. */
export function sayTheSame(left: TraceStore, i: number, right: TraceStore, j: number): boolean {
  if (left.hasBodyOf(i, right, j)) return true
  if (left.type[i] === TYPE_ALLOCATION) return allocationText(left, i) === allocationText(right, j)
  return unlabelled(left.bodyText(i)) === unlabelled(right.bodyText(j))
}
