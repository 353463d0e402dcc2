/** Messages that drivers of both generations and the plain frameworks send. */
import type { MessageEntry, MessageKind } from './catalogue.ts'
import { lines, type Line } from './lines.ts'

/** Calls to the master: one protobuf for both generations (1.3), so that only words of the dialects differ. */
const CALLS: readonly Line[] = [
  ['SUBSCRIBE', 'control', 2, 'D:start, doReliableRegistration', { driver: 'RegisterFrameworkMessage' }],
  ['TEARDOWN', 'control', 2, 'D:stop', { driver: 'UnregisterFrameworkMessage' }],
  ['DeactivateFrameworkMessage', 'control', 2, 'D:abort'],
  ['ACCEPT', 'launch', 1, 'D:acceptOffers', { figure: 'acceptOffer', driver: 'ACCEPT (LaunchTasksMessage)', step: 6 }],
  ['DECLINE', 'decline', 1, 'D:declineOffer', { figure: 'declineOffer', step: 3 }],
  ['REVIVE', 'control', 2, 'D:reviveOffers', { driver: 'ReviveOffersMessage' }],
  ['SUPPRESS', 'control', 2, 'D:suppressOffers'],
  ['KILL', 'control', 2, 'D:killTask', { driver: 'KillTaskMessage' }],
  ['SHUTDOWN', 'control', 2, 'MH:scheduler'],
  ['ACKNOWLEDGE', 'status', 3, 'D:statusUpdate', { driver: 'StatusUpdateAcknowledgementMessage' }],
  ['RECONCILE', 'status', 3, 'D:reconcileTasks', { driver: 'ReconcileTasksMessage' }],
  ['MESSAGE', 'control', 3, 'D', { driver: 'FrameworkToExecutorMessage' }],
  ['REQUEST', 'offer', 3, 'D:requestResources', { driver: 'ResourceRequestMessage' }],
  ['UPDATE_FRAMEWORK', 'control', 2, 'M:updateFramework'],
]

type Inside = readonly [name: string, kind: MessageKind, source: string, simplified?: string]

/** Methods of the driver: scheduler code calls them in the driver's own process. */
const METHODS: readonly Inside[] = [
  ['start', 'control', 'D:start'],
  ['stop', 'control', 'D:stop'],
  ['abort', 'control', 'D:abort'],
  ['launchTasks', 'launch', 'D:launchTasks'],
  ['acceptOffers', 'launch', 'D:acceptOffers'],
  ['declineOffer', 'decline', 'D:declineOffer'],
  ['reviveOffers', 'offer', 'D:reviveOffers'],
  ['suppressOffers', 'decline', 'D:suppressOffers'],
  ['killTask', 'control', 'D:killTask'],
  ['reconcileTasks', 'status', 'D:reconcileTasks'],
  ['requestResources', 'offer', 'D:requestResources'],
  ['acknowledgeStatusUpdate', 'status', 'D'],
  ['sendFrameworkMessage', 'control', 'D'],
  ['updateFramework', 'control', 'D'],
  ['send', 'control', 'L1'],
]

/** Callbacks: one at a time, inside the SchedulerProcess (1.4). */
const BLOCKED = 'the SchedulerProcess goes on receiving while a callback takes its time'
const CALLBACKS: readonly Inside[] = [
  ['registered', 'control', 'D:registered'],
  ['reregistered', 'control', 'D:reregistered'],
  ['disconnected', 'fault', 'D:detected'],
  ['resourceOffers', 'offer', 'D', BLOCKED],
  ['offerRescinded', 'offer', 'D'],
  ['statusUpdate', 'status', 'D:statusUpdate', BLOCKED],
  ['slaveLost', 'fault', 'D'],
  ['executorLost', 'fault', 'D'],
  ['frameworkMessage', 'control', 'D'],
  ['error', 'fault', 'D:error'],
  ['connected', 'control', 'L1', 'both connections come up in the same moment'],
  ['received', 'control', 'L1'],
]

function inside(all: readonly Inside[]): readonly Line[] {
  return all.map(([name, kind, source, simplified]) => [
    name,
    kind,
    2,
    source,
    simplified === undefined ? {} : { simplified },
  ])
}

export const DRIVER_ENTRIES: readonly MessageEntry[] = [
  ...lines('driver', 'master', CALLS),
  ...lines('driver', 'agent', [['FrameworkToExecutorMessage', 'control', 3, 'D', { http: 'MESSAGE' }]]),
  ...lines('scheduler', 'driver', inside(METHODS)),
  ...lines('driver', 'scheduler', inside(CALLBACKS)),
]
