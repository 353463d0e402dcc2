/** Whether a quota may be set. Source: quota.cpp, validate; quota_handler.cpp, QuotaTree, _update; reference 5.8. */
import { formatMilli, quantities } from '#model/resources.ts'
import { parseQuantities, type Quantities } from '../../allocator/quantities.ts'
import { resourcesIn } from '../resourceText.ts'
import type { MasterBooks } from './books.ts'
import { usedParts } from './holdings.ts'
import { roleFault } from './roleNames.ts'

interface Wish {
  readonly role: string
  readonly guarantees: string
  readonly limits: string
}

/** Why not, as a sentence, or null. Mesos' `force` is not among the keys of the action. */
export function quotaFault(books: MasterBooks, wish: Wish): string | null {
  const fault = roleFault(wish.role)
  if (fault !== null) return fault
  if (wish.role.includes('/')) return 'quota is for top-level roles only'
  const guarantees = parseQuantities(wish.guarantees)
  if (!guarantees.ok) return guarantees.error
  const limits = parseQuantities(wish.limits)
  if (!limits.ok) return limits.error
  return (
    aboveFault(guarantees.value, limits.value) ??
    capacityFault(books, wish.role, guarantees.value) ??
    consumptionFault(books, wish.role, limits.value)
  )
}

function aboveFault(guarantees: Quantities, limits: Quantities): string | null {
  for (const [name, amount] of guarantees)
    if (amount > (limits.get(name) ?? Number.POSITIVE_INFINITY)) return `the guarantee of ${name} is above its limit`
  return null
}

function add(sums: Map<string, number>, amounts: Iterable<readonly [string, number]>): void {
  for (const [name, amount] of amounts) sums.set(name, (sums.get(name) ?? 0) + amount)
}

/** All guarantees together must fit into the cluster as it is registered now. */
function capacityFault(books: MasterBooks, role: string, guarantees: Quantities): string | null {
  const total = new Map<string, number>()
  for (const agent of books.agents.values()) add(total, quantities(agent.total))
  const wanted = new Map(guarantees)
  for (const [other, quota] of books.quotas) {
    const known = parseQuantities(quota.guarantees)
    if (other !== role && known.ok) add(wanted, known.value)
  }
  for (const [name, amount] of wanted)
    if (guarantees.has(name) && amount > (total.get(name) ?? 0))
      return `all guarantees of ${name} are ${formatMilli(amount)}, the cluster has ${formatMilli(total.get(name) ?? 0)}`
  return null
}

/** Whether a role is another or below it. */
export function isWithin(name: string, role: string): boolean {
  return name === role || name.startsWith(`${role}/`)
}

/** What the role and those below it consume: their reservations, and what their tasks use beside them. */
export function consumedQuota(books: MasterBooks, role: string): Map<string, number> {
  const consumed = new Map<string, number>()
  for (const agent of books.agents.values()) {
    add(consumed, quantities(agent.total.filter((entry) => isWithin(entry.role, role))))
    for (const part of usedParts(agent))
      if (isWithin(part.role, role)) {
        const plain = resourcesIn(part.resources).filter((entry) => entry.role === '*' && !entry.revocable)
        add(consumed, quantities(plain))
      }
  }
  return consumed
}

function consumptionFault(books: MasterBooks, role: string, limits: Quantities): string | null {
  const consumed = consumedQuota(books, role)
  for (const [name, limit] of limits)
    if ((consumed.get(name) ?? 0) > limit)
      return `the role consumes ${formatMilli(consumed.get(name) ?? 0)} ${name}, more than the limit`
  return null
}
