/** Offers that a new quota calls back, without a filter. Source: quota_handler.cpp, _update; reference 5.8. */
import { valuesIn } from '#base/window.ts'
import { quantities } from '#model/resources.ts'
import { quantitiesOf } from '../../allocator/quantities.ts'
import { type MasterApi, type OfferRecord, offersOf, offersOn } from './books.ts'
import { endOffer } from './offers.ts'
import { consumedQuota, isWithin } from './quota.ts'

/**
 * First the role's own, until what it consumes and is offered fits its limits; then those of others, until what it has,
 * is offered and may now get reaches its guarantees. What is reserved and offered counts twice.
 */
export function rescindForQuota(
  api: MasterApi,
  role: string,
  quota: { readonly guarantees: string; readonly limits: string },
): void {
  const { books } = api
  const isOwn = (offer: OfferRecord): boolean => isWithin(offer.role, role)
  const held = consumedQuota(books, role)
  const count = (offer: OfferRecord, sign: 1 | -1): void => {
    for (const [name, amount] of quantities(offer.resources))
      held.set(name, Math.max(0, (held.get(name) ?? 0) + sign * amount))
  }
  for (const offer of valuesIn(books.offers)) if (isOwn(offer)) count(offer, 1)

  const limits = [...quantitiesOf(quota.limits)]
  const isFitting = (): boolean => limits.every(([name, limit]) => (held.get(name) ?? 0) <= limit)
  for (const framework of books.frameworks.values()) {
    if (isFitting()) break
    for (const offer of offersOf(books, framework)) {
      if (isFitting()) break
      if (!isOwn(offer)) continue
      count(offer, -1)
      endOffer(api, offer, { type: 'rescind' })
    }
  }

  const guarantees = [...quantitiesOf(quota.guarantees)]
  const isReached = (): boolean => guarantees.every(([name, wanted]) => (held.get(name) ?? 0) >= wanted)
  for (const agent of books.agents.values()) {
    if (isReached()) return
    for (const offer of offersOn(agent)) {
      if (isReached()) return
      if (isOwn(offer)) continue
      count(offer, 1)
      endOffer(api, offer, { type: 'rescind' })
    }
  }
}
