/** What a framework asks of an agent before it wants an offer. Source: scheduler.proto, OfferConstraints, AttributeConstraint. */

export type OfferPredicate = 'exists' | 'notExists' | 'textEquals' | 'textNotEquals' | 'textMatches' | 'textNotMatches'

export interface OfferConstraint {
  /** An attribute's name, or `@hostname`, `@region`, `@zone`. */
  readonly attribute: string
  readonly predicate: OfferPredicate
  /** The text or the regular expression; `exists` and `notExists` have none. */
  readonly value?: string
}

/** By role: an agent must satisfy all constraints of one of the groups. */
export type OfferConstraints = Readonly<Record<string, readonly (readonly OfferConstraint[])[]>>
