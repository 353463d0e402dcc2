/**
 * The small language of "find me a run where…": comparisons of measures of a run, joined by `and`, `or`, `not`. It only
 * reads; nothing in it loops. Which measures there are says `measures.ts`; `study/sweep` takes them of a run.
 *
 * ```
 * expression = term { "or" term }          term = factor { "and" factor }
 * factor     = "not" factor | "(" expression ")" | comparison
 * comparison = value [ ( "<" | "<=" | ">" | ">=" | "=" | "!=" ) value ]
 * value      = number [ "ms" | "s" | "min" | "%" ] | name [ "(" [ word { "," word } ] ")" ]
 * ```
 * A comparison without an operator holds when its value is above 0.
 */
import { err, ok, type Result } from '#base/result.ts'

export type Operator = '<' | '<=' | '>' | '>=' | '=' | '!='

export type Value =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'call'; readonly name: string; readonly words: readonly string[]; readonly at: number }

export type Expression =
  | { readonly kind: 'or' | 'and'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'compare'; readonly left: Value; readonly operator: Operator; readonly right: Value }

/** What kind of mistake it is, for who says it in another language. */
export type SyntaxCode = 'letter' | 'missing' | 'value' | 'many' | 'long' | 'measure' | 'words' | 'knob' | 'range'

/** Where in the text, from 0, and what is wrong. */
export interface SyntaxIssue {
  readonly at: number
  readonly message: string
  readonly code: SyntaxCode
  /** What it is about: the letter, the word, what is missing. */
  readonly about: string
}

interface Token {
  readonly text: string
  readonly at: number
}

/** Longer predicates are refused: nobody writes them, and parsing recurses. */
export const MAX_LENGTH = 1000

const TOKEN = /\s*(<=|>=|!=|[<>=(),]|\d+(?:\.\d+)?(?:ms|s|min|%)?|[A-Za-z_/*][\w./:@~-]*)/y
/** Said in words; places in the text stay where they are. */
const SPOKEN = /\brescinded during accept\b/g
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, '%': 0.01, '': 1 }
const OPERATORS: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', '=', '!='])

function tokens(text: string): Result<Token[], SyntaxIssue> {
  const found: Token[] = []
  TOKEN.lastIndex = 0
  let at = 0
  while (text.slice(at).trim() !== '') {
    TOKEN.lastIndex = at
    const match = TOKEN.exec(text)
    if (!match) {
      const place = at + (text.slice(at).length - text.slice(at).trimStart().length)
      const about = text[place] ?? ''
      return err({ at: place, message: `'${about}' is not understood here`, code: 'letter', about })
    }
    at = TOKEN.lastIndex
    found.push({ text: match[1] as string, at: at - (match[1] as string).length })
  }
  return ok(found)
}

class Stop extends Error {
  readonly issue: SyntaxIssue
  constructor(issue: SyntaxIssue) {
    super(issue.message)
    this.issue = issue
  }
}

class Reader {
  private k = 0
  private readonly tokens: readonly Token[]
  private readonly end: number

  constructor(found: readonly Token[], end: number) {
    this.tokens = found
    this.end = end
  }

  get at(): number {
    return this.tokens[this.k]?.at ?? this.end
  }

  peek(): string | undefined {
    return this.tokens[this.k]?.text
  }

  take(): string | undefined {
    const text = this.peek()
    this.k += 1
    return text
  }

  accept(text: string): boolean {
    if (this.peek() !== text) return false
    this.k += 1
    return true
  }

  expect(text: string): void {
    if (!this.accept(text)) this.fail('missing', text, `'${text}' is missing`)
  }

  fail(code: SyntaxCode, about: string, message: string): never {
    throw new Stop({ at: this.at, message, code, about })
  }
}

function expression(reader: Reader): Expression {
  let left = term(reader)
  while (reader.accept('or')) left = { kind: 'or', left, right: term(reader) }
  return left
}

function term(reader: Reader): Expression {
  let left = factor(reader)
  while (reader.accept('and')) left = { kind: 'and', left, right: factor(reader) }
  return left
}

function factor(reader: Reader): Expression {
  if (reader.accept('not')) return { kind: 'not', of: factor(reader) }
  if (reader.accept('(')) {
    const inner = expression(reader)
    reader.expect(')')
    return inner
  }
  return comparison(reader)
}

function comparison(reader: Reader): Expression {
  const left = value(reader)
  const operator = reader.peek()
  if (operator === undefined || !OPERATORS.has(operator)) {
    return { kind: 'compare', left, operator: '>', right: { kind: 'number', value: 0 } }
  }
  reader.take()
  return { kind: 'compare', left, operator: operator as Operator, right: value(reader) }
}

function value(reader: Reader): Value {
  const at = reader.at
  const text = reader.peek()
  if (text === undefined) reader.fail('missing', '', 'a measure or a number is missing')
  const number = /^(\d+(?:\.\d+)?)(ms|s|min|%)?$/.exec(text)
  if (number) {
    reader.take()
    return { kind: 'number', value: Number(number[1]) * (UNITS[number[2] ?? ''] as number) }
  }
  if (!/^[A-Za-z_]/.test(text) || ['and', 'or', 'not'].includes(text))
    reader.fail('value', text, `'${text}' stands where a measure is due`)
  reader.take()
  return { kind: 'call', name: text, words: words(reader), at }
}

function words(reader: Reader): string[] {
  if (!reader.accept('(')) return []
  const found: string[] = []
  while (!reader.accept(')')) {
    if (found.length > 0 && !reader.accept(',')) reader.fail('missing', ')', "',' or ')' is missing")
    const word = reader.peek()
    if (word === undefined || !/^[\w/*]/.test(word)) reader.fail('missing', ')', "a word or ')' is missing")
    found.push(reader.take() as string)
  }
  return found
}

export function parsePredicate(text: string): Result<Expression, SyntaxIssue> {
  if (text.length > MAX_LENGTH) {
    const about = String(MAX_LENGTH)
    return err({ at: MAX_LENGTH, message: `longer than ${about} characters`, code: 'long', about })
  }
  const found = tokens(text.replace(SPOKEN, 'rescindedDuringAccept  '))
  if (!found.ok) return found
  const reader = new Reader(found.value, text.length)
  try {
    const parsed = expression(reader)
    const more = reader.peek()
    if (more !== undefined) reader.fail('many', more, `'${more}' is one word too many`)
    return ok(parsed)
  } catch (error) {
    if (error instanceof Stop) return err(error.issue)
    throw error
  }
}
