/** Messages that drivers of both generations and the plain frameworks send. */
import type { Role } from '../roles.ts'
import type { Depth } from '../trace/records.ts'
import type { MessageEntry, MessageKind } from './catalogue.ts'

interface Words {
  readonly figure?: string
  readonly driver?: string
  readonly http?: string
  readonly step?: number
  readonly simplified?: string
}

interface Line {
  readonly name: string
  readonly from: Role
  readonly to: Role
  readonly kind: MessageKind
  readonly depth: Depth
  readonly source: string
  readonly words?: Words
}

function entry({ name, from, to, kind, depth, source, words = {} }: Line): MessageEntry {
  const { figure = name, driver = name, http = name, step, simplified } = words
  const receipt = simplified === undefined ? { source } : { source, simplified }
  return { name, from, to, figure, driver, http, kind, depth, ...(step === undefined ? {} : { step }), receipt }
}

type Call = readonly [name: string, kind: MessageKind, depth: Depth, source: string, words?: Words]

/** Calls to the master: one protobuf for both generations (1.3), so that only words of the dialects differ. */
const CALLS: readonly Call[] = [
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

function inside(from: Role, to: Role, [name, kind, source, simplified]: Inside): MessageEntry {
  const words = simplified === undefined ? {} : { simplified }
  return entry({ name, from, to, kind, depth: 2, source, words })
}

export const DRIVER_ENTRIES: readonly MessageEntry[] = [
  ...CALLS.map(([name, kind, depth, source, words = {}]) =>
    entry({ name, from: 'driver', to: 'master', kind, depth, source, words }),
  ),
  entry({
    name: 'FrameworkToExecutorMessage',
    from: 'driver',
    to: 'agent',
    kind: 'control',
    depth: 3,
    source: 'D',
    words: { http: 'MESSAGE' },
  }),
  ...METHODS.map((line) => inside('scheduler', 'driver', line)),
  ...CALLBACKS.map((line) => inside('driver', 'scheduler', line)),
]
