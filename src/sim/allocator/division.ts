/**
 * Fair division without a cluster: how many tasks each user runs when resources can be cut as finely as one likes.
 * Source: the DRF paper (Ghodsi et al., NSDI 2011), sections 4 and 5; reference: conformance README, kind division.
 */

export interface DivisionUser {
  readonly name: string
  /** One task, amounts by resource name. */
  readonly demand: ReadonlyMap<string, number>
  /** Above 0. */
  readonly weight: number
}

/** `drf`: the largest of a user's shares is made equal; `asset`: the sum of its shares. */
export type DivisionPolicy = 'drf' | 'asset'

/** How much one task adds to what the policy makes equal, before weights. */
function costOfTask(policy: DivisionPolicy, user: DivisionUser, capacity: ReadonlyMap<string, number>): number {
  let cost = 0
  for (const [name, amount] of user.demand) {
    const share = amount / (capacity.get(name) ?? 0)
    cost = policy === 'drf' ? Math.max(cost, share) : cost + share
  }
  return cost
}

function needs(user: DivisionUser, name: string): boolean {
  return (user.demand.get(name) ?? 0) > 0
}

/**
 * Tasks per user. All users' shares, divided by their weights, rise together; when a resource is used up the users
 * that need it stop and the others go on. A user that needs what is not there at all, or nothing at all, has 0 tasks.
 */
export function divide(
  policy: DivisionPolicy,
  capacity: ReadonlyMap<string, number>,
  users: readonly DivisionUser[],
): ReadonlyMap<string, number> {
  const tasks = new Map(users.map((user) => [user.name, 0]))
  const left = new Map(capacity)
  let rising = users.filter((user) => Number.isFinite(costOfTask(policy, user, capacity)))
  rising = rising.filter((user) => costOfTask(policy, user, capacity) > 0)
  while (rising.length > 0) {
    const rates = rising.map((user) => user.weight / costOfTask(policy, user, capacity))
    const { step, used } = nextExhausted(left, rising, rates)
    rising.forEach((user, i) => tasks.set(user.name, (tasks.get(user.name) ?? 0) + step * (rates[i] as number)))
    for (const [name, amount] of left) left.set(name, name === used ? 0 : amount - step * usage(name, rising, rates))
    rising = rising.filter((user) => !needs(user, used))
  }
  return tasks
}

/** How fast a resource is used while the level rises by 1. */
function usage(name: string, users: readonly DivisionUser[], rates: readonly number[]): number {
  return users.reduce((sum, user, i) => sum + (user.demand.get(name) ?? 0) * (rates[i] as number), 0)
}

/** The resource that is used up first, and by how much the level rises until then. */
function nextExhausted(
  left: ReadonlyMap<string, number>,
  users: readonly DivisionUser[],
  rates: readonly number[],
): { readonly step: number; readonly used: string } {
  let step = Infinity
  let used = ''
  for (const [name, amount] of left) {
    const rate = usage(name, users, rates)
    if (rate > 0 && Math.max(0, amount) / rate < step) {
      step = Math.max(0, amount) / rate
      used = name
    }
  }
  return { step, used }
}
