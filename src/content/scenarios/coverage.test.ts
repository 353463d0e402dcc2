import { describe, expect, it } from 'vitest'
import { parseScenario } from '#model/scenario/parse.ts'
import { roleOf } from '#model/roles.ts'
import { recordAt } from '#model/trace/decode.ts'
import { simulate } from '#sim/simulate.ts'
import { SCENARIOS } from './index.ts'

/** Messages of mesos-protocol.md 2.1 to 2.6 as `SENDER > RECEIVER NAME`, both generations where they differ. */
const MESSAGES: Readonly<Record<string, readonly string[]>> = {
  '2.1': [
    'SUBSCRIBE',
    'TEARDOWN',
    'DeactivateFrameworkMessage',
    'ACCEPT',
    'DECLINE',
    'REVIVE',
    'SUPPRESS',
    'KILL',
    'SHUTDOWN',
    'ACKNOWLEDGE',
    'RECONCILE',
    'MESSAGE',
    'REQUEST',
    'UPDATE_FRAMEWORK',
  ].map((name) => `driver > master ${name}`),
  '2.2': [
    'FrameworkRegisteredMessage',
    'FrameworkReregisteredMessage',
    'ResourceOffersMessage',
    'RescindResourceOfferMessage',
    'StatusUpdateMessage',
    'LostSlaveMessage',
    'ExitedExecutorMessage',
    'FrameworkErrorMessage',
    'SUBSCRIBED',
    'OFFERS',
    'RESCIND',
    'UPDATE',
    'FAILURE',
    'MESSAGE',
    'ERROR',
    'HEARTBEAT',
  ].map((name) => `master > driver ${name}`),
  '2.3': [
    'agent > master RegisterSlaveMessage',
    'master > agent SlaveRegisteredMessage',
    'agent > master ReregisterSlaveMessage',
    'master > agent SlaveReregisteredMessage',
    'agent > master UpdateSlaveMessage',
    'master > agent UpdateFrameworkMessage',
    'observer > agent PingSlaveMessage',
    'agent > observer PongSlaveMessage',
    'agent > master UnregisterSlaveMessage',
    'master > agent ShutdownMessage',
    'master > agent DrainSlaveMessage',
  ],
  '2.4': [
    'RunTaskMessage',
    'RunTaskGroupMessage',
    'KillTaskMessage',
    'ShutdownExecutorMessage',
    'ShutdownFrameworkMessage',
    'StatusUpdateAcknowledgementMessage',
    'FrameworkToExecutorMessage',
    'ApplyOperationMessage',
  ].map((name) => `master > agent ${name}`),
  '2.5': [
    'agent > master StatusUpdateMessage',
    'agent > master ExitedExecutorMessage',
    'agent > master ExecutorToFrameworkMessage',
    // For a v0 framework straight to the scheduler, and from a v0 driver straight to the agent.
    'agent > driver ExecutorToFrameworkMessage',
    'driver > agent FrameworkToExecutorMessage',
  ],
  '2.6': [
    ...[
      'RegisterExecutorMessage',
      'StatusUpdateMessage',
      'ExecutorToFrameworkMessage',
      'ReregisterExecutorMessage',
      'SUBSCRIBE',
      'UPDATE',
      'MESSAGE',
      'HEARTBEAT',
    ].map((name) => `execdriver > agent ${name}`),
    ...[
      'ExecutorRegisteredMessage',
      'RunTaskMessage',
      'StatusUpdateAcknowledgementMessage',
      'KillTaskMessage',
      'FrameworkToExecutorMessage',
      'ShutdownExecutorMessage',
      'ReconnectExecutorMessage',
      'ExecutorReregisteredMessage',
      'SUBSCRIBED',
      'LAUNCH',
      'LAUNCH_GROUP',
      'ACKNOWLEDGED',
      'KILL',
      'MESSAGE',
      'SHUTDOWN',
      'HEARTBEAT',
    ].map((name) => `agent > execdriver ${name}`),
  ],
}

/** Timers of mesos-protocol.md 3 that are simulated, as `OWNER NAME`; which rows are not, says docs/fidelity.md. */
const TIMERS: Readonly<Record<string, readonly string[]>> = {
  '3.1': [
    'allocator allocationInterval',
    'master offerTimeout',
    'allocator filter',
    'observer agentPingTimeout',
    'master agentRemovalRateLimit',
    'master agentReregisterTimeout',
    'allocator allocatorRecoveryTimeout',
    'master failoverTimeout',
    'master heartbeat',
    'master registryGcInterval',
    'master registryFetchTimeout',
    'master registryStoreTimeout',
  ],
  '3.2': [
    'agent registrationBackoff',
    'agent pingWatchdog',
    'agent executorRegistrationTimeout',
    'agent executorReregistrationTimeout',
    'agent executorReregistrationRetry',
    'agent executorShutdownGrace',
    'execdriver recoveryTimeout',
    'updates statusUpdateRetry',
    'agent heartbeat',
    'execdriver heartbeat',
    'agent gcDelay',
    'agent diskWatchInterval',
    'task reap',
  ],
  '3.3': [
    'driver subscribeBackoff',
    'driver connectDelay',
    'execdriver subscribeRetry',
    'executor killGrace',
    'executor selfExit',
    'executor healthCheck',
    'executor maxCompletionTime',
  ],
}

/**
 * Rows of 2.1 to 2.6 that no scenario shows, with what they belong to. Nothing else may be missing.
 * Of ERROR to executors, the sheet itself says that an agent never sends it.
 */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  'operation feedback': [
    'ACKNOWLEDGE_OPERATION_STATUS',
    'RECONCILE_OPERATIONS',
    'UPDATE_OPERATION_STATUS',
    'UpdateOperationStatusMessage',
  ],
  'resource providers': ['CheckpointResourcesMessage'],
  authentication: ['AuthenticateMessage'],
  maintenance: [
    'ACCEPT_INVERSE_OFFERS',
    'DECLINE_INVERSE_OFFERS',
    'InverseOffersMessage',
    'RescindInverseOfferMessage',
    'INVERSE_OFFERS',
    'RESCIND_INVERSE_OFFER',
  ],
}

function seen(): { messages: Set<string>; timers: Set<string> } {
  const messages = new Set<string>()
  const timers = new Set<string>()
  for (const { document } of SCENARIOS) {
    const parsed = parseScenario(document)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
    const agents = new Set(parsed.value.agents.map(({ id }) => id))
    const role = (id: string): string => roleOf(id.split('/')[0] ?? id, (agent) => agents.has(agent))
    const { trace } = simulate(parsed.value)
    for (let i = 0; i < trace.count; i += 1) {
      const record = recordAt(trace, i)
      if (record.type === 'sent') messages.add(`${role(record.from)} > ${role(record.to)} ${record.name}`)
      if (record.type === 'timer') timers.add(`${role(record.of)} ${record.name.split(/[ /]/)[0]}`)
    }
  }
  return { messages, timers }
}

describe('the built-in scenarios', () => {
  const { messages, timers } = seen()

  it.each(Object.keys(MESSAGES))('show every message of mesos-protocol.md %s', (section) => {
    expect(MESSAGES[section]?.filter((message) => !messages.has(message))).toEqual([])
  })

  it.each(Object.keys(TIMERS))('show every timer of mesos-protocol.md %s that is simulated', (section) => {
    expect(TIMERS[section]?.filter((timer) => !timers.has(timer))).toEqual([])
  })

  it('show nothing of what is said to be left out', () => {
    const names = new Set([...messages].map((message) => message.split(' ').at(-1)))
    const shown = Object.values(LEFT_OUT)
      .flat()
      .filter((name) => names.has(name))
    expect(shown).toEqual([])
  })
})
