/** Which measures of a run a predicate may name, and whether it names them rightly. They are taken in `study/sweep`. */
import { err, type Result } from '#base/result.ts'
import { parsePredicate, type Expression, type SyntaxIssue, type Value } from './grammar.ts'

export interface MeasureShape {
  /** How many words it takes: fewest and most. */
  readonly words: readonly [number, number]
  readonly about: string
}

export const MEASURE_SHAPES = {
  waits: { words: [1, 1], about: 'waits(/app): longest time in which the app wanted more than ran, in ms' },
  share: { words: [1, 2], about: 'share(ROLE[, FRAMEWORK]): highest dominant share' },
  count: { words: [1, 1], about: 'count(NAME): messages of that name' },
  lost: {
    words: [0, 1],
    about: 'lost([NAME]): messages of that name, or status updates of that TASK_ state, that were lost',
  },
  task: { words: [1, 1], about: 'task(TASK_…): times that somebody saw a task in that state' },
  timer: { words: [1, 1], about: 'timer(NAME): times that the timer fired' },
  rescindedDuringAccept: {
    words: [0, 0],
    about: 'rescindedDuringAccept: offers that ended while their ACCEPT was on its way',
  },
  broken: { words: [0, 0], about: 'broken: invariants that broke' },
  records: { words: [0, 0], about: 'records: length of the run' },
} as const satisfies Readonly<Record<string, MeasureShape>>

export type MeasureName = keyof typeof MEASURE_SHAPES

export function isMeasure(name: string): name is MeasureName {
  return Object.hasOwn(MEASURE_SHAPES, name)
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
  if (!isMeasure(name)) {
    const all = Object.keys(MEASURE_SHAPES).join(', ')
    return { at, message: `there is no measure '${name}'; there are ${all}`, code: 'measure', about: name }
  }
  const { words: amount, about } = MEASURE_SHAPES[name]
  const [fewest, most]: readonly [number, number] = amount
  return words.length < fewest || words.length > most ? { at, message: about, code: 'words', about } : null
}

/** The expression with its measures looked at, or where and why the text is none. */
export function readPredicate(text: string): Result<Expression, SyntaxIssue> {
  const parsed = parsePredicate(text)
  if (!parsed.ok) return parsed
  const issue = issueOf(parsed.value)
  return issue ? err(issue) : parsed
}
