/**
 * The allocator as a component of the master's process: `#sim/allocator` with a mailbox, timers and timelines.
 * Source: hierarchical.cpp; reference 5.
 */
import type { SimEvent } from '../../kernel/definition.ts'
import type { AllocationPlan } from '../../allocator/plan.ts'
import { pause as pauseState, queueBatch, resume as resumeState } from '../../allocator/queue.ts'
import { runAllocation } from '../../allocator/run.ts'
import { addResources } from '#model/resources.ts'
import { defineComponent } from '../define.ts'
import type { OfferCallback } from '../master/calls.ts'
import { resourceText, resourcesIn } from '../resourceText.ts'
import { allocationJson } from './json.ts'
import { type AllocatorApi, type AllocatorBooks, type FilterEntry, makeAllocatorBooks } from './books.ts'
import * as calls from './calls.ts'
import { allocatorMachine } from './machine.ts'
import { endFilter, nameOf, touch, writeOrder, writeShares } from './timelines.ts'

function armBatch(api: AllocatorApi): void {
  const { allocationIntervalMs } = api.scenario.master
  api.arm('allocationInterval', allocationIntervalMs, { type: 'allocationInterval' }, { periodic: true })
}

/** The next wait starts when this run is done. Paused, there is no run to wait for. */
function batch(api: AllocatorApi): void {
  const { books } = api
  const queued = queueBatch(books.state)
  if (!books.state.queued) return armBatch(api)
  books.batchWaiting = true
  if (queued) api.step(api.id, { type: 'queued' })
}

function dispatch(api: AllocatorApi): void {
  api.arm('allocate', 0, { type: 'allocate' })
}

function run(api: AllocatorApi): void {
  const { books } = api
  const plan = runAllocation(books.state, api.rng)
  if (plan) publish(api, plan)
  if (!books.batchWaiting) return
  books.batchWaiting = false
  armBatch(api)
}

function publish(api: AllocatorApi, plan: AllocationPlan): void {
  api.books.last = { run: plan.run, at: api.now, grants: plan.grants }
  api.allocation({ run: plan.run, trigger: plan.trigger, json: allocationJson(plan, (id) => nameOf(api, id)) })
  for (const { role, framework: id } of plan.grants) touch(api, role, id)
  writeShares(api)
  writeOrder(api, plan.run)
  for (const callback of callbacks(api, plan)) {
    api.books.callbacksToMaster += 1
    api.send('master', 'offerCallback', callback)
  }
}

/** One call a framework; parts of both stages for the same role and agent are one offer. */
function callbacks(api: AllocatorApi, plan: AllocationPlan): OfferCallback[] {
  const made: OfferCallback[] = []
  let frameworkId = ''
  let offers: { agent: string; role: string; resources: string }[] = []
  for (const { framework, agent, role, resources } of plan.grants) {
    if (framework !== frameworkId) {
      frameworkId = framework
      offers = []
      made.push({ framework: nameOf(api, framework), frameworkId, offers })
    }
    const last = mergeable(offers, agent, role)
    if (last) last.resources = resourceText(addResources(resourcesIn(last.resources), resources))
    else offers.push({ agent, role, resources: resourceText(resources) })
  }
  return made
}

type GrantedOffer = { readonly agent: string; readonly role: string; resources: string }

/** Grants stand by agent, so only those at the end can be for the same one. */
function mergeable(offers: readonly GrantedOffer[], agent: string, role: string): GrantedOffer | undefined {
  for (let i = offers.length - 1; i >= 0 && offers[i]?.agent === agent; i -= 1)
    if (offers[i]?.role === role) return offers[i]
  return undefined
}

/** The filter's time has come: at once, or behind the run that is already dispatched. */
function expire(api: AllocatorApi, event: SimEvent): void {
  endFilter(api, event as FilterEntry)
}

function expireLater(api: AllocatorApi, event: SimEvent): void {
  api.books.deferred.push(event as FilterEntry)
}

function expireDeferred(api: AllocatorApi): void {
  for (const entry of api.books.deferred.splice(0)) endFilter(api, entry)
}

function pause(api: AllocatorApi): void {
  api.books.callsHandled += 1
  pauseState(api.books.state)
}

function resume(api: AllocatorApi): void {
  api.books.callsHandled += 1
  resumeState(api.books.state)
}

function endRecovery(api: AllocatorApi): void {
  resumeState(api.books.state)
  api.step(api.id, { type: 'resumed' })
}

export const ALLOCATOR = defineComponent<AllocatorBooks>({
  kind: 'allocator',
  machine: allocatorMachine,
  books: (_input, scenario) => makeAllocatorBooks(scenario),
  effects: {
    initialize: armBatch,
    batch,
    dispatch,
    run,
    expire,
    expireLater,
    expireDeferred,
    pause,
    resume,
    endRecovery,
    ...calls,
  },
})
