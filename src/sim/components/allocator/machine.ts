/**
 * The allocator as an actor: calls of the master change its books, some of them queue a run; a run is a dispatch of its
 * own, so that calls of one moment share it. Paused, triggers are dropped and a queued run does nothing.
 * Source: hierarchical.cpp, initialize, generateOffers, pause, resume; reference 5.2.
 */
import { setup } from 'xstate'
import { type ChartInput, effectNames } from '../define.ts'
import type { AllocatorCalls } from '../master/calls.ts'

/** Calls that change the books and may queue a run; each has an effect of its name. */
export const BOOK_CALLS = [
  'addFramework',
  'removeFramework',
  'activateFramework',
  'deactivateFramework',
  'updateFramework',
  'addSlave',
  'removeSlave',
  'updateSlave',
  'activateSlave',
  'deactivateSlave',
  'recoverResources',
  'updateAllocation',
  'updateAvailable',
  'transitionOfferedToAllocated',
  'suppressOffers',
  'reviveOffers',
  'requestResources',
  'updateQuota',
  'updateWeights',
  'updateWhitelist',
] as const satisfies readonly (keyof AllocatorCalls)[]
type BookCall = (typeof BOOK_CALLS)[number]

const calls = Object.fromEntries(BOOK_CALLS.map((name) => [name, { actions: name }])) as Record<
  BookCall,
  { readonly actions: BookCall }
>

export const allocatorMachine = setup({
  types: { context: {} as object, events: {} as ChartInput },
  actions: effectNames(
    'initialize',
    'batch',
    'dispatch',
    'run',
    'expire',
    'expireLater',
    'expireDeferred',
    'pause',
    'resume',
    'recover',
    'endRecovery',
    ...BOOK_CALLS,
  ),
}).createMachine({
  id: 'allocator',
  context: {},
  initial: 'idle',
  entry: 'initialize',
  states: {
    idle: {
      on: {
        queued: { target: 'queued', actions: 'dispatch' },
        pause: { target: 'paused', actions: 'pause' },
        resume: { actions: 'resume' },
        paused: 'paused',
        filter: { actions: 'expire' },
      },
    },
    /** A run is dispatched. A filter that ends now ends behind it, as its removal is a dispatch too. */
    queued: {
      on: {
        allocate: { target: 'idle', actions: ['run', 'expireDeferred'] },
        pause: { target: 'queuedPaused', actions: 'pause' },
        resume: { actions: 'resume' },
        paused: 'queuedPaused',
        filter: { actions: 'expireLater' },
      },
    },
    paused: {
      on: {
        pause: { actions: 'pause' },
        resume: { target: 'idle', actions: 'resume' },
        resumed: 'idle',
        filter: { actions: 'expire' },
      },
    },
    queuedPaused: {
      on: {
        allocate: { target: 'paused', actions: ['run', 'expireDeferred'] },
        pause: { actions: 'pause' },
        resume: { target: 'queued', actions: 'resume' },
        resumed: 'queued',
        filter: { actions: 'expireLater' },
      },
    },
  },
  on: {
    ...calls,
    allocationInterval: { actions: 'batch' },
    allocatorRecoveryTimeout: { actions: 'endRecovery' },
    recover: { actions: 'recover' },
  },
})
