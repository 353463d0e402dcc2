/** How two documents differ, as edits: what one asks for and the other does not. */
import { sameJson } from '#base/json.ts'
import type { Action, ScenarioDocument } from '#model/scenario/document.ts'

export interface Edits {
  /** Actions that only that document has, in order of time. */
  readonly left: readonly Action[]
  readonly right: readonly Action[]
  /** Other keys in which they differ, such as `seed` or `agents`; `untilMs` and `title` change nothing of what happens. */
  readonly keys: readonly string[]
}

const APART = new Set(['title', 'untilMs', 'actions'])

function without(all: readonly Action[], others: readonly Action[]): readonly Action[] {
  const left = [...others]
  return all
    .filter((action) => {
      const k = left.findIndex((other) => sameJson(other, action))
      if (k >= 0) left.splice(k, 1)
      return k < 0
    })
    .toSorted((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0))
}

export function editsBetween(left: ScenarioDocument, right: ScenarioDocument): Edits {
  const [ours, theirs] = [left.actions ?? [], right.actions ?? []]
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])] as (keyof ScenarioDocument)[]
  return {
    left: without(ours, theirs),
    right: without(theirs, ours),
    keys: keys.filter((key) => !APART.has(key) && !sameJson(left[key], right[key])),
  }
}
