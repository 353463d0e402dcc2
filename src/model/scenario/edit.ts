/** Edits of a document: pure, the document that went in stays as it was. */
import { sameJson } from '#base/json.ts'
import type { Action, ScenarioDocument } from './document.ts'

/** `action` behind all that stands: within its millisecond it comes last, as the actions of one instant keep their order. */
export function withAction(document: ScenarioDocument, action: Action): ScenarioDocument {
  return { ...document, actions: [...(document.actions ?? []), action] }
}

/** Without the action at `index` of the document's own order; the same document where there is none. */
export function withoutAction(document: ScenarioDocument, index: number): ScenarioDocument {
  const actions = document.actions ?? []
  return index in actions ? { ...document, actions: actions.filter((_, i) => i !== index) } : document
}

export function withSeed(document: ScenarioDocument, seed: number): ScenarioDocument {
  return { ...document, seed }
}

/** Keys that are compared by themselves, or change nothing of what happens. */
const APART = new Set(['title', 'untilMs', 'actions'])

/** Actions in the order in which they happen. */
function inOrder(document: ScenarioDocument): readonly Action[] {
  return [...(document.actions ?? [])].sort((a, b) => timeOf(a) - timeOf(b))
}

/** When an action takes hold; a `deliverAt` may leave it out. */
function timeOf(action: Action): number {
  return action.atMs ?? 0
}

/**
 * Virtual ms up to which two documents replay alike: every record before that time is the same. Infinity where they are
 * equal but for their titles, the earlier end where their ends differ, 0 where anything but ends and actions differs.
 */
export function samePrefix(a: ScenarioDocument, b: ScenarioDocument): number {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  for (const key of keys) {
    if (APART.has(key)) continue
    const [one, other] = [a[key as keyof ScenarioDocument], b[key as keyof ScenarioDocument]]
    if (one !== other && !sameJson(one, other)) return 0
  }
  return Math.min(firstEnd(a, b), firstDifference(inOrder(a), inOrder(b)))
}

function firstEnd(a: ScenarioDocument, b: ScenarioDocument): number {
  const [one, other] = [a.untilMs ?? Infinity, b.untilMs ?? Infinity]
  return one === other ? Infinity : Math.min(one, other)
}

function firstDifference(a: readonly Action[], b: readonly Action[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const [one, other] = [a[i], b[i]]
    if (one === undefined) return timeOf(other as Action)
    if (other === undefined) return timeOf(one)
    if (one !== other && !sameJson(one, other)) return Math.min(timeOf(one), timeOf(other))
  }
  return Infinity
}
