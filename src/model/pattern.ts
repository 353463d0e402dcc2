/**
 * Regular expressions that cannot hang: the subset of Java's that people use, run over all states at once
 * (Thompson), in time proportional to text × pattern. Patterns come from users and from links.
 *
 * Known: literals, escapes, `.`, classes, groups (also named and non-capturing), `|`, `*` `+` `?` `{n}` `{n,}` `{n,m}`
 * and their lazy forms, `^` `$` `\b` `\B`, a leading `(?i)`. Not known, so refused: look-around, back references,
 * possessive forms, class intersections and unions, `\p{…}`.
 */
import { type Result, err, ok } from '#base/result.ts'
import { type CharSet, type Node, PatternFault, parsePattern } from './patternParse.ts'

/** Longest pattern accepted, in characters. */
export const MAX_PATTERN_LENGTH = 1000
/** Most states a pattern may take once its counted repeats are written out. */
export const MAX_PATTERN_STATES = 2000

type Step =
  | { readonly op: 'char'; readonly set: CharTest }
  | { readonly op: 'split'; readonly to: readonly [number, number] }
  | { readonly op: 'jump'; to: number }
  | { readonly op: 'assert'; readonly at: 'start' | 'end' | 'word' | 'inside' }
  | { readonly op: 'match' }

/** A set of characters, with its answers for ASCII looked up. */
interface CharTest {
  readonly set: CharSet
  readonly ascii: Uint8Array
}

export interface Pattern {
  readonly source: string
  readonly ignoreCase: boolean
  readonly steps: readonly Step[]
}

/** The error says what is wrong, for a person. */
export function compilePattern(source: string): Result<Pattern, string> {
  if (source.length > MAX_PATTERN_LENGTH) return err(`longer than ${MAX_PATTERN_LENGTH} characters`)
  try {
    const { node, ignoreCase } = parsePattern(source)
    const steps = new Steps(ignoreCase)
    steps.add(node)
    steps.list.push({ op: 'match' })
    return ok({ source, ignoreCase, steps: steps.list })
  } catch (fault) {
    if (fault instanceof PatternFault) return err(fault.message)
    throw fault
  }
}

/** Whether the pattern matches the whole text, as Java's `matches`. O(text × states). */
export function matchesWhole(pattern: Pattern, text: string): boolean {
  const chars = [...(pattern.ignoreCase ? text.toLowerCase() : text)]
  const run = new Run(pattern.steps, chars)
  let threads = run.closure([0], 0)
  for (let at = 0; at < chars.length; at += 1) {
    const code = (chars[at] as string).codePointAt(0) ?? 0
    const next = threads.flatMap((pc) => {
      const step = pattern.steps[pc]
      return step?.op === 'char' && accepts(step.set, code) ? [pc + 1] : []
    })
    if (next.length === 0) return false
    threads = run.closure(next, at + 1)
  }
  return threads.some((pc) => pattern.steps[pc]?.op === 'match')
}

class Run {
  readonly #steps: readonly Step[]
  readonly #chars: readonly string[]
  /** At which position each step was last reached, plus one. */
  readonly #seen: Int32Array

  constructor(steps: readonly Step[], chars: readonly string[]) {
    this.#steps = steps
    this.#chars = chars
    this.#seen = new Int32Array(steps.length)
  }

  /** Every step reachable without reading a character. */
  closure(from: readonly number[], at: number): number[] {
    const reached: number[] = []
    const open = [...from]
    for (let pc = open.pop(); pc !== undefined; pc = open.pop()) {
      if (this.#seen[pc] === at + 1) continue
      this.#seen[pc] = at + 1
      const step = this.#steps[pc] as Step
      if (step.op === 'jump') open.push(step.to)
      else if (step.op === 'split') open.push(...step.to)
      else if (step.op === 'assert') {
        if (this.#holds(step.at, at)) open.push(pc + 1)
      } else reached.push(pc)
    }
    return reached
  }

  #holds(where: 'start' | 'end' | 'word' | 'inside', at: number): boolean {
    if (where === 'start') return at === 0
    const last = this.#chars.length
    if (where === 'end') return at === last || (at === last - 1 && this.#chars[at] === '\n')
    const border = isWordChar(this.#chars[at - 1]) !== isWordChar(this.#chars[at])
    return border === (where === 'word')
  }
}

function isWordChar(char: string | undefined): boolean {
  return char !== undefined && /^\w$/.test(char)
}

function has(set: CharSet, code: number): boolean {
  return set.ranges.some(([low, high]) => low <= code && code <= high) !== set.negated
}

/** The text is in lower case where case is ignored; a set may still name the upper-case letter. */
function charTest(set: CharSet, ignoreCase: boolean): CharTest {
  const within = (code: number) => set.ranges.some(([low, high]) => low <= code && code <= high)
  const upper = (code: number) => (ignoreCase && code >= 97 && code <= 122 ? code - 32 : code)
  const ascii = Uint8Array.from({ length: 128 }, (_, code) =>
    Number((within(code) || within(upper(code))) !== set.negated),
  )
  return { set, ascii }
}

function accepts(test: CharTest, code: number): boolean {
  return code < 128 ? test.ascii[code] === 1 : has(test.set, code)
}

/** A pattern written out as steps. */
class Steps {
  readonly list: Step[] = []
  /** Nodes written, also those that take no step: `((){1000}){1000}` must end too. */
  #written = 0
  readonly #ignoreCase: boolean
  readonly #tests = new Map<CharSet, CharTest>()

  constructor(ignoreCase: boolean) {
    this.#ignoreCase = ignoreCase
  }

  add(node: Node): void {
    this.#written += 1
    if (this.list.length > MAX_PATTERN_STATES || this.#written > MAX_PATTERN_STATES * 4)
      throw new PatternFault(`needs more than ${MAX_PATTERN_STATES} states`)
    switch (node.kind) {
      case 'set':
        this.list.push({ op: 'char', set: this.#test(node.set) })
        return
      case 'assert':
        this.list.push({ op: 'assert', at: node.at })
        return
      case 'sequence':
        for (const part of node.parts) this.add(part)
        return
      case 'choice':
        this.#choice(node.parts)
        return
      case 'repeat':
        this.#repeat(node)
    }
  }

  /** A repeated set is looked up once. */
  #test(set: CharSet): CharTest {
    const test = this.#tests.get(set) ?? charTest(set, this.#ignoreCase)
    this.#tests.set(set, test)
    return test
  }

  /** Writes a fork into the part and gives what sets its other way to here. */
  #fork(): () => void {
    const split = this.list.length
    this.list.push({ op: 'split', to: [split + 1, 0] })
    return () => {
      this.list[split] = { op: 'split', to: [split + 1, this.list.length] }
    }
  }

  #choice(parts: readonly Node[]): void {
    const ends: { op: 'jump'; to: number }[] = []
    for (const part of parts.slice(0, -1)) {
      const join = this.#fork()
      this.add(part)
      const end: { op: 'jump'; to: number } = { op: 'jump', to: 0 }
      ends.push(end)
      this.list.push(end)
      join()
    }
    const last = parts.at(-1)
    if (last !== undefined) this.add(last)
    for (const end of ends) end.to = this.list.length
  }

  #repeat({ part, min, max }: Node & { readonly kind: 'repeat' }): void {
    for (let i = 0; i < min; i += 1) this.add(part)
    if (max === null) {
      const start = this.list.length
      const join = this.#fork()
      this.add(part)
      this.list.push({ op: 'jump', to: start })
      join()
      return
    }
    const joins: (() => void)[] = []
    for (let i = min; i < max; i += 1) {
      joins.push(this.#fork())
      this.add(part)
    }
    for (const join of joins) join()
  }
}
