/** Statistics of unused offers. Source: OfferMatchStatistics.scala; reference/marathon.md 3.4. */
import { NO_MATCH_REASONS, type FunnelStep, type UnusedOffer } from '#model/trace/series.ts'
import type { Funnel, LauncherBook } from './books.ts'

export function makeFunnel(): Funnel {
  return { processed: 0, declined: {} }
}

/** All reasons in order: what a step processes is what the step before left. */
export function funnelSteps({ processed, declined }: Funnel): readonly FunnelStep[] {
  let left = processed
  return NO_MATCH_REASONS.map((reason) => {
    const here = declined[reason] ?? 0
    const step = { reason, processed: left, declined: here }
    left -= here
    return step
  })
}

export function noteUsed(book: LauncherBook, now: number): void {
  book.funnel.processed += 1
  book.lastUsedAt = now
}

/** An offer counts once, under its first reason. */
export function noteUnused(book: LauncherBook, offer: UnusedOffer): void {
  count(book.funnel, offer)
  book.unused.delete(offer.agent)
  book.unused.set(offer.agent, offer)
  book.lastUnusedAt = offer.at
}

function count(funnel: Funnel, { reasons: [first] }: UnusedOffer): void {
  funnel.processed += 1
  if (first) funnel.declined[first.reason] = (funnel.declined[first.reason] ?? 0) + 1
}

/** The funnel over the newest unused offer of each agent. */
export function lastOffersFunnel({ unused }: LauncherBook): Funnel {
  const funnel = makeFunnel()
  for (const offer of unused.values()) count(funnel, offer)
  return funnel
}
