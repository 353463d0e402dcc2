/**
 * A framework that takes every offer and does nothing with it: neither launches nor declines. What it holds counts in
 * its share and is hidden from everybody else. Source: mesos-protocol.md 8, 3.
 */
import { assert } from '#base/assert.ts'
import type { Offer } from '#model/messages/bodies.ts'
import type { HoarderSpec } from '#model/scenario/types.ts'
import { setup } from 'xstate'
import type { Api, Definition, ProcessPlan, SimEvent } from '../../kernel/definition.ts'
import { defineComponent, effectNames } from '../define.ts'
import type { DriverInput } from '../driver/books.ts'
import { plainFrameworkInfo } from './taskInfo.ts'

interface HoarderInput {
  readonly framework: string
}

interface HoarderBooks {
  readonly spec: HoarderSpec
  /** It never has anything to launch. */
  readonly pending: 0
  /** Ids of the offers it sits on. */
  readonly held: Set<string>
}

type HoarderApi = Api<HoarderBooks>

export const hoarderMachine = setup({
  types: { context: {} as object, events: {} as SimEvent, input: {} as HoarderInput },
  actions: effectNames('start', 'hold', 'letGo', 'letAllGo', 'suppress', 'revive', 'teardown', 'exitSoon', 'exit'),
}).createMachine({
  id: 'hoarder',
  context: {},
  initial: 'hoarding',
  entry: 'start',
  states: {
    hoarding: {
      on: {
        resourceOffers: { actions: 'hold' },
        offerRescinded: { actions: 'letGo' },
        disconnected: { actions: 'letAllGo' },
        suppress: { actions: 'suppress' },
        revive: { actions: 'revive' },
        stopAt: { target: 'leaving', actions: 'teardown' },
        error: { target: 'leaving' },
      },
    },
    leaving: { entry: 'exitSoon', on: { processExit: { actions: 'exit' } } },
  },
})

function start(api: HoarderApi): void {
  const { spec } = api.books
  const input: DriverInput = {
    scheduler: api.id,
    frameworkInfo: plainFrameworkInfo(spec),
    suppressedRoles: spec.suppressedRoles,
    implicitAcknowledgements: true,
  }
  api.spawn('driver', driverOf(api), input)
  api.send(driverOf(api), 'start', {})
  if (spec.stopAtMs !== null && spec.stopAtMs >= api.now) api.arm('stopAt', spec.stopAtMs - api.now, { type: 'stopAt' })
}

function driverOf(api: HoarderApi): string {
  return `driver:${api.id}`
}

function offersOf(event: SimEvent): readonly Offer[] {
  return (event.body as { readonly offers: readonly Offer[] }).offers
}

function rolesOf(event: SimEvent): readonly string[] {
  return (event['roles'] as readonly string[] | undefined) ?? []
}

export const HOARDER: Definition = defineComponent<HoarderBooks>({
  kind: 'hoarder',
  machine: hoarderMachine,
  books: (input, scenario) => {
    const spec = scenario.frameworks.find(({ id }) => id === (input as HoarderInput).framework)
    assert(spec?.kind === 'hoarder', 'the framework hoards')
    return { spec, pending: 0, held: new Set() }
  },
  effects: {
    start,
    hold: (api, event) => {
      for (const { id } of offersOf(event)) api.books.held.add(id)
    },
    letGo: (api, event) => {
      api.books.held.delete((event.body as { readonly offerId: string }).offerId)
    },
    letAllGo: (api) => api.books.held.clear(),
    suppress: (api, event) => api.send(driverOf(api), 'suppressOffers', { roles: rolesOf(event) }),
    revive: (api, event) => api.send(driverOf(api), 'reviveOffers', { roles: rolesOf(event) }),
    teardown: (api) => api.send(driverOf(api), 'stop', { failover: false }),
    exitSoon: (api) => api.arm('processExit', 1, { type: 'processExit' }),
    exit: (api) => api.endProcess(api.id),
  },
})

export function hoarderProcess(spec: HoarderSpec, instance = spec.id): ProcessPlan {
  const input: HoarderInput = { framework: spec.id }
  return {
    process: instance,
    host: instance,
    members: [{ kind: 'hoarder', id: instance, input, serviceMs: spec.callbackMs }],
  }
}
