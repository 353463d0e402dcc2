/** The v0 driver as a component: SchedulerDriver and SchedulerProcess in one. */
import { defineComponent } from '../define.ts'
import type { Definition } from '../../kernel/definition.ts'
import type { DriverBooks, DriverInput } from './books.ts'
import * as callbacks from './callbacks.ts'
import * as calls from './calls.ts'
import { driverMachine } from './machine.ts'
import { makeSavedOffers } from './savedOffers.ts'
import * as subscription from './subscription.ts'

function driverBooks(input: DriverInput): DriverBooks {
  const { scheduler, implicitAcknowledgements, frameworkInfo, suppressedRoles, offerConstraints } = input
  return {
    scheduler,
    implicitAcknowledgements,
    info: frameworkInfo,
    suppressedRoles,
    constrained: offerConstraints === undefined ? {} : { offerConstraints },
    failover: frameworkInfo.id !== undefined,
    backoffMs: subscription.BACKOFF_FACTOR_MS,
    updateAfterRegistration: false,
    savedOffers: makeSavedOffers(),
    savedAgents: new Map(),
  }
}

export const DRIVER: Definition = defineComponent<DriverBooks>({
  kind: 'driver',
  machine: driverMachine,
  books: (input) => driverBooks(input as DriverInput),
  effects: {
    findLeader: subscription.findLeader,
    masterExited: subscription.masterExited,
    linkMaster: subscription.linkMaster,
    subscribe: subscription.subscribe,
    registered: subscription.registered,
    reregistered: subscription.reregistered,
    disconnected: subscription.disconnected,
    teardown: subscription.teardown,
    deactivate: subscription.deactivate,
    resourceOffers: callbacks.resourceOffers,
    offerRescinded: callbacks.offerRescinded,
    statusUpdate: callbacks.statusUpdate,
    slaveLost: callbacks.slaveLost,
    executorLost: callbacks.executorLost,
    frameworkMessage: callbacks.frameworkMessage,
    error: callbacks.error,
    accept: calls.accept,
    answerLaunch: calls.answerLaunch,
    decline: calls.decline,
    forgetOffers: calls.forgetOffers,
    revive: calls.revive,
    suppress: calls.suppress,
    noteRevived: calls.noteRevived,
    noteSuppressed: calls.noteSuppressed,
    kill: calls.kill,
    reconcile: calls.reconcile,
    request: calls.request,
    sendMessage: calls.sendMessage,
    updateFramework: calls.updateFramework,
    noteUpdate: calls.noteUpdate,
    acknowledgeImplicitly: calls.acknowledgeImplicitly,
    acknowledgeExplicitly: calls.acknowledgeExplicitly,
  },
})
