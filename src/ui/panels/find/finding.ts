/** The search as it stands: kept while the page is open, so that a hit can be looked at and the list be come back to. */
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { boundedDocument, type HitFound } from '#model/sweep/answers.ts'
import { readKnobs, variantOf } from '#model/sweep/knobs.ts'
import { readPredicate } from '#model/sweep/measures.ts'
import type { SyntaxIssue } from '#model/sweep/grammar.ts'
import type { App } from '#store/app.ts'
import { shrink, sweep, type Found, type Story, type Sweep } from '#store/sweeping.ts'
import { poolSize, WorkerPool } from '#store/workerPool.ts'
import { createStore } from 'zustand/vanilla'
import { expressionOf, varyOf, type Draft } from './draft.ts'

/** What became of the wish to make a hit's scenario smaller. */
export type Small =
  | { readonly state: 'working' }
  | { readonly state: 'failed'; readonly why: string }
  | { readonly state: 'done'; readonly document: ScenarioDocument; readonly hit: HitFound }

export interface Finding {
  readonly draft: Draft | null
  readonly running: boolean
  readonly stopped: boolean
  /** What the hits were found with, or null before the first search. */
  readonly sweep: Sweep | null
  /** The built-in scenario that the sweep's came from. */
  readonly base: string | null
  readonly found: Found | null
  readonly small: ReadonlyMap<number, Small>
}

export const finding = createStore<Finding>(() => ({
  draft: null,
  running: false,
  stopped: false,
  sweep: null,
  base: null,
  found: null,
  small: new Map(),
}))

let pool: WorkerPool | null = null
let turn = 0

export function setDraft(change: Partial<Draft>): void {
  finding.setState(({ draft }) => ({ draft: draft ? { ...draft, ...change } : draft }))
}

export const MOST_RUNS = 10_000

export interface Mistakes {
  readonly find: SyntaxIssue | null
  readonly vary: SyntaxIssue | null
  readonly seeds: boolean
}

function seedOf(text: string): number {
  return /^\d{1,10}$/.test(text.trim()) ? Number(text) : Number.NaN
}

/** What stands in the way of a search. */
export function mistakesOf(draft: Draft, document: ScenarioDocument): Mistakes {
  const find = readPredicate(expressionOf(draft))
  const vary = readKnobs(varyOf(draft), document)
  const [from, to] = [seedOf(draft.from), seedOf(draft.to)]
  return {
    find: find.ok ? null : find.error,
    vary: vary.ok ? null : vary.error,
    seeds: !(from <= to && to - from < MOST_RUNS && to <= 0xffffffff),
  }
}

export function isGood({ find, vary, seeds }: Mistakes): boolean {
  return find === null && vary === null && !seeds
}

/** Begins a search; one that is going on ends. */
export function startFinding(app: App, draft: Draft, document: ScenarioDocument, base: string | null): void {
  stopFinding()
  turn += 1
  const mine = turn
  const workers = poolSize(navigator.hardwareConcurrency)
  const own = new WorkerPool(app.makeWorker, workers)
  pool = own
  const wanted: Sweep = {
    document: boundedDocument(document),
    find: expressionOf(draft),
    vary: varyOf(draft),
    from: seedOf(draft.from),
    to: seedOf(draft.to),
  }
  const total = wanted.to - wanted.from + 1
  const found: Found = { tried: 0, total, hits: 0, impossible: 0, failed: 0, stories: [] }
  finding.setState({ running: true, stopped: false, sweep: wanted, base, found, small: new Map() })
  const tell = (next: Found): void => {
    if (mine === turn) finding.setState({ found: next })
  }
  void sweep(wanted, own, workers, tell, () => mine !== turn).then(() => {
    if (mine === turn) endPool()
  })
}

function endPool(): void {
  pool?.stop()
  pool = null
  finding.setState({ running: false })
}

/** What was found stays. */
export function stopFinding(): void {
  if (!finding.getState().running) return
  turn += 1
  endPool()
  finding.setState({ stopped: true })
}

function setSmall(seed: number, small: Small): void {
  finding.setState((now) => ({ small: new Map(now.small).set(seed, small) }))
}

/** Shrinks in a worker of its own, that a search beside it goes on. */
export async function makeSmaller({ makeWorker }: App, seed: number): Promise<void> {
  const { sweep: of } = finding.getState()
  if (!of) return
  setSmall(seed, { state: 'working' })
  const own = new WorkerPool(makeWorker, 1)
  const answer = await shrink(of, seed, own)
  own.stop()
  if (finding.getState().sweep !== of) return
  setSmall(seed, answer.ok ? { state: 'done', ...answer.value } : { state: 'failed', why: answer.why })
}

/** The scenario and the moment that a story stands for: the shrunk one where there is one. */
export function shownOf(
  { sweep: of, small }: Finding,
  { hit }: Story,
): { document: ScenarioDocument; hit: HitFound } | null {
  const smaller = small.get(hit.seed)
  if (smaller?.state === 'done') return smaller
  if (!of) return null
  const knobs = readKnobs(of.vary, of.document)
  return knobs.ok ? { document: variantOf(of.document, hit.seed, knobs.value), hit } : null
}
