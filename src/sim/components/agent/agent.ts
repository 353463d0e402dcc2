/** The agent as a component, and its process. */
import type { AgentSpec } from '#model/scenario/types.ts'
import type { Definition, ProcessPlan } from '../../kernel/definition.ts'
import { defineComponent } from '../define.ts'
import { resourceText } from '../resourceText.ts'
import { type AgentBooks, agentBooks } from './books.ts'
import { AGENT_EXECUTOR } from './executorEffects.ts'
import * as executors from './executorRegistration.ts'
import * as kill from './kill.ts'
import * as launch from './launch.ts'
import { agentMachine } from './machine.ts'
import * as recovery from './recovery.ts'
import * as registration from './registration.ts'
import * as relay from './relay.ts'
import * as reservations from './reservations.ts'
import * as sandboxes from './sandboxes.ts'
import * as status from './statusUpdates.ts'
import { UPDATES, UPDATES_TASK } from './updates.ts'
import type { UpdatesInput } from './updatesBooks.ts'

const AGENT: Definition = defineComponent<AgentBooks>({
  kind: 'agent',
  machine: agentMachine,
  books: (input) => agentBooks(input as AgentSpec, resourceText((input as AgentSpec).resources)),
  effects: {
    watchDisk: sandboxes.watchDisk,
    scheduleRemoval: sandboxes.scheduleRemoval,
    removeSandbox: sandboxes.removeSandbox,
    recover: recovery.recover,
    reconnectExecutors: recovery.reconnectExecutors,
    reconnectAgain: recovery.reconnectAgain,
    dropUnreturned: recovery.dropUnreturned,
    stopRecovering: recovery.stopRecovering,
    executorExited: recovery.executorExited,
    pauseUpdates: registration.pauseUpdates,
    resumeUpdates: registration.resumeUpdates,
    findLeader: registration.findLeader,
    masterExited: registration.masterExited,
    linkMaster: registration.linkMaster,
    waitToRegister: registration.waitToRegister,
    register: registration.register,
    stopRegistering: registration.stopRegistering,
    checkpointId: registration.checkpointId,
    tellTotals: registration.tellTotals,
    reconcileTasks: registration.reconcileTasks,
    pong: registration.pong,
    watchMaster: registration.watchMaster,
    stopWatching: registration.stopWatching,
    unregister: registration.unregister,
    runTask: launch.runTask,
    runTaskGroup: launch.runTaskGroup,
    launchAuthorized: launch.launchAuthorized,
    killTask: kill.killTask,
    shutdownExecutor: kill.shutdownExecutor,
    shutdownFramework: kill.shutdownFramework,
    drain: kill.drain,
    shutdown: kill.shutdown,
    endAgent: kill.endAgent,
    crash: (api) => api.endProcess(api.id),
    applyOperation: reservations.applyOperation,
    updateFramework: relay.updateFramework,
    relayToExecutor: relay.relayToExecutor,
    relayToMaster: relay.relayToMaster,
    relayCallToMaster: relay.relayCallToMaster,
    registerExecutor: executors.registerExecutor,
    reregisterExecutor: executors.reregisterExecutor,
    subscribeExecutor: executors.subscribeExecutor,
    refuseExecutor: executors.refuseExecutor,
    refuseCall: executors.refuseCall,
    executorUpdate: status.executorUpdate,
    executorCallUpdate: status.executorCallUpdate,
    acceptCall: status.acceptCall,
    forward: status.forward,
    acknowledgeExecutor: status.acknowledgeExecutor,
    acknowledgeUpdate: status.acknowledgeUpdate,
    updateAcknowledged: status.updateAcknowledged,
  },
})

/** An agent's process: the agent and its status-update manager. The manager starts first: the agent speaks to it at once. */
export function agentProcess(spec: AgentSpec): ProcessPlan {
  const updates: UpdatesInput = { agent: spec.id }
  return {
    process: spec.id,
    host: spec.id,
    members: [
      { kind: 'updates', id: `updates:${spec.id}`, input: updates },
      { kind: 'agent', id: spec.id, input: spec },
    ],
  }
}

export const AGENT_SIDE: readonly Definition[] = [AGENT, AGENT_EXECUTOR, UPDATES, UPDATES_TASK]
