import { describe, expect, it } from 'vitest'
import type { NoMatchReason, UnusedOffer } from '#model/trace/series.ts'
import type { LauncherBook } from './books.ts'
import { funnelSteps, lastOffersFunnel, makeFunnel, noteUnused, noteUsed } from './funnel.ts'

function aLauncher(): LauncherBook {
  return {
    app: '/a',
    scheduled: new Set(),
    launchable: new Set(),
    funnel: makeFunnel(),
    lastUsedAt: null,
    lastUnusedAt: null,
    unused: new Map(),
  }
}

function unused(agent: string, at: number, ...reasons: readonly NoMatchReason[]): UnusedOffer {
  return { offer: `O${at}`, agent, at, resources: '', reasons: reasons.map((reason) => ({ reason })) }
}

describe('the funnel of unused offers', () => {
  it('has all ten reasons in order; what one declines does not reach the next', () => {
    const book = aLauncher()
    noteUnused(book, unused('a', 1, 'UnfulfilledRole', 'InsufficientCpus'))
    noteUnused(book, unused('b', 2, 'InsufficientCpus', 'InsufficientMemory'))
    noteUnused(book, unused('c', 3, 'InsufficientPorts'))
    noteUsed(book, 4)
    const steps = funnelSteps(book.funnel)
    expect(steps).toHaveLength(10)
    expect(steps.map(({ processed }) => processed)).toEqual([4, 3, 3, 3, 3, 2, 2, 2, 2, 1])
    expect(steps.flatMap(({ reason, declined }) => (declined > 0 ? [`${reason} ${declined}`] : []))).toEqual([
      'UnfulfilledRole 1',
      'InsufficientCpus 1',
      'InsufficientPorts 1',
    ])
  })

  it('over the last offers counts the newest of each agent', () => {
    const book = aLauncher()
    noteUnused(book, unused('a', 1, 'InsufficientCpus'))
    noteUnused(book, unused('a', 2, 'InsufficientMemory'))
    noteUnused(book, unused('b', 3, 'InsufficientMemory'))
    expect(funnelSteps(lastOffersFunnel(book)).filter(({ declined }) => declined > 0)).toEqual([
      { reason: 'InsufficientMemory', processed: 2, declined: 2 },
    ])
    expect(book.funnel.processed).toBe(3)
  })

  it('counts an offer that was refused without a reason as processed alone', () => {
    const book = aLauncher()
    noteUnused(book, unused('a', 1))
    expect(funnelSteps(book.funnel).map(({ processed }) => processed)).toEqual(Array(10).fill(1))
  })
})
