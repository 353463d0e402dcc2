/** A predicate over a whole run: parsed once, asked of many traces. */
import { ok, type Result } from '#base/result.ts'
import type { Expression, Operator, SyntaxIssue, Value } from '#model/sweep/grammar.ts'
import { readPredicate, type MeasureName } from '#model/sweep/measures.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { MEASURES, type Measured } from './measures.ts'

export interface Verdict {
  readonly holds: boolean
  /** Ordinal of the record that shows it. */
  readonly ordinal: number
}

export type Predicate = (trace: TraceStore) => Verdict

const COMPARE: Readonly<Record<Operator, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
}

function measure(value: Value, trace: TraceStore): Measured {
  if (value.kind === 'number') return { value: value.value, ordinal: -1 }
  return MEASURES[value.name as MeasureName](trace, value.words)
}

function isAbove(operator: Operator): boolean {
  return operator === '>' || operator === '>='
}

function judge(expression: Expression, trace: TraceStore): Verdict {
  switch (expression.kind) {
    case 'not':
      return { holds: !judge(expression.of, trace).holds, ordinal: trace.count - 1 }
    case 'and': {
      const left = judge(expression.left, trace)
      if (!left.holds) return left
      const right = judge(expression.right, trace)
      return { holds: right.holds, ordinal: Math.max(left.ordinal, right.ordinal) }
    }
    case 'or': {
      const left = judge(expression.left, trace)
      return left.holds ? left : judge(expression.right, trace)
    }
    case 'compare': {
      const left = measure(expression.left, trace)
      const right = measure(expression.right, trace)
      const holds = COMPARE[expression.operator](left.value, right.value)
      const shown = holds && expression.right.kind === 'number' && isAbove(expression.operator)
      return { holds, ordinal: shown && left.above ? left.above(right.value) : Math.max(left.ordinal, right.ordinal) }
    }
  }
}

/** The predicate, or where and why its text is not one. */
export function makePredicate(text: string): Result<Predicate, SyntaxIssue> {
  const parsed = readPredicate(text)
  if (!parsed.ok) return parsed
  return ok((trace) => judge(parsed.value, trace))
}
