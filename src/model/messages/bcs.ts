/**
 * Messages of BCS that Mesos does not know: executor, daemon, registry and process. Where the code does otherwise than
 * the design, `simplified` says so; `asImplemented` of the scheduler switches. Source: bcs-process.md 5, 6, 10.
 */
import type { MessageEntry } from './catalogue.ts'
import { type Line, lines } from './lines.ts'

const PATH_IS_OURS = 'the API and the translating driver of BCS are folded into the scheduler; the path is ours'

const TO_SCHEDULER: readonly Line[] = [
  [
    'POST /processes',
    'launch',
    1,
    'bcs-process.md 1.1',
    { figure: 'launchProcess', step: 4, simplified: PATH_IS_OURS },
  ],
  ['DELETE /processes/{name}', 'control', 2, 'bcs-process.md 1.1', { simplified: PATH_IS_OURS }],
  ['PUT /processes/{name}/reload', 'control', 2, 'bcs-process.md 6', { simplified: PATH_IS_OURS }],
  ['PUT /processes/{name}/restart', 'control', 2, 'bcs-process.md 6', { simplified: PATH_IS_OURS }],
]

const TO_DAEMON: readonly Line[] = [
  [
    'POST /process',
    'launch',
    2,
    'bcs-process.md 5',
    {
      figure: 'CreateProcess',
      simplified:
        'the design passes user and pull policy on, the code neither; cpu and memory limits are enforced by nobody, and the body says how the simulated process behaves',
    },
  ],
  [
    'GET /process/{id}/status',
    'status',
    3,
    'bcs-process.md 6',
    { figure: 'InspectProcessStatus', simplified: 'in the design the exit code is known, in the code it stays 0' },
  ],
  [
    'PUT /process/{id}/stop/{timeout}',
    'control',
    2,
    'bcs-process.md 5.4',
    {
      figure: 'StopProcess',
      simplified: 'without a grace period the design waits 1 s; the code waits 0 s, at which its timer panics',
    },
  ],
  [
    'DELETE /process/{id}',
    'control',
    2,
    'bcs-process.md 5',
    {
      figure: 'DeleteProcess',
      simplified: 'the design deletes the file too; the code keeps it, and a daemon that starts again reads it',
    },
  ],
  [
    'POST /heartbeat',
    'control',
    3,
    'bcs-process.md 10',
    {
      figure: 'HeartBeat',
      simplified:
        'of the design: the code has the function, no route and no caller; ours is sent every 30 s and counts for 600 s',
    },
  ],
  [
    'PUT /process/{id}/reload',
    'control',
    2,
    'bcs-process.md 6',
    { figure: 'ReloadTasks', simplified: 'of the design: the code does not dispatch MESSAGE; the route is ours' },
  ],
  [
    'PUT /process/{id}/restart',
    'control',
    2,
    'bcs-process.md 6',
    { figure: 'RestartTasks', simplified: 'of the design: the code does not dispatch MESSAGE; the route is ours' },
  ],
]

const TO_REGISTRY: readonly Line[] = [
  [
    'GET /api/storage{path}',
    'control',
    2,
    'bcs-process.md 5.1',
    { simplified: 'the design honours IfNotPresent and then does not ask; the code always asks' },
  ],
  ['GET {path}', 'launch', 2, 'bcs-process.md 5.1', { simplified: 'the transfer takes as long as the scenario says' }],
]

const TO_PROCESS: readonly Line[] = [
  [
    'StartCmd',
    'launch',
    2,
    'bcs-process.md 5.2',
    { simplified: 'the design runs a command with arguments; the code takes the whole text for a path' },
  ],
  ['StopCmd', 'control', 2, 'bcs-process.md 5.4'],
  ['ReloadCmd', 'control', 2, 'bcs-process.md 2', { simplified: 'of the design: in the code it is never run' }],
  ['SIGKILL', 'control', 2, 'bcs-process.md 5.4', { simplified: 'takes the time of a message' }],
]

const CHECK = 'of the design: the code has an empty interface; request, connection and command are one message here'

const EXIT =
  'a command tells its end by a message; a SIGKILL is answered in place of a look at /proc; in the design the process tells its exit code'

export const BCS_ENTRIES: readonly MessageEntry[] = [
  ...lines('client', 'scheduler', TO_SCHEDULER),
  ...lines('executor', 'daemon', TO_DAEMON),
  ...lines('daemon', 'executor', [['200', 'status', 3, 'bcs-process.md 5']]),
  ...lines('daemon', 'registry', TO_REGISTRY),
  ...lines('registry', 'daemon', [
    [
      '200',
      'status',
      2,
      'bcs-process.md 5.1',
      { simplified: 'the md5 is made of the path: packages have no contents here' },
    ],
  ]),
  ...lines('daemon', 'process', TO_PROCESS),
  ...lines('executor', 'process', [['healthCheck', 'status', 3, 'bcs-process.md 10', { simplified: CHECK }]]),
  ...lines('process', 'executor', [['checked', 'status', 3, 'bcs-process.md 10', { simplified: CHECK }]]),
  ...lines('process', 'daemon', [['exit', 'status', 2, 'bcs-process.md 5.2', { simplified: EXIT }]]),
]
