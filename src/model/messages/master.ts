/** Messages that the master, its observers and its allocator send. */
import type { MessageEntry } from './catalogue.ts'
import { lines } from './lines.ts'

const TO_DRIVER = lines('master', 'driver', [
  ['FrameworkRegisteredMessage', 'control', 2, 'M:_subscribe', { http: 'SUBSCRIBED' }],
  ['FrameworkReregisteredMessage', 'control', 2, 'M:_subscribe', { http: 'SUBSCRIBED' }],
  ['SUBSCRIBED', 'control', 2, 'M:_subscribe', { driver: 'FrameworkRegisteredMessage' }],
  ['ResourceOffersMessage', 'offer', 1, 'M:offer', { figure: 'resourceOffer', http: 'OFFERS', step: 'offer' }],
  ['OFFERS', 'offer', 1, 'M:offer', { figure: 'resourceOffer', driver: 'ResourceOffersMessage', step: 'offer' }],
  ['RescindResourceOfferMessage', 'offer', 2, 'M:offerTimeout', { http: 'RESCIND' }],
  ['RESCIND', 'offer', 2, 'M:offerTimeout', { driver: 'RescindResourceOfferMessage' }],
  ['StatusUpdateMessage', 'status', 1, 'M:forward', { figure: 'statusUpdate', http: 'UPDATE', step: 11 }],
  ['UPDATE', 'status', 1, 'M:forward', { figure: 'statusUpdate', driver: 'StatusUpdateMessage', step: 11 }],
  ['LostSlaveMessage', 'fault', 2, 'M:sendSlaveLost', { http: 'FAILURE' }],
  ['ExitedExecutorMessage', 'fault', 2, 'M:exitedExecutor', { http: 'FAILURE' }],
  ['FAILURE', 'fault', 2, 'M:sendSlaveLost', { driver: 'LostSlaveMessage' }],
  ['ExecutorToFrameworkMessage', 'control', 3, 'M:initialize', { http: 'MESSAGE' }],
  ['MESSAGE', 'control', 3, 'M:initialize', { driver: 'ExecutorToFrameworkMessage' }],
  ['FrameworkErrorMessage', 'fault', 2, 'M:failoverFramework', { http: 'ERROR' }],
  ['ERROR', 'fault', 2, 'M:subscribe', { driver: 'FrameworkErrorMessage' }],
  ['HEARTBEAT', 'control', 3, 'MFW:heartbeat'],
  ['200', 'control', 3, 'MH:scheduler'],
  ['202', 'control', 3, 'MH:scheduler'],
  ['400', 'fault', 2, 'MH:scheduler'],
  ['403', 'fault', 2, 'MH:scheduler'],
  ['503', 'fault', 2, 'MH:scheduler'],
])

const TO_AGENT = lines('master', 'agent', [
  ['SlaveRegisteredMessage', 'control', 3, 'M:registerSlave'],
  ['SlaveReregisteredMessage', 'control', 3, 'M:___reregisterSlave'],
  ['UpdateFrameworkMessage', 'control', 3, 'M:_subscribe'],
  ['ShutdownMessage', 'fault', 2, 'M:markGone'],
  ['DrainSlaveMessage', 'control', 2, 'MH:_drainAgent'],
  [
    'ApplyOperationMessage',
    'control',
    3,
    'M:_accept',
    {
      simplified:
        'no operation feedback: one that is lost is not noticed before the master fails over; a volume is an amount with a name, it has no contents',
    },
  ],
  ['RunTaskMessage', 'launch', 1, 'M:_accept', { figure: 'launchTask', step: 7 }],
  ['RunTaskGroupMessage', 'launch', 1, 'M:_accept', { figure: 'launchTask', step: 7 }],
  ['KillTaskMessage', 'control', 2, 'M:kill'],
  ['ShutdownExecutorMessage', 'control', 2, 'M:receive'],
  ['ShutdownFrameworkMessage', 'control', 2, 'M:removeFramework'],
  ['StatusUpdateAcknowledgementMessage', 'status', 3, 'M:acknowledge'],
  ['FrameworkToExecutorMessage', 'control', 3, 'M:receive'],
])

const TO_ALLOCATOR = lines('master', 'allocator', [
  ['addFramework', 'control', 2, 'H:addFramework'],
  ['removeFramework', 'control', 2, 'M:removeFramework'],
  ['activateFramework', 'control', 2, 'H:activateFramework'],
  ['deactivateFramework', 'control', 2, 'H:deactivateFramework'],
  ['updateFramework', 'control', 2, 'M:_subscribe'],
  ['addSlave', 'control', 2, 'H:addSlave'],
  ['removeSlave', 'control', 2, 'M:__removeSlave'],
  ['updateSlave', 'control', 2, 'H:updateSlave'],
  ['activateSlave', 'control', 2, 'M:___reregisterSlave'],
  ['deactivateSlave', 'control', 2, 'M:exited'],
  ['recoverResources', 'offer', 2, 'H:recoverResources'],
  ['updateAllocation', 'control', 2, 'M:_accept'],
  ['updateAvailable', 'control', 2, 'MH'],
  ['transitionOfferedToAllocated', 'launch', 2, 'M:_accept'],
  ['suppressOffers', 'decline', 2, 'H:suppressOffers'],
  ['reviveOffers', 'offer', 2, 'H:reviveOffers'],
  ['requestResources', 'offer', 3, 'M:initialize'],
  ['updateQuota', 'control', 2, 'H'],
  ['updateWeights', 'control', 2, 'H:updateWeights'],
  ['updateWhitelist', 'control', 3, 'H'],
  ['pause', 'control', 3, 'M:_accept'],
  ['resume', 'control', 3, 'M:_accept'],
  ['recover', 'control', 3, 'H:recover'],
])

const INSIDE: readonly MessageEntry[] = [
  ...lines('allocator', 'master', [['offerCallback', 'offer', 2, 'M:offer']]),
  ...lines('observer', 'master', [
    ['markUnreachable', 'fault', 3, 'M:SlaveObserver'],
    ['ponged', 'control', 3, 'M:SlaveObserver'],
  ]),
  ...lines('master', 'observer', [
    ['disconnect', 'control', 3, 'M:SlaveObserver'],
    ['reconnect', 'control', 3, 'M:SlaveObserver'],
  ]),
  ...lines('observer', 'agent', [['PingSlaveMessage', 'control', 3, 'M:SlaveObserver']]),
]

export const MASTER_ENTRIES: readonly MessageEntry[] = [...TO_DRIVER, ...TO_AGENT, ...TO_ALLOCATOR, ...INSIDE]
