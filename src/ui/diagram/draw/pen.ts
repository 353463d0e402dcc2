/** An SVG element that remembers what was last written to it: what has not changed is not touched. */
import { creator } from 'd3-selection'

type Value = string | number | null

export class Pen<E extends Element = SVGElement> {
  readonly node: E
  private readonly last = new Map<string, Value>()

  constructor(node: E) {
    this.node = node
  }

  /** Null takes the attribute away. */
  attr(name: string, value: Value): this {
    if (this.last.get(name) === value) return this
    this.last.set(name, value)
    if (value === null) this.node.removeAttribute(name)
    else this.node.setAttribute(name, typeof value === 'number' ? short(value) : value)
    return this
  }

  text(value: string): this {
    if (this.last.get('#text') === value) return this
    this.last.set('#text', value)
    this.node.textContent = value
    return this
  }

  shown(is: boolean): this {
    return this.attr('display', is ? null : 'none')
  }

  /** A new element inside this one. */
  add<N extends SVGElement = SVGElement>(tag: string, className?: string): Pen<N> {
    const made = creator<N>(`svg:${tag}`).call(this.node)
    if (className) made.setAttribute('class', className)
    this.node.append(made)
    return new Pen(made)
  }
}

/** Two decimals at most: sub-pixels beyond do not show, and longer texts cost. */
export function short(value: number): string {
  return String(Math.round(value * 100) / 100)
}
