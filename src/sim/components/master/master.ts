/** The master as a component: machines and the effects by their names. Source: master.cpp; reference 1, 2, 4, 6, 7. */
import type { Effect } from '../../kernel/definition.ts'
import { defineComponent } from '../define.ts'
import * as accept from './accept.ts'
import * as agents from './agents.ts'
import * as departures from './departures.ts'
import { type MasterApi, type MasterBooks, makeBooks } from './books.ts'
import * as frameworks from './frameworks.ts'
import { writeTouched } from './holdings.ts'
import * as lead from './lead.ts'
import { agentMachine } from './machines/agent.ts'
import { frameworkMachine } from './machines/framework.ts'
import { masterMachine } from './machines/master.ts'
import { observerMachine } from './machines/observer.ts'
import { offerMachine } from './machines/offer.ts'
import { taskMachine } from './machines/task.ts'
import * as observers from './observers.ts'
import * as offers from './offers.ts'
import * as operator from './operator.ts'
import * as registrar from './registrar.ts'
import * as reregister from './reregister.ts'
import * as calls from './schedulerCalls.ts'
import * as subscribe from './subscribe.ts'
import * as tasks from './tasks.ts'
import * as updates from './updates.ts'

type Effects = Readonly<Record<string, Effect<MasterBooks>>>

/** After each event the timelines of the agents that it changed are written, once. */
function thenWritten(effects: Effects): Effects {
  const written = (run: Effect<MasterBooks>): Effect<MasterBooks> => {
    return (api, event, params) => {
      run(api, event, params)
      writeTouched(api)
    }
  }
  return Object.fromEntries(Object.entries(effects).map(([name, run]) => [name, written(run)]))
}

const MASTER = defineComponent<MasterBooks>({
  kind: 'master',
  machine: masterMachine,
  books: () => makeBooks(),
  effects: thenWritten({
    readRegistry: lead.readRegistry,
    lead: lead.lead,
    refuse: lead.refuse,
    die: lead.die,
    registryGcInterval: lead.registryGcInterval,
    recoveredAgentsTimeout: lead.recoveredAgentsTimeout,
    SUBSCRIBE: subscribe.SUBSCRIBE,
    TEARDOWN: frameworks.TEARDOWN,
    DeactivateFrameworkMessage: frameworks.DeactivateFrameworkMessage,
    ACCEPT: accept.ACCEPT,
    DECLINE: offers.DECLINE,
    REVIVE: calls.REVIVE,
    SUPPRESS: calls.SUPPRESS,
    KILL: calls.KILL,
    SHUTDOWN: calls.SHUTDOWN,
    ACKNOWLEDGE: updates.ACKNOWLEDGE,
    RECONCILE: calls.RECONCILE,
    MESSAGE: calls.MESSAGE,
    REQUEST: calls.REQUEST,
    UPDATE_FRAMEWORK: calls.UPDATE_FRAMEWORK,
    RegisterSlaveMessage: agents.RegisterSlaveMessage,
    ReregisterSlaveMessage: reregister.ReregisterSlaveMessage,
    UnregisterSlaveMessage: departures.UnregisterSlaveMessage,
    UpdateSlaveMessage: agents.UpdateSlaveMessage,
    StatusUpdateMessage: updates.StatusUpdateMessage,
    ExitedExecutorMessage: updates.ExitedExecutorMessage,
    ExecutorToFrameworkMessage: updates.ExecutorToFrameworkMessage,
    offerCallback: offers.offerCallback,
    markUnreachable: observers.markUnreachable,
    ponged: observers.ponged,
    exited: agents.exited,
    storeRegistry: registrar.storeRegistry,
    registryStored: registrar.registryStored,
    settled: operator.settled,
    teardown: operator.teardown,
    markAgentGone: operator.markAgentGone,
    deactivateAgent: operator.deactivateAgent,
    reactivateAgent: operator.reactivateAgent,
    drainAgent: operator.drainAgent,
    reserve: operator.reserve,
    unreserve: operator.unreserve,
    setWeight: operator.setWeight,
    setQuota: operator.setQuota,
  }),
})

/** A timer of a framework, an offer or an agent is an event of its own: its changes are written with it. */
const FRAMEWORK = defineComponent<MasterBooks>({
  kind: 'master/framework',
  machine: frameworkMachine,
  effects: {
    add: frameworks.add,
    addRecovered: frameworks.addRecovered,
    adopt: frameworks.adopt,
    take: frameworks.take,
    update: frameworks.update,
    activate: frameworks.activate,
    answerRegistered: frameworks.answerRegistered,
    answerReregistered: frameworks.answerReregistered,
    tellAgents: frameworks.tellAgents,
    tellFailedOver: frameworks.tellFailedOver,
    refuseNewcomer: frameworks.refuseNewcomer,
    refuseDisconnected: frameworks.refuseDisconnected,
    tellDisconnected: frameworks.tellDisconnected,
    rescindOffers: frameworks.rescindOffers,
    discardOffers: frameworks.discardOffers,
    deactivate: frameworks.deactivate,
    removeFramework: (api: MasterApi) => {
      frameworks.removeFramework(api)
      writeTouched(api)
    },
    heartbeat: frameworks.heartbeat,
  },
})

const AGENT = defineComponent<MasterBooks>({
  kind: 'master/agent',
  machine: agentMachine,
  effects: {
    writeAdmit: agents.writeAdmit,
    writeReachable: reregister.writeReachable,
    writeUnreachable: departures.writeUnreachable,
    writeGone: departures.writeGoneToRegistry,
    writeRemoval: departures.writeRemoval,
    writeReplacement: departures.writeReplacement,
    admit: agents.admit,
    readmit: reregister.readmit,
    resendRegistered: agents.resendRegistered,
    reconcile: reregister.reconcile,
    reconnect: reregister.reconnect,
    tellBack: reregister.tellBack,
    activate: reregister.activate,
    disconnect: agents.disconnect,
    rescindOffers: agents.rescindOffers,
    loseUncheckpointed: agents.loseUncheckpointed,
    removeWhenPermitted: observers.removeWhenPermitted,
    deactivate: operator.deactivate,
    startDraining: operator.startDraining,
    finishDraining: operator.finishDraining,
    becomeUnreachable: departures.becomeUnreachable,
    becomeGone: departures.becomeGone,
    becomeRemoved: departures.becomeRemoved,
    shutDown: departures.shutDown,
  },
})

const OFFER = defineComponent<MasterBooks>({
  kind: 'master/offer',
  machine: offerMachine,
  effects: {
    watch: offers.watch,
    endAccepted: offers.endAccepted,
    endDeclined: offers.endDeclined,
    endDiscarded: offers.endDiscarded,
    endRescinded: offers.endRescinded,
    endAtTimeout: (api: MasterApi, event) => {
      offers.endRescinded(api, event)
      writeTouched(api)
    },
  },
})

const TASK = defineComponent<MasterBooks>({
  kind: 'master/task',
  machine: taskMachine,
  effects: {
    hold: tasks.hold,
    release: tasks.release,
    complete: tasks.complete,
    keepUnreachable: tasks.keepUnreachable,
  },
})

const OBSERVER = defineComponent<observers.ObserverBooks>({
  kind: 'observer',
  machine: observerMachine,
  books: (input) => observers.makeObserverBooks(input),
  effects: { ping: observers.ping, markUnreachable: observers.askUnreachable, pong: observers.pong },
})

export const MASTER_ONLY_DEFINITIONS = [MASTER, FRAMEWORK, AGENT, OFFER, TASK, OBSERVER] as const
