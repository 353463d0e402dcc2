/** Where a taskgroup may go: an intersection of unions. Source: bcs-process.md 2. */
import type { ProcessSpec, Union } from '#model/bcs/process.ts'
import type { Offer } from '#model/messages/bodies.ts'
import { compilePattern, matchesWhole } from '#model/pattern.ts'

/** A taskgroup that runs already: its host's attributes, and the labels of its application. */
export interface Placed {
  readonly app: string
  readonly attributes: Readonly<Record<string, string>>
  readonly labels: Readonly<Record<string, string>>
  readonly hostname: string
}

export type Place = Pick<Offer, 'hostname' | 'attributes'>

function valueOf({ hostname, attributes }: Place, name: string): string | null {
  return name === 'hostname' ? hostname : (attributes[name] ?? null)
}

function matches(pattern: string, value: string): boolean {
  const compiled = compilePattern(pattern)
  return compiled.ok && matchesWhole(compiled.value, value)
}

function wanted({ set, text }: Union): readonly string[] {
  return set?.item ?? (text ? [text.value] : [])
}

/** Groups of the application on hosts with the same value. */
function sameValue(union: Union, app: string, value: string, placed: readonly Placed[]): number {
  return placed.filter((group) => group.app === app && valueOf(group, union.name) === value).length
}

/** No value of the set has more than one group less than another: differences of one remain. */
function isEven(union: Union, app: string, value: string, placed: readonly Placed[]): boolean {
  const counts = wanted(union).map((one) => sameValue(union, app, one, placed))
  return wanted(union).includes(value) && sameValue(union, app, value, placed) <= Math.min(...counts)
}

function hasLabel({ labels }: Placed, wish: string): boolean {
  const colon = wish.indexOf(':')
  return colon > 0 && labels[wish.slice(0, colon)] === wish.slice(colon + 1)
}

function holds(union: Union, { name: app }: ProcessSpec, place: Place, placed: readonly Placed[]): boolean {
  if (union.operate === 'EXCLUDE')
    return !placed.some(
      (group) => group.hostname === place.hostname && wanted(union).some((wish) => hasLabel(group, wish)),
    )
  const value = valueOf(place, union.name)
  if (value === null) return false
  switch (union.operate) {
    case 'UNIQUE':
      return sameValue(union, app, value, placed) === 0
    case 'MAXPER':
      return sameValue(union, app, value, placed) < Number(union.text?.value ?? 0)
    case 'CLUSTER':
      return wanted(union).includes(value)
    case 'LIKE':
      return wanted(union).some((pattern) => matches(pattern, value))
    case 'UNLIKE':
      return !wanted(union).some((pattern) => matches(pattern, value))
    case 'GROUPBY':
      return isEven(union, app, value, placed)
    case 'GREATER':
      return Number(value) > (union.scalar?.value ?? Number.POSITIVE_INFINITY)
  }
}

/** Every group of the intersection holds where one of its union does. */
export function mayGo(spec: ProcessSpec, place: Place, placed: readonly Placed[]): boolean {
  return spec.constraint.every((unions) => unions.some((union) => holds(union, spec, place, placed)))
}
