/**
 * Placement constraints: what a document may say, and whether an offer's agent fits.
 * Source: SchedulingValidation.scala, Constraints.scala; reference/marathon.md 1.4.
 */
import { assertNever } from '#base/assert.ts'
import { type Pattern, compilePattern, matchesWhole } from '../pattern.ts'

export const OPERATORS = ['UNIQUE', 'CLUSTER', 'GROUP_BY', 'LIKE', 'MAX_PER', 'UNLIKE', 'IS'] as const
export type Operator = (typeof OPERATORS)[number]

const WHOLE = /^[+-]?\d{1,10}$/
const LITERAL = /^[a-zA-Z0-9_/.-]*$/

/** The error of one constraint, or null. */
export function constraintError(constraint: readonly string[]): string | null {
  if (constraint.length < 2 || constraint.length > 3) return 'Each constraint must have either 2 or 3 fields'
  const [field = '', operatorText = '', value] = constraint
  if (field === '') return 'illegal constraint specification'
  const operator = asOperator(operatorText)
  if (operator === null)
    return `operator must be one of the following UNIQUE, CLUSTER, GROUP_BY, LIKE, MAX_PER, UNLIKE or IS`
  return valueError(operator, value)
}

/** A lower-case operator passes, as in Marathon. */
export function asOperator(text: string): Operator | null {
  return OPERATORS.find((operator) => operator === text.toUpperCase()) ?? null
}

function valueError(operator: Operator, value: string | undefined): string | null {
  switch (operator) {
    case 'UNIQUE':
      return value === undefined ? null : 'UNIQUE does not accept a value'
    case 'CLUSTER':
      return null
    case 'GROUP_BY':
      return value === undefined || isInt(value)
        ? null
        : 'GROUP BY must define an integer value or else no value at all'
    case 'MAX_PER':
      return value !== undefined && isInt(value) ? null : 'MAX_PER requires an integer value'
    case 'LIKE':
    case 'UNLIKE':
      if (value === undefined) return 'LIKE and UNLIKE require a non-empty, regular expression value'
      return compilePattern(value).ok ? null : 'is not a valid regular expression'
    case 'IS':
      if (LITERAL.test(value ?? '')) return null
      return 'IS only supports Mesos text and float values (see http://mesos.apache.org/documentation/latest/attributes-resources/)'
    default:
      return assertNever(operator)
  }
}

function isInt(text: string): boolean {
  return WHOLE.test(text) && Math.abs(Number(text) + 0.5) < 0x80000000
}

/** An agent attribute as Mesos types it. */
export type Attribute =
  | { readonly kind: 'scalar'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'ranges'; readonly value: readonly (readonly [number, number])[] }
  | { readonly kind: 'set'; readonly value: readonly string[] }

/** Where an instance is, or would be. */
export interface Site {
  readonly hostname: string
  readonly region: string | null
  readonly zone: string | null
  readonly attributes: Readonly<Record<string, Attribute>>
}

const SCALAR = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const RANGES = /^\[\s*\d+\s*-\s*\d+\s*(?:,\s*\d+\s*-\s*\d+\s*)*\]$/

/** The value of an agent's `--attributes` entry. Source: attributes.cpp, values.cpp. */
export function parseAttribute(text: string): Attribute {
  const trimmed = text.trim()
  if (SCALAR.test(trimmed)) return { kind: 'scalar', value: Number(trimmed) }
  if (RANGES.test(trimmed)) {
    const ends = (trimmed.match(/\d+/g) ?? []).map(Number)
    return {
      kind: 'ranges',
      value: ends.flatMap((low, index) => (index % 2 === 0 ? [[low, ends[index + 1] ?? low] as const] : [])),
    }
  }
  if (trimmed.startsWith('{') && trimmed.endsWith('}'))
    return {
      kind: 'set',
      value: trimmed
        .slice(1, -1)
        .split(',')
        .map((item) => item.trim()),
    }
  return { kind: 'text', value: trimmed }
}

/** At most three decimals, half to even, no trailing zeros. */
export function formatScalar(value: number): string {
  const milli = value * 1000
  const below = Math.floor(milli)
  const rest = milli - below
  const rounded = rest > 0.5 || (rest === 0.5 && below % 2 !== 0) ? below + 1 : below
  return String(rounded / 1000)
}

export function attributeText(attribute: Attribute): string {
  switch (attribute.kind) {
    case 'scalar':
      return formatScalar(attribute.value)
    case 'text':
      return attribute.value
    case 'ranges':
      return `[${attribute.value.map(([low, high]) => `${low}-${high}`).join(',')}]`
    case 'set':
      return `{${attribute.value.toSorted().join(',')}}`
    default:
      return assertNever(attribute)
  }
}

/** What a constraint's field says of a site; null where the agent lacks it. */
export function fieldAttribute(field: string, site: Site): Attribute | null {
  switch (field) {
    case 'hostname':
    case '@hostname':
      return { kind: 'text', value: site.hostname }
    case '@region':
      return site.region === null ? null : { kind: 'text', value: site.region }
    case '@zone':
      return site.zone === null ? null : { kind: 'text', value: site.zone }
    default:
      return Object.hasOwn(site.attributes, field) ? (site.attributes[field] ?? null) : null
  }
}

/** A constraint ready to be asked many times. */
export interface PreparedConstraint {
  readonly field: string
  readonly operator: Operator
  readonly value: string | null
  /** LIKE and UNLIKE only. */
  readonly pattern: Pattern | null
}

/** Constraints that passed the rules; what did not is left out. */
export function prepareConstraints(constraints: readonly (readonly string[])[]): readonly PreparedConstraint[] {
  return constraints.flatMap((constraint): PreparedConstraint[] => {
    const [field = '', operatorText = '', value = null] = constraint
    const operator = asOperator(operatorText)
    if (operator === null || constraintError(constraint) !== null) return []
    const compiled = (operator === 'LIKE' || operator === 'UNLIKE') && value !== null ? compilePattern(value) : null
    return [{ field, operator, value, pattern: compiled?.ok === true ? compiled.value : null }]
  })
}

/**
 * Whether one more instance may go to `site`.
 * @param placed where the app's instances are that are neither scheduled nor lost and not older than the last configuration change
 * @param instances the app's target
 */
export function meetsConstraint(
  constraint: PreparedConstraint,
  site: Site,
  placed: readonly Site[],
  instances: number,
): boolean {
  const attribute = fieldAttribute(constraint.field, site)
  if (attribute === null) return constraint.operator === 'UNLIKE'
  const here = attributeText(attribute)
  const others = placed.flatMap((other) => {
    const theirs = fieldAttribute(constraint.field, other)
    return theirs === null ? [] : [attributeText(theirs)]
  })
  const same = others.filter((other) => other === here).length
  switch (constraint.operator) {
    case 'UNIQUE':
      return same === 0
    case 'CLUSTER':
      return constraint.value === null || constraint.value === '' ? same === others.length : here === constraint.value
    case 'GROUP_BY':
      return isBalanced(here, others, instances, constraint.value)
    case 'MAX_PER':
      return same < Number(constraint.value)
    case 'LIKE':
      return constraint.pattern !== null && matchesWhole(constraint.pattern, here)
    case 'UNLIKE':
      return constraint.pattern !== null && !matchesWhole(constraint.pattern, here)
    case 'IS':
      return isEqual(attribute, constraint.value ?? '')
    default:
      return assertNever(constraint.operator)
  }
}

function isEqual(attribute: Attribute, value: string): boolean {
  if (attribute.kind !== 'scalar') return attributeText(attribute) === value
  return SCALAR.test(value) && formatScalar(Number(value)) === formatScalar(attribute.value)
}

/**
 * GROUP_BY. With a number of groups, each takes `instances / groups`, the first few one more. Without one, Marathon's code divides by zero;
 * the documented meaning is simulated: a value may be used again once no other has fewer.
 */
function isBalanced(here: string, others: readonly string[], instances: number, value: string | null): boolean {
  const counts = new Map<string, number>()
  for (const other of others) counts.set(other, (counts.get(other) ?? 0) + 1)
  const mine = counts.get(here)
  if (value === null) return mine === undefined || [...counts.values()].every((count) => count >= mine)
  const groups = Number(value)
  if (groups <= 0) return false
  if (mine === undefined) return counts.size < groups
  const quota = Math.floor(instances / groups)
  const above = [...counts.values()].filter((count) => count > quota).length
  return mine < quota || (mine === quota && (instances % groups) - above > 0)
}

/** Without a constraint on region or zone, only the masters' own region is used; a refusal leaves no reason. */
export function regionAllowed(
  constraints: readonly PreparedConstraint[],
  region: string | null,
  mastersRegion: string | null,
): boolean {
  return region === mastersRegion || constraints.some(({ field }) => field === '@region' || field === '@zone')
}
