/** Where a run stands in a lesson: which record begins each step, and which one reaches each goal. Grows with the trace. */
import type { Lesson, LessonEvent } from '#model/lesson.ts'
import { recordAt } from '#model/trace/decode.ts'
import { RECORD_TYPES } from '#model/trace/records.ts'
import type { TraceStore } from '#model/trace/store.ts'

export interface StepPlace {
  /** Ordinal of the record that begins it; -1: the start of the run; null: it has not come, as far as is computed. */
  readonly begins: number | null
  /** Ordinal of the record that reaches its goal; null: it has none, or it has not come. */
  readonly reached: number | null
}

export interface LessonProgress {
  /** Index of the step at the cursor. */
  readonly step: number
  readonly places: readonly StepPlace[]
  /** `none`: the step has no goal; `ahead`: it is reached by a record behind the cursor. */
  readonly goal: 'none' | 'open' | 'ahead' | 'reached'
  /** Ordinal where Next leads; null: not computed, or the goal is open. */
  readonly next: number | null
}

function fits(wanted: unknown, value: unknown): boolean {
  if (typeof wanted === 'string' && wanted.endsWith('*'))
    return typeof value === 'string' && value.startsWith(wanted.slice(0, -1))
  return wanted === value
}

/** Whether what is wanted stands at the path; a `*` in it means any entry of a list. */
function holds(value: unknown, [key, ...rest]: readonly string[], wanted: unknown): boolean {
  if (key === undefined) return fits(wanted, value)
  if (key === '*') return Array.isArray(value) && value.some((entry) => holds(entry, rest, wanted))
  if (typeof value !== 'object' || value === null) return false
  return holds((value as Readonly<Record<string, unknown>>)[key], rest, wanted)
}

/** Types whose `name` column holds the record's `name`. */
const NAMED = new Set(['sent', 'delivered', 'lost', 'timer'])

/** Whether a record is the one that is waited for. Decodes the body only where type and name fit. */
export function isEvent(trace: TraceStore, i: number, { type, where = {} }: LessonEvent): boolean {
  if (RECORD_TYPES[trace.type[i] as number] !== type) return false
  const name = where['name']
  if (typeof name === 'string' && NAMED.has(type) && !fits(name, trace.text(trace.name[i] as number))) return false
  const record = recordAt(trace, i)
  return Object.entries(where).every(([path, wanted]) => holds(record, path.split('.'), wanted))
}

interface Waited {
  readonly step: number
  readonly what: 'begins' | 'reached'
  readonly event: LessonEvent
}

/** What is waited for, one after the other. */
function waitedIn(lesson: Lesson): readonly Waited[] {
  return lesson.steps.flatMap(({ on, goal }, step): Waited[] => [
    ...(on ? [{ step, what: 'begins', event: on } as const] : []),
    ...(goal ? [{ step, what: 'reached', event: goal.event } as const] : []),
  ])
}

class Walk {
  readonly places: { begins: number | null; reached: number | null }[]
  readonly trace: TraceStore
  readonly cuts: number
  private readonly waited: readonly Waited[]
  private next = 0
  private read = 0

  constructor(lesson: Lesson, trace: TraceStore) {
    this.trace = trace
    this.cuts = trace.cuts
    this.waited = waitedIn(lesson)
    this.places = lesson.steps.map(({ on }) => ({ begins: on ? null : -1, reached: null }))
  }

  grow(): void {
    const { trace } = this
    for (; this.read < trace.count && this.next < this.waited.length; this.read += 1) {
      const { step, what, event } = this.waited[this.next] as Waited
      if (!isEvent(trace, this.read, event)) continue
      const place = this.places[step]
      if (place) place[what] = this.read
      this.next += 1
    }
  }
}

const KNOWN = new WeakMap<TraceStore, { readonly lesson: Lesson; readonly walk: Walk }>()

function walkOf(lesson: Lesson, trace: TraceStore): Walk {
  const known = KNOWN.get(trace)
  const walk = known?.lesson === lesson && known.walk.cuts === trace.cuts ? known.walk : new Walk(lesson, trace)
  if (walk !== known?.walk) KNOWN.set(trace, { lesson, walk })
  walk.grow()
  return walk
}

/** Where each step of the lesson begins in a run, and where its goal is reached. */
export function lessonPlaces(lesson: Lesson, trace: TraceStore): readonly StepPlace[] {
  return walkOf(lesson, trace).places
}

/** Where the lesson stands with the cursor on a record (-1: before the first). */
export function lessonProgress(lesson: Lesson, trace: TraceStore, ordinal: number): LessonProgress {
  const places = lessonPlaces(lesson, trace)
  const step = places.findLastIndex(({ begins }) => begins !== null && begins <= ordinal)
  const { reached } = places[step] as StepPlace
  const has = lesson.steps[step]?.goal !== undefined
  const goal = !has ? 'none' : reached === null ? 'open' : reached <= ordinal ? 'reached' : 'ahead'
  const next = goal === 'open' ? null : goal === 'ahead' ? reached : (places[step + 1]?.begins ?? null)
  return { step, places, goal, next }
}
