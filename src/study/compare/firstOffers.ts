/** Who was offered each agent first, where the agents are alike: the order in which shares decided. */
import type { Difference, Side, Sides } from './matching.ts'
import { agentsAreAlike, offersIn } from './names.ts'

interface First {
  readonly at: number
  readonly to: string
}

/** Offers that leave in one moment have no order among them. */
const MOMENT_MS = 2

function numberOf(offer: string): number {
  return Number(/O(\d+)$/.exec(offer)?.[1] ?? 0)
}

function firstsOf({ tale, names }: Side): readonly First[] {
  const seen = new Set<string>()
  const firsts: (First & { readonly n: number })[] = []
  for (const item of offersIn(tale.items)) {
    for (const { id, agent, role } of item.offers) {
      if (seen.has(agent)) continue
      seen.add(agent)
      firsts.push({ at: item.at, to: `${names.framework(item.framework ?? '')} (${role})`, n: numberOf(id) })
    }
  }
  return firsts.sort((a, b) => a.n - b.n)
}

/** Lists of who was offered something in one moment, each sorted. */
function moments(firsts: readonly First[]): readonly (readonly string[])[] {
  const groups: { at: number; to: string[] }[] = []
  for (const { at, to } of firsts) {
    const last = groups.at(-1)
    if (last && Math.abs(at - last.at) <= MOMENT_MS) {
      last.to.push(to)
      last.at = at
    } else groups.push({ at, to: [to] })
  }
  return groups.map(({ to }) => to.sort())
}

/** The same names in pieces as long as those of `pattern`. */
function inPieces(firsts: readonly First[], pattern: readonly (readonly string[])[]): string {
  const names = firsts.map(({ to }) => to)
  return pattern.map(({ length }) => names.splice(0, length).sort().join(' + ')).join(', ')
}

export function firstOffersDifference({ theirs, ours }: Sides): readonly Difference[] {
  if (!agentsAreAlike(theirs.cast) || !agentsAreAlike(ours.cast)) return []
  const recorded = firstsOf(theirs)
  const simulated = firstsOf(ours).slice(0, recorded.length)
  const there = moments(recorded)
  const here = moments(simulated)
  const alike =
    inPieces(recorded, there) === inPieces(simulated, there) || inPieces(recorded, here) === inPieces(simulated, here)
  if (alike) return []
  const list = (firsts: readonly First[]): string => firsts.map(({ to }) => to).join(', ')
  const at = recorded[0]?.at ?? 0
  return [{ at, text: `agents were first offered to ${list(recorded)}; in ours to ${list(simulated)}` }]
}
