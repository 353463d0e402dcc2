/** A predicate over a whole run: parsed once, asked of many traces. */
import { err, ok, type Result } from '#base/result.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { parsePredicate, type Expression, type Operator, type SyntaxIssue, type Value } from './grammar.ts'
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

function issueOf(expression: Expression): SyntaxIssue | null {
  switch (expression.kind) {
    case 'not':
      return issueOf(expression.of)
    case 'and':
    case 'or':
      return issueOf(expression.left) ?? issueOf(expression.right)
    case 'compare':
      return valueIssue(expression.left) ?? valueIssue(expression.right)
  }
}

function valueIssue(value: Value): SyntaxIssue | null {
  if (value.kind === 'number') return null
  const { name, words, at } = value
  if (!Object.hasOwn(MEASURES, name)) {
    return { at, message: `there is no measure '${name}'; there are ${Object.keys(MEASURES).join(', ')}` }
  }
  const {
    words: [fewest, most],
    about,
  } = MEASURES[name] as (typeof MEASURES)[string]
  return words.length < fewest || words.length > most ? { at, message: about } : null
}

function measure(value: Value, trace: TraceStore): Measured {
  if (value.kind === 'number') return { value: value.value, ordinal: -1 }
  return (MEASURES[value.name] as (typeof MEASURES)[string]).of(trace, value.words)
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
      return {
        holds: COMPARE[expression.operator](left.value, right.value),
        ordinal: Math.max(left.ordinal, right.ordinal),
      }
    }
  }
}

/** The predicate, or where and why its text is not one. */
export function makePredicate(text: string): Result<Predicate, SyntaxIssue> {
  const parsed = parsePredicate(text)
  if (!parsed.ok) return parsed
  const issue = issueOf(parsed.value)
  if (issue) return err(issue)
  return ok((trace) => judge(parsed.value, trace))
}
