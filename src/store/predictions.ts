/**
 * Questions to a learner at decisions of the run on the screen. The worker finds them and knows the answers (study/grade);
 * here is which of them is asked when: each once, alike ones not for ever, wrongly answered ones again after a few others.
 */
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { printScenario } from '#model/scenario/print.ts'
import { NO_MATCH_REASONS } from '#model/trace/series.ts'
import type { App } from './app.ts'
import { currentBranch } from './session.ts'

type Params = Readonly<Record<string, string | number | readonly string[]>>

export interface Decision {
  readonly id: string
  /** `reason` is asked after a decline: why. */
  readonly kind: 'framework' | 'answer' | 'reason' | 'agent' | 'message'
  /** The run stops before this record. */
  readonly ordinal: number
  readonly question: { readonly key: string; readonly params: Params }
  readonly options: readonly string[]
  readonly right: string
  readonly why: { readonly key: string; readonly params: Params }
}

/** Questions of one kind with one answer that are asked of a run. */
const ALIKE = 2
/** Other questions before a wrongly answered one comes back. */
const RETURNS_AFTER = 2
/** How far beyond the cursor decisions are looked for, virtual ms. */
const AHEAD_MS = 60_000

/** The answer to why, where nothing waited for an offer at all. */
export const NOTHING_WAITED = 'nothing'
/** Other reasons beside the right one. */
const OTHER_REASONS = 3

/** After each decline the question why: the first check that refused, among others; or that nothing waited. */
export function withReasons(decisions: readonly Decision[]): readonly Decision[] {
  return decisions.flatMap((decision): Decision[] => {
    const { kind, right, why, question, ordinal } = decision
    if (kind !== 'answer' || right !== 'decline') return [decision]
    const reason = String(why.params['reason'] ?? '') || NOTHING_WAITED
    // Turned by the ordinal, so that the others are not always the same.
    const turned = NO_MATCH_REASONS.map(
      (_, k) => NO_MATCH_REASONS[(k + ordinal) % NO_MATCH_REASONS.length] as (typeof NO_MATCH_REASONS)[number],
    )
    const others = turned.filter((other) => other !== reason).slice(0, OTHER_REASONS)
    const options = [...NO_MATCH_REASONS.filter((one) => one === reason || others.includes(one)), NOTHING_WAITED]
    const id = decision.id.replace(/^answer/, 'reason')
    return [
      decision,
      { ...decision, id, kind: 'reason', question: { ...question, key: 'predict.why' }, options, right: reason },
    ]
  })
}

/** Tells documents apart, so that what was missed in one is not asked in another. Not for secrets: FNV-1a, 32 bits. */
export function scenarioKey(document: ScenarioDocument): string {
  let hash = 0x811c9dc5
  for (const letter of printScenario(document)) hash = Math.imul(hash ^ (letter.codePointAt(0) as number), 0x01000193)
  return (hash >>> 0).toString(36)
}

function alike({ kind, question, right }: Decision): string {
  const { framework = '', name = '' } = question.params
  return `${kind} ${String(framework)} ${String(name)} ${right}`
}

/** Without those that ask the same thing yet another time. */
export function varied(decisions: readonly Decision[]): readonly Decision[] {
  const counts = new Map<string, number>()
  return decisions.filter((decision) => {
    const key = alike(decision)
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return count <= ALIKE
  })
}

/** Which questions were put, and which come back. */
export class Asking {
  private readonly put = new Set<string>()
  private readonly missed: { readonly decision: Decision; due: number }[] = []

  /** The next question behind a record, or a missed one whose time has come. */
  next(decisions: readonly Decision[], ordinal: number): Decision | null {
    const due = this.missed.findIndex((missed) => missed.due <= 0)
    if (due >= 0) return (this.missed.splice(due, 1)[0] as (typeof this.missed)[number]).decision
    const next = decisions.find((decision) => decision.ordinal > ordinal && !this.put.has(decision.id))
    if (next) return next
    return this.missed.shift()?.decision ?? null
  }

  /** The question that stands between two records of playing. */
  between(decisions: readonly Decision[], from: number, to: number): Decision | null {
    return decisions.find(({ id, ordinal }) => ordinal > from && ordinal <= to && !this.put.has(id)) ?? null
  }

  /** Those that were missed on an earlier visit come back too, after a few others. */
  recall(decisions: readonly Decision[], ids: readonly string[]): void {
    for (const decision of decisions) {
      if (!ids.includes(decision.id) || this.put.has(decision.id)) continue
      this.put.add(decision.id)
      this.missed.push({ decision, due: RETURNS_AFTER })
    }
  }

  wasPut(decision: Decision): boolean {
    return this.put.has(decision.id)
  }

  /** True where it was right; a wrong one is kept. */
  answered(decision: Decision, answer: string): boolean {
    this.put.add(decision.id)
    for (const missed of this.missed) missed.due -= 1
    const right = answer === decision.right
    if (!right) this.missed.push({ decision, due: RETURNS_AFTER })
    return right
  }
}

/** What can be asked of the run on the screen, from its start to a minute behind the cursor. */
export async function decisionsOf(app: App): Promise<readonly Decision[]> {
  const session = app.store.getState()
  const { document } = currentBranch(session)
  const at = Math.floor(session.cursor.at) + AHEAD_MS
  const { ok, answer } = await app.client.ask({ kind: 'decisions', text: printScenario(document), at })
  return ok && Array.isArray(answer) ? varied(withReasons(answer as readonly Decision[])) : []
}
