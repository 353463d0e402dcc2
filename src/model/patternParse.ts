/** Reads a pattern into a tree. What Java would refuse, or we do not know, is a `PatternFault`. Source: java.util.regex.Pattern. */

export interface CharSet {
  /** Inclusive ranges of code points. */
  readonly ranges: readonly (readonly [number, number])[]
  readonly negated: boolean
}

export type Node =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'assert'; readonly at: 'start' | 'end' | 'word' | 'inside' }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly min: number; readonly max: number | null }

export class PatternFault extends Error {}

/** Highest count in `{n,m}`. */
const MAX_COUNT = 1000
const MAX_NESTING = 100

const DIGIT: CharSet['ranges'] = [[48, 57]]
const WORD: CharSet['ranges'] = [...DIGIT, [65, 90], [95, 95], [97, 122]]
const SPACE: CharSet['ranges'] = [
  [9, 13],
  [32, 32],
]
const LINE_END: CharSet['ranges'] = [
  [10, 10],
  [13, 13],
  [0x85, 0x85],
  [0x2028, 0x2029],
]
const CLASSES: Readonly<Record<string, CharSet>> = {
  d: { ranges: DIGIT, negated: false },
  D: { ranges: DIGIT, negated: true },
  w: { ranges: WORD, negated: false },
  W: { ranges: WORD, negated: true },
  s: { ranges: SPACE, negated: false },
  S: { ranges: SPACE, negated: true },
}
const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, f: 12, a: 7, e: 27 }
const CONTROL_LENGTHS: Readonly<Record<string, number>> = { x: 2, u: 4 }

export function parsePattern(source: string): { readonly node: Node; readonly ignoreCase: boolean } {
  const ignoreCase = source.startsWith('(?i)')
  const parser = new Parser([...source], ignoreCase ? 4 : 0)
  return { node: parser.whole(), ignoreCase }
}

class Parser {
  readonly #chars: readonly string[]
  #at: number
  #nesting = 0

  constructor(chars: readonly string[], at: number) {
    this.#chars = chars
    this.#at = at
  }

  whole(): Node {
    const node = this.#choice()
    if (this.#at < this.#chars.length) throw new PatternFault('an unmatched closing bracket')
    return node
  }

  #choice(): Node {
    const parts = [this.#sequence()]
    while (this.#take('|')) parts.push(this.#sequence())
    return parts.length === 1 ? (parts[0] as Node) : { kind: 'choice', parts }
  }

  #sequence(): Node {
    const parts: Node[] = []
    for (let c = this.#peek(); c !== undefined && c !== '|' && c !== ')'; c = this.#peek()) parts.push(this.#repeated())
    return { kind: 'sequence', parts }
  }

  #repeated(): Node {
    let node = this.#atom()
    for (let bounds = this.#bounds(); bounds !== null; bounds = this.#bounds()) {
      if (node.kind === 'repeat') throw new PatternFault('a repeat of a repeat')
      node = { kind: 'repeat', part: node, min: bounds[0], max: bounds[1] }
      this.#take('?')
      if (this.#peek() === '+') throw new PatternFault('a possessive repeat')
    }
    return node
  }

  #bounds(): readonly [number, number | null] | null {
    if (this.#take('*')) return [0, null]
    if (this.#take('+')) return [1, null]
    if (this.#take('?')) return [0, 1]
    if (!this.#take('{')) return null
    const min = this.#count()
    const open = this.#take(',')
    const max = open ? (this.#peek() === '}' ? null : this.#count()) : min
    if (!this.#take('}') || (max !== null && max < min)) throw new PatternFault('an illegal repeat')
    return [min, max]
  }

  #count(): number {
    let digits = ''
    for (let c = this.#peek(); c !== undefined && c >= '0' && c <= '9'; c = this.#peek()) {
      digits += c
      this.#at += 1
    }
    if (digits === '' || Number(digits) > MAX_COUNT) throw new PatternFault('an illegal repeat')
    return Number(digits)
  }

  #atom(): Node {
    const c = this.#next()
    switch (c) {
      case '(':
        return this.#group()
      case '[':
        return { kind: 'set', set: this.#class() }
      case '.':
        return { kind: 'set', set: { ranges: LINE_END, negated: true } }
      case '^':
        return { kind: 'assert', at: 'start' }
      case '$':
        return { kind: 'assert', at: 'end' }
      case '\\':
        return this.#escape()
      case '*':
      case '+':
      case '?':
      case '{':
        throw new PatternFault(`nothing to repeat before '${c}'`)
      default:
        return single(c)
    }
  }

  #group(): Node {
    this.#nesting += 1
    if (this.#nesting > MAX_NESTING) throw new PatternFault('groups nested too deep')
    if (this.#take('?')) this.#groupKind()
    const node = this.#choice()
    if (!this.#take(')')) throw new PatternFault('an unclosed group')
    this.#nesting -= 1
    // Wrapped, so that a repeat may follow a group that is itself a repeat.
    return { kind: 'sequence', parts: [node] }
  }

  #groupKind(): void {
    if (this.#take(':')) return
    const name = /^<[A-Za-z][A-Za-z0-9]*>/.exec(this.#chars.slice(this.#at, this.#at + 64).join(''))
    if (name === null) throw new PatternFault('a construct that is not known here')
    this.#at += name[0].length
  }

  #escape(): Node {
    if (this.#peek() === 'b' || this.#peek() === 'B')
      return { kind: 'assert', at: this.#next() === 'b' ? 'word' : 'inside' }
    if (this.#peek() === 'Q') return this.#quoted()
    return { kind: 'set', set: this.#escapedSet() }
  }

  #quoted(): Node {
    this.#at += 1
    const parts: Node[] = []
    while (this.#at < this.#chars.length) {
      if (this.#peek() === '\\' && this.#chars[this.#at + 1] === 'E') {
        this.#at += 2
        break
      }
      parts.push(single(this.#next()))
    }
    return { kind: 'sequence', parts }
  }

  /** What follows a backslash, outside and inside a class. */
  #escapedSet(): CharSet {
    const c = this.#next()
    const known = Object.hasOwn(CLASSES, c) ? CLASSES[c] : undefined
    if (known !== undefined) return known
    const control = Object.hasOwn(CONTROLS, c) ? CONTROLS[c] : undefined
    if (control !== undefined) return only(control)
    const length = Object.hasOwn(CONTROL_LENGTHS, c) ? CONTROL_LENGTHS[c] : undefined
    if (length !== undefined) return only(this.#hex(length))
    if (/^[A-Za-z0-9]$/.test(c)) throw new PatternFault(`an escape that is not known here: \\${c}`)
    return only(c.codePointAt(0) ?? 0)
  }

  #hex(length: number): number {
    const digits = this.#chars.slice(this.#at, this.#at + length).join('')
    if (digits.length !== length || !/^[\dA-Fa-f]+$/.test(digits)) throw new PatternFault('an illegal escape')
    this.#at += length
    return Number.parseInt(digits, 16)
  }

  #class(): CharSet {
    const negated = this.#take('^')
    const ranges: (readonly [number, number])[] = []
    if (this.#peek() === ']') throw new PatternFault('an empty class')
    while (!this.#take(']')) {
      const set = this.#member()
      if (set.negated) ranges.push(...complement(set.ranges))
      else if (this.#peek() === '-' && this.#chars[this.#at + 1] !== ']') ranges.push(this.#range(set))
      else ranges.push(...set.ranges)
    }
    return { ranges, negated }
  }

  #range(from: CharSet): readonly [number, number] {
    this.#at += 1
    const low = lone(from)
    const high = lone(this.#member())
    if (low === null || high === null || high < low) throw new PatternFault('an illegal range')
    return [low, high]
  }

  #member(): CharSet {
    const c = this.#next()
    if (c === '\\') return this.#escapedSet()
    if (c === '[' || (c === '&' && this.#peek() === '&')) throw new PatternFault('a class in a class')
    return only(c.codePointAt(0) ?? 0)
  }

  #peek(): string | undefined {
    return this.#chars[this.#at]
  }

  #take(c: string): boolean {
    if (this.#peek() !== c) return false
    this.#at += 1
    return true
  }

  #next(): string {
    const c = this.#peek()
    if (c === undefined) throw new PatternFault('an unexpected end')
    this.#at += 1
    return c
  }
}

function only(code: number): CharSet {
  return { ranges: [[code, code]], negated: false }
}

function single(char: string): Node {
  return { kind: 'set', set: only(char.codePointAt(0) ?? 0) }
}

function lone(set: CharSet): number | null {
  const [range] = set.ranges
  return set.ranges.length === 1 && !set.negated && range !== undefined && range[0] === range[1] ? range[0] : null
}

function complement(ranges: CharSet['ranges']): (readonly [number, number])[] {
  const rest: [number, number][] = []
  let from = 0
  for (const [low, high] of ranges) {
    if (low > from) rest.push([from, low - 1])
    from = high + 1
  }
  rest.push([from, 0x10ffff])
  return rest
}
