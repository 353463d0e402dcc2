/** What a case comes to: all as expected, or the first difference in a sentence. */
export type CaseResult = { readonly ok: true } | { readonly ok: false; readonly difference: string }

/** The difference of a step, counted from 1 as a reader counts; null means none. */
export function atStep(index: number, name: string, difference: string): CaseResult {
  return { ok: false, difference: `step ${index + 1} (${name}): ${difference}` }
}

/** Lists in canonical order, for sentences and for comparing. */
export function listed(items: readonly string[]): string {
  return items.length === 0 ? 'none' : [...items].sort().join(', ')
}

export function isNear(actual: number, wanted: number, tolerance: number): boolean {
  return Math.abs(actual - wanted) <= tolerance
}
