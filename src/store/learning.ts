/**
 * What a learner has done, kept on the machine: how far in each lesson, what was predicted rightly and wrongly. Can be
 * cleared, taken away as a file and brought in again; what is brought in is parsed, never trusted.
 */
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { App } from './app.ts'
import type { Store } from './persist.ts'

const KEY = 'mesoscope.learning'
const VERSION = 1
const MOST_ENTRIES = 500
const LONGEST_ID = 120

export interface LessonRecord {
  /** Steps that were reached, from 1. */
  readonly reached: number
  readonly done: boolean
}

export interface Learning {
  /** The lesson that was open last, or null. */
  readonly current: string | null
  readonly lessons: Readonly<Record<string, LessonRecord>>
  /** Rightly and wrongly predicted, by kind of question. */
  readonly predicted: Readonly<Record<string, { readonly right: number; readonly wrong: number }>>
  /** Ids of questions that were answered wrongly and not rightly since, by scenario. */
  readonly missed: Readonly<Record<string, readonly string[]>>
  /** The run stops at decisions and asks. */
  readonly predicting: boolean
}

export type LearningStore = StoreApi<Learning>

export const NOTHING_LEARNT: Learning = { current: null, lessons: {}, predicted: {}, missed: {}, predicting: false }

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function count(value: unknown): number {
  return Number.isInteger(value) ? Math.min(1_000_000, Math.max(0, value as number)) : 0
}

function entriesOf<T>(value: unknown, read: (entry: Readonly<Record<string, unknown>>) => T): Record<string, T> {
  if (!isRecord(value)) return {}
  const entries = Object.entries(value).slice(0, MOST_ENTRIES)
  return Object.fromEntries(
    entries.flatMap(([id, entry]) => (id.length <= LONGEST_ID && isRecord(entry) ? [[id, read(entry)]] : [])),
  )
}

/** Newest scenarios, and questions of each, that are kept. */
export const MOST_SCENARIOS = 40
export const MOST_MISSED = 60

function missedOf(value: unknown): Record<string, readonly string[]> {
  if (!isRecord(value)) return {}
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, ids]) => key.length <= LONGEST_ID && Array.isArray(ids))
      .slice(-MOST_SCENARIOS)
      .map(([key, ids]) => [
        key,
        (ids as readonly unknown[])
          .filter((id): id is string => typeof id === 'string' && id.length <= LONGEST_ID)
          .slice(-MOST_MISSED),
      ]),
  )
}

/** Progress out of a text of ours, or null where it is none. */
export function parseLearning(text: string): Learning | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (!isRecord(value) || value['version'] !== VERSION) return null
  const { current, lessons, predicted, missed, predicting } = value
  return {
    current: typeof current === 'string' && current.length <= LONGEST_ID ? current : null,
    lessons: entriesOf(lessons, (entry) => ({ reached: count(entry['reached']), done: entry['done'] === true })),
    predicted: entriesOf(predicted, ({ right, wrong }) => ({ right: count(right), wrong: count(wrong) })),
    missed: missedOf(missed),
    predicting: predicting === true,
  }
}

export function printLearning(learning: Learning): string {
  return JSON.stringify({ version: VERSION, ...learning })
}

/** The store of what was learnt, read from storage and written to it on every change. */
export function makeLearning(storage: Store): LearningStore {
  let text: string | null = null
  try {
    text = storage.getItem(KEY)
  } catch {
    // Forbidden storage: nothing is kept.
  }
  const store = createStore<Learning>(() => (text === null ? null : parseLearning(text)) ?? NOTHING_LEARNT)
  store.subscribe((learning) => {
    try {
      storage.setItem(KEY, printLearning(learning))
    } catch {
      // Full or forbidden: nothing else depends on it.
    }
  })
  return store
}

const KNOWN = new WeakMap<App, LearningStore>()

export function learningOf(app: App): LearningStore {
  const known = KNOWN.get(app) ?? makeLearning(app.opener.storage)
  KNOWN.set(app, known)
  return known
}
