/**
 * Offer constraints: what a framework asks of an agent's attributes, hostname, region or zone before it wants an offer.
 * Source: offer_constraints_filter.cpp. Simplified: regular expressions are those of Marathon's constraints, not RE2's.
 */
import { assertNever } from '#base/assert.ts'
import { type Pattern, compilePattern, matchesWhole } from '#model/pattern.ts'
import type { AllocatorState } from './state.ts'
import type { AttributeConstraint, AttributePredicate, ConstraintGroup } from './tables.ts'

/** What a selector finds: nothing, a text, or an attribute of another type. */
type Selected =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'other' }

const NOTHING: Selected = { kind: 'nothing' }

/** Numbers, ranges and sets are not texts. Source: attributes.cpp, parse. */
function isText(value: string): boolean {
  const text = value.trim()
  return !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && !/^\[.*\]$/.test(text) && !/^\{.*\}$/.test(text)
}

function select(state: AllocatorState, agent: number, selector: AttributeConstraint['selector']): Selected {
  const { agents } = state
  switch (selector.kind) {
    case 'attribute': {
      const attributes = agents.attributes[agent] ?? {}
      const value = Object.hasOwn(attributes, selector.name) ? attributes[selector.name] : undefined
      if (value === undefined) return NOTHING
      return isText(value) ? { kind: 'text', text: value } : { kind: 'other' }
    }
    case 'hostname':
      return { kind: 'text', text: agents.hostname[agent] ?? '' }
    case 'region':
    case 'zone': {
      const domain = agents.domain[agent]
      return domain ? { kind: 'text', text: domain[selector.kind] } : NOTHING
    }
    default:
      return assertNever(selector)
  }
}

/** A text predicate is true of an attribute that is not a text, and its negation too. */
function satisfies(predicate: AttributePredicate, selected: Selected): boolean {
  switch (predicate.kind) {
    case 'exists':
      return selected.kind !== 'nothing'
    case 'notExists':
      return selected.kind === 'nothing'
    case 'textEquals':
      return selected.kind === 'text' ? selected.text === predicate.value : selected.kind === 'other'
    case 'textNotEquals':
      return selected.kind !== 'text' || selected.text !== predicate.value
    case 'textMatches':
      return selected.kind === 'text' ? matches(predicate.regex, selected.text) : selected.kind === 'other'
    case 'textNotMatches':
      return selected.kind !== 'text' || !matches(predicate.regex, selected.text)
    default:
      return assertNever(predicate)
  }
}

/** Compiled once; what is no expression matches nothing: the master refuses frameworks that ask for it. */
const patterns = new Map<string, Pattern | null>()

function matches(regex: string, text: string): boolean {
  let pattern = patterns.get(regex)
  if (pattern === undefined) {
    const compiled = compilePattern(regex)
    pattern = compiled.ok ? compiled.value : null
    patterns.set(regex, pattern)
  }
  return pattern !== null && matchesWhole(pattern, text)
}

/** True where no group has all its constraints satisfied; without groups nobody is excluded. */
export function isAgentExcluded(
  state: AllocatorState,
  agent: number,
  groups: readonly ConstraintGroup[] | undefined,
): boolean {
  if (groups === undefined) return false
  return !groups.some((group) =>
    group.every(({ selector, predicate }) => satisfies(predicate, select(state, agent, selector))),
  )
}
