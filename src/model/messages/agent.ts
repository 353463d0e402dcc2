/** Messages that agents and their status-update managers send. */
import type { MessageEntry } from './catalogue.ts'
import { type Line, lines } from './lines.ts'

const NO_OVERSUBSCRIPTION = 'totals never change: neither resource providers nor oversubscription are simulated'

const TO_MASTER: readonly Line[] = [
  ['RegisterSlaveMessage', 'control', 3, 'S:detected', { simplified: 'no authentication before it' }],
  ['ReregisterSlaveMessage', 'control', 3, 'S:detected', { simplified: 'completed frameworks are not listed' }],
  ['UpdateSlaveMessage', 'control', 3, 'S:registered', { simplified: NO_OVERSUBSCRIPTION }],
  ['UnregisterSlaveMessage', 'control', 3, 'S:signaled'],
  ['StatusUpdateMessage', 'status', 1, 'S:forward', { figure: 'statusUpdate', step: 10 }],
  [
    'ExitedExecutorMessage',
    'fault',
    3,
    'S:executorTerminated',
    { simplified: 'the status is 9 for whatever ended with live tasks or was killed' },
  ],
  ['ExecutorToFrameworkMessage', 'control', 3, 'S:updateFramework', { http: 'MESSAGE' }],
]

const CONTAINER_UPDATE = 'the container has its new resources after 1 ms'

/** v0 by their protobufs, v1 by their event's type; a refused call is answered by its HTTP status. */
const TO_EXECUTOR: readonly Line[] = [
  ['ExecutorRegisteredMessage', 'control', 2, 'S:registerExecutor', { http: 'SUBSCRIBED' }],
  [
    'ExecutorReregisteredMessage',
    'control',
    2,
    'S:registerExecutor, subscribe, reregisterExecutor',
    { http: 'SUBSCRIBED' },
  ],
  ['ReconnectExecutorMessage', 'control', 2, 'S:recover'],
  [
    'RunTaskMessage',
    'launch',
    1,
    'S:___run',
    { figure: 'launchTask', http: 'LAUNCH', step: 8, simplified: CONTAINER_UPDATE },
  ],
  ['KillTaskMessage', 'control', 2, 'S:kill', { http: 'KILL' }],
  ['ShutdownExecutorMessage', 'control', 2, 'S:_shutdownExecutor', { http: 'SHUTDOWN' }],
  [
    'StatusUpdateAcknowledgementMessage',
    'status',
    3,
    'S:___statusUpdate',
    { http: 'ACKNOWLEDGED', simplified: "the container's status is looked up at once" },
  ],
  ['FrameworkToExecutorMessage', 'control', 3, 'S', { http: 'MESSAGE' }],
  ['SUBSCRIBED', 'control', 2, 'S:subscribe', { driver: 'ExecutorRegisteredMessage' }],
  [
    'LAUNCH',
    'launch',
    1,
    'S:___run',
    { figure: 'launchTask', driver: 'RunTaskMessage', step: 8, simplified: CONTAINER_UPDATE },
  ],
  ['LAUNCH_GROUP', 'launch', 1, 'S:___run', { figure: 'launchTask', step: 8, simplified: CONTAINER_UPDATE }],
  ['KILL', 'control', 2, 'S:kill', { driver: 'KillTaskMessage' }],
  ['SHUTDOWN', 'control', 2, 'S:_shutdownExecutor', { driver: 'ShutdownExecutorMessage' }],
  ['ACKNOWLEDGED', 'status', 3, 'S:___statusUpdate', { driver: 'StatusUpdateAcknowledgementMessage' }],
  ['MESSAGE', 'control', 3, 'S', { driver: 'FrameworkToExecutorMessage' }],
  ['HEARTBEAT', 'control', 3, 'SC'],
  ['200', 'control', 3, 'SH:executor'],
  ['202', 'control', 3, 'SH:executor'],
  ['400', 'fault', 2, 'SH:executor'],
  ['403', 'fault', 2, 'SH:executor'],
  ['503', 'fault', 2, 'SH:executor'],
]

const TO_UPDATES: readonly Line[] = [
  ['update', 'status', 3, 'T:_update'],
  ['acknowledgement', 'status', 3, 'T:acknowledgement'],
  ['pause', 'control', 3, 'S:detected'],
  ['resume', 'control', 3, 'S:updateFramework'],
  ['cleanup', 'control', 3, 'S:removeFramework'],
]

const FROM_UPDATES: readonly Line[] = [
  ['forward', 'status', 3, 'T:_update'],
  ['updated', 'status', 3, 'S:___statusUpdate'],
  ['acknowledged', 'status', 3, 'S:_statusUpdateAcknowledgement'],
]

export const AGENT_ENTRIES: readonly MessageEntry[] = [
  ...lines('agent', 'master', TO_MASTER),
  ...lines('agent', 'observer', [['PongSlaveMessage', 'control', 3, 'M:SlaveObserver']]),
  ...lines('agent', 'driver', [['ExecutorToFrameworkMessage', 'control', 3, 'S', { http: 'MESSAGE' }]]),
  ...lines('agent', 'execdriver', TO_EXECUTOR),
  ...lines('agent', 'updates', TO_UPDATES),
  ...lines('updates', 'agent', FROM_UPDATES),
]
