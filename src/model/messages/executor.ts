/** Messages that executors of both generations and their tasks send. */
import type { MessageEntry } from './catalogue.ts'
import { type Line, lines } from './lines.ts'

const TO_AGENT: readonly Line[] = [
  ['RegisterExecutorMessage', 'control', 2, 'X:initialize', { http: 'SUBSCRIBE' }],
  ['ReregisterExecutorMessage', 'control', 2, 'X:reconnect', { http: 'SUBSCRIBE' }],
  ['StatusUpdateMessage', 'status', 1, 'X', { figure: 'statusUpdate', http: 'UPDATE', step: 9 }],
  ['ExecutorToFrameworkMessage', 'control', 3, 'X', { http: 'MESSAGE' }],
  [
    'SUBSCRIBE',
    'control',
    2,
    'L2',
    { driver: 'RegisterExecutorMessage', simplified: 'both connections come up in the same moment' },
  ],
  ['UPDATE', 'status', 1, 'EP', { figure: 'statusUpdate', driver: 'StatusUpdateMessage', step: 9 }],
  ['MESSAGE', 'control', 3, 'EP', { driver: 'ExecutorToFrameworkMessage' }],
  ['HEARTBEAT', 'control', 3, 'L2'],
]

/** Callbacks of the driver. A v1 library hands over events; the names are those of the callbacks they stand for. */
const CALLBACKS: readonly Line[] = [
  ['registered', 'control', 2, 'X'],
  ['reregistered', 'control', 2, 'X'],
  ['launchTask', 'launch', 2, 'X:runTask'],
  ['launchTaskGroup', 'launch', 2, 'DE'],
  ['killTask', 'control', 2, 'X'],
  ['shutdown', 'control', 2, 'X:shutdown'],
  ['frameworkMessage', 'control', 2, 'X'],
  ['acknowledged', 'status', 3, 'EP'],
]

const METHODS: readonly Line[] = [
  ['sendStatusUpdate', 'status', 2, 'X'],
  ['sendFrameworkMessage', 'control', 2, 'X'],
  ['stop', 'control', 2, 'X'],
]

const REAPING = 'a process that ended is noticed 0 to 100 ms later, drawn anew each time'

const TO_TASK: readonly Line[] = [
  ['fork', 'launch', 2, 'CE:launch', { simplified: 'a docker run or a nested container is a fork as well' }],
  ['SIGTERM', 'control', 2, 'CE:kill'],
  ['SIGKILL', 'control', 2, 'CE:kill'],
]

export const EXECUTOR_ENTRIES: readonly MessageEntry[] = [
  ...lines('execdriver', 'agent', TO_AGENT),
  ...lines('execdriver', 'executor', CALLBACKS),
  ...lines('executor', 'execdriver', METHODS),
  ...lines('executor', 'task', TO_TASK),
  ...lines('task', 'executor', [['exit', 'status', 2, 'CE:reaped', { simplified: REAPING }]]),
]
