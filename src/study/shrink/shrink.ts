/**
 * Makes a scenario smaller while it still shows what it showed: actions, frameworks, agents, tasks out one by one, the
 * end nearer. Greedy and bounded; the result is a document that a person can read.
 */
import type { ScenarioDocument } from '#model/scenario/document.ts'

export type Shows = (document: ScenarioDocument) => boolean

/** Trials at most: each is a run. */
export const MOST_TRIALS = 400

const LISTS = ['actions', 'frameworks', 'agents'] as const

function without<T>(list: readonly T[], from: number, count: number): T[] {
  return [...list.slice(0, from), ...list.slice(from + count)]
}

interface Budget {
  left: number
}

/** Asks whether a document still shows it; the trial may be worked at in steps. */
export type Trial = (document: ScenarioDocument) => Generator<void, boolean>

type Shrinking = Generator<void, ScenarioDocument>

function* stillShows(document: ScenarioDocument, shows: Trial, budget: Budget): Generator<void, boolean> {
  if (budget.left === 0) return false
  budget.left -= 1
  return yield* shows(document)
}

/** Takes out halves, then quarters, … then single entries, as long as it still shows. */
function* thinned(document: ScenarioDocument, key: (typeof LISTS)[number], shows: Trial, budget: Budget): Shrinking {
  let best = document
  let size = Math.max(1, (best[key]?.length ?? 0) >> 1)
  for (;;) {
    for (let from = (best[key]?.length ?? 0) - size; from >= 0; from -= size) {
      const smaller = { ...best, [key]: without<unknown>(best[key] ?? [], from, size) } as ScenarioDocument
      if (yield* stillShows(smaller, shows, budget)) best = smaller
    }
    if (size === 1) return best
    size >>= 1
  }
}

function* nearerEnd(document: ScenarioDocument, shows: Trial, budget: Budget): Shrinking {
  let low = 0
  let high = document.untilMs ?? 60_000
  while (high - low > 500 && budget.left > 0) {
    const middle = Math.floor((low + high) / 2)
    if (yield* stillShows({ ...document, untilMs: middle }, shows, budget)) high = middle
    else low = middle
  }
  return { ...document, untilMs: high }
}

/** In steps: the document must show it; so does the result. */
export function* shrinking(document: ScenarioDocument, shows: Trial): Shrinking {
  const budget: Budget = { left: MOST_TRIALS }
  let best = document
  for (let round = 0; round < 3; round += 1) {
    const before = JSON.stringify(best)
    for (const key of LISTS) best = yield* thinned(best, key, shows, budget)
    best = yield* nearerEnd(best, shows, budget)
    if (JSON.stringify(best) === before || budget.left === 0) break
  }
  return best
}

/** In one go. */
export function shrink(document: ScenarioDocument, shows: Shows): ScenarioDocument {
  const steps = shrinking(document, function* (smaller) {
    yield
    return shows(smaller)
  })
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}
