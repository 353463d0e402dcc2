/**
 * A process of the user's, with the scripts that start and stop it. It is nobody's child in the Mesos tree: executor,
 * agent and daemon may end, it lives on. Source: bcs-process.md 1, 5.2, 5.4.
 */
import type { Behaviour } from '#model/bcs/process.ts'
import { assign, setup } from 'xstate'
import type { Api, Definition, ProcessPlan, SimEvent } from '../../kernel/definition.ts'
import { defineComponent, effectNames } from '../define.ts'
import { daemonId, processId } from './info.ts'

export interface OsProcessInput {
  readonly id: string
  readonly agent: string
  readonly behaviour: Behaviour
  /** The design: the daemon learns how it ended. */
  readonly tellsExit: boolean
}

interface OsContext extends OsProcessInput {
  readonly healthy: boolean
  readonly ended: number | null
}

/** What the daemon learns of a command that it ran, of a signal, and in the design of the process itself. */
export interface Exit {
  readonly id: string
  readonly of: 'StartCmd' | 'StopCmd' | 'ReloadCmd' | 'SIGKILL' | 'process'
  readonly exitCode: number | null
  /** Whether the process is gone. */
  readonly gone: boolean
}

const os = setup({
  types: { context: {} as OsContext, events: {} as SimEvent, input: {} as OsProcessInput },
  actions: {
    ...effectNames(
      'runStartCmd',
      'startCmdDone',
      'startCmdFailed',
      'startClock',
      'stopClock',
      'runStopCmd',
      'stopCmdDone',
      'stopCmdEnded',
      'runReloadCmd',
      'reloadCmdDone',
      'survived',
      'killed',
      'foregroundDone',
      'tellExit',
      'vanish',
      'answerCheck',
    ),
    noteHealth: assign({ healthy: ({ event }) => event['healthy'] === true }),
    endByItself: assign({ ended: ({ context }) => context.behaviour.exitCode }),
    endWith: assign({ ended: ({ event }) => event['exitCode'] as number }),
  },
  guards: {
    staysForeground: ({ context }) => context.behaviour.foreground,
    startFails: ({ context }) => context.behaviour.startExitCode !== 0,
    obeysStop: ({ context }) => context.behaviour.obeysStop,
    unkillable: ({ context }) => context.behaviour.unkillable,
    tellsExit: ({ context }) => context.tellsExit,
  },
})

export const osProcessMachine = os.createMachine({
  id: 'process',
  context: ({ input }) => ({ ...input, healthy: true, ended: null }),
  initial: 'created',
  states: {
    created: {
      on: { StartCmd: [{ guard: 'staysForeground', target: 'foreground' }, { target: 'launching' }] },
    },
    launching: {
      entry: 'runStartCmd',
      on: {
        startCmd: [
          { guard: 'startFails', target: 'gone', actions: 'startCmdFailed' },
          { target: 'running', actions: 'startCmdDone' },
        ],
        SIGKILL: { target: 'gone', actions: 'killed' },
      },
    },
    // The start command is the process itself and does not return.
    foreground: {
      entry: 'startClock',
      exit: 'stopClock',
      on: {
        run: { target: 'gone', actions: 'foregroundDone' },
        end: { target: 'gone', actions: 'foregroundDone' },
      },
    },
    running: {
      entry: 'startClock',
      exit: 'stopClock',
      on: {
        run: { target: 'exited', actions: 'endByItself' },
        end: { target: 'exited', actions: 'endWith' },
        StopCmd: { actions: 'runStopCmd' },
        stopCmd: [{ guard: 'obeysStop', target: 'gone', actions: 'stopCmdEnded' }, { actions: 'stopCmdDone' }],
        healthCheck: { actions: 'answerCheck' },
        setHealth: { actions: 'noteHealth' },
        ReloadCmd: { actions: 'runReloadCmd' },
        reloadCmd: { actions: 'reloadCmdDone' },
        SIGKILL: [
          { guard: 'unkillable', actions: 'survived' },
          { target: 'gone', actions: 'killed' },
        ],
      },
    },
    exited: { always: [{ guard: 'tellsExit', target: 'gone', actions: 'tellExit' }, { target: 'gone' }] },
    gone: { type: 'final', entry: 'vanish' },
  },
})

type OsApi = Api<object>

const contextOf = (api: OsApi): OsContext => api.contextOf(api.id) as OsContext

function tell(api: OsApi, of: Exit['of'], exitCode: number | null, gone: boolean): void {
  const { id, agent } = contextOf(api)
  const body: Exit = { id, of, exitCode, gone }
  api.send(daemonId(agent), 'exit', body)
}

function startClock(api: OsApi): void {
  const { runMs } = contextOf(api).behaviour
  if (runMs !== null) api.arm('run', runMs, { type: 'run' })
}

export const OS_PROCESS: Definition = defineComponent<object>({
  kind: 'process',
  machine: osProcessMachine,
  books: () => ({}),
  effects: {
    runStartCmd: (api) => api.arm('startCmd', contextOf(api).behaviour.startMs, { type: 'startCmd' }),
    startCmdDone: (api) => tell(api, 'StartCmd', 0, false),
    startCmdFailed: (api) => tell(api, 'StartCmd', contextOf(api).behaviour.startExitCode, true),
    foregroundDone: (api) => tell(api, 'StartCmd', contextOf(api).behaviour.exitCode, true),
    startClock,
    stopClock: (api) => api.cancel('run'),
    runStopCmd: (api) => api.arm('stopCmd', contextOf(api).behaviour.stopMs, { type: 'stopCmd' }),
    stopCmdDone: (api) => tell(api, 'StopCmd', 0, false),
    stopCmdEnded: (api) => tell(api, 'StopCmd', 0, true),
    runReloadCmd: (api) => api.arm('reloadCmd', contextOf(api).behaviour.stopMs, { type: 'reloadCmd' }),
    reloadCmdDone: (api) => tell(api, 'ReloadCmd', 0, false),
    survived: (api) => tell(api, 'SIGKILL', null, false),
    killed: (api) => tell(api, 'SIGKILL', null, true),
    tellExit: (api) => tell(api, 'process', contextOf(api).ended, true),
    answerCheck: (api, event) => {
      const { id, healthy } = contextOf(api)
      api.send(event.from ?? '', 'checked', { id, healthy })
    },
    vanish: (api) => api.endProcess(api.id),
  },
})

export function osProcess(input: OsProcessInput): ProcessPlan {
  const id = processId(input.id)
  return { process: id, host: input.agent, members: [{ kind: 'process', id, input }] }
}
