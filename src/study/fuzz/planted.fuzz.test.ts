import type { ClusterDefinition } from '#sim/kernel/definition.ts'
import { describe, expect, it } from 'vitest'
import { fuzzRun } from './fuzz.ts'
import { forgotten, planted, withBody, withSend } from './plant.fixture.ts'

const MOST_RUNS = 30

/** What the first failing run says, and its seed. */
function caught(cluster: ClusterDefinition): { seed: number; what: string } | null {
  for (let seed = 1; seed <= MOST_RUNS; seed += 1) {
    const { failure } = fuzzRun(seed, cluster)
    if (failure) return { seed, what: failure.what }
  }
  return null
}

const offeredTwice = withSend((really, name, books) => {
  really()
  if (name !== 'offerCallback') return
  really()
  books['callbacksToMaster'] = (books['callbacksToMaster'] ?? 0) + 1
})

const notReturned = withSend((really, name, books) => {
  if (name !== 'recoverResources') really()
  else books['callsToAllocator'] = (books['callsToAllocator'] ?? 0) - 1
})

const PLANTS: readonly (readonly [string, ClusterDefinition, RegExp])[] = [
  [
    'an acknowledgement that the driver forgets',
    planted('driver', 'acknowledgeImplicitly', forgotten),
    /never acknowledged/,
  ],
  [
    'an acknowledgement that the agent forgets',
    planted('agent', 'acknowledgeUpdate', forgotten),
    /did not pass on an acknowledgement/,
  ],
  [
    'an acknowledgement that the status-update manager forgets',
    planted('updates', 'acknowledge', forgotten),
    /again that was acknowledged/,
  ],
  ['an update that is acknowledged and kept', planted('updates/task', 'pop', forgotten), /again that was acknowledged/],
  ['an offer that is made twice', planted('allocator', 'run', offeredTwice), /(of which .* is|was) held/],
  [
    'a filter that is ignored',
    planted(
      'allocator',
      'recoverResources',
      withBody((body) => ({ ...body, filters: undefined })),
    ),
    /refused it until/,
  ],
  [
    'resources that an answered offer does not give back',
    planted('master/offer', 'endDeclined', notReturned),
    /the allocator says/,
  ],
  [
    'resources that the allocator does not take back',
    planted(
      'allocator',
      'recoverResources',
      withBody((body) => ({ ...body, resources: '' })),
    ),
    /the allocator counts/,
  ],
  ['a task whose end gives nothing back', planted('master/task', 'release', forgotten), /its tasks/],
  [
    'an offer that ends and stays',
    planted('master/offer', 'endDeclined', forgotten),
    /O\d+ is out, its machine says declined/,
  ],
]

describe('a fault planted into the model is caught:', () => {
  it.each(PLANTS)('%s', (_, cluster, words) => {
    const found = caught(cluster)
    expect(found?.what).toMatch(words)
  })
})

describe('the model as it ships', () => {
  it('breaks nothing in the same runs', () => {
    for (let seed = 1; seed <= MOST_RUNS; seed += 1) expect(fuzzRun(seed).failure).toBe(null)
  })
})
