/** The process-daemon: one per host, always there, deaf to Mesos. Source: bcs-process.md 1, 5. */
import { nextInt } from '#base/rng.ts'
import type { Scenario } from '#model/scenario/types.ts'
import { setup } from 'xstate'
import type { Definition, ProcessPlan, SimEvent } from '../../../kernel/definition.ts'
import { defineComponent, effectNames } from '../../define.ts'
import { daemonId } from '../info.ts'
import type { Exit } from '../osProcess.ts'
import * as answers from './answers.ts'
import { type DaemonApi, type DaemonBooks, daemonDisk, machineOf, store } from './books.ts'
import { askMetadata, askPackage, fromRegistry, notePackage, releaseLock, takeLock } from './packages.ts'
import { processMachine } from './processMachine.ts'
import * as running from './running.ts'

interface DaemonInput {
  readonly agent: string
}

const daemon = setup({
  types: { context: {} as object, events: {} as SimEvent, input: {} as DaemonInput },
  actions: effectNames(
    'readFiles',
    'checkAll',
    'createProcess',
    'inspectProcess',
    'stopProcess',
    'deleteProcess',
    'heartBeat',
    'reloadProcess',
    'restartProcess',
    'fromRegistry',
    'commandEnded',
    'processGone',
  ),
})

export const daemonMachine = daemon.createMachine({
  id: 'daemon',
  context: {},
  initial: 'serving',
  states: {
    serving: {
      entry: 'readFiles',
      on: {
        checkInterval: { actions: 'checkAll' },
        'POST /process': { actions: 'createProcess' },
        'GET /process/{id}/status': { actions: 'inspectProcess' },
        'PUT /process/{id}/stop/{timeout}': { actions: 'stopProcess' },
        'DELETE /process/{id}': { actions: 'deleteProcess' },
        'POST /heartbeat': { actions: 'heartBeat' },
        'PUT /process/{id}/reload': { actions: 'reloadProcess' },
        'PUT /process/{id}/restart': { actions: 'restartProcess' },
        200: { actions: 'fromRegistry' },
        exit: { actions: 'commandEnded' },
        exited: { actions: 'processGone' },
      },
    },
  },
})

/** All that an earlier daemon wrote down comes back; the first check comes at the host's own moment. */
function readFiles(api: DaemonApi): void {
  const { processes, packages } = daemonDisk(api)
  const { books } = api
  books.packages = packages
  const isFirst = Object.keys(processes).length === 0
  for (const [id, { status, ...stored }] of Object.entries(processes)) {
    books.processes.set(id, { ...stored, stop: null, restarting: null, reloading: null })
    api.spawn('daemon/process', machineOf(books.agent, id), { id })
    api.step(machineOf(books.agent, id), { type: `was ${status}` })
  }
  const phase = books.checkPhaseMs ?? nextInt(api.rng, 1, running.CHECK_INTERVAL_MS)
  running.armCheck(api, isFirst ? phase : undefined)
}

const EVENT_OF = { StartCmd: 'startCmd', ReloadCmd: 'reloaded', SIGKILL: 'killed' } as const

function commandEnded(api: DaemonApi, event: SimEvent): void {
  const exit = event.body as Exit
  const machine = machineOf(api.books.agent, exit.id)
  if (exit.of === 'process') api.step(machine, { type: 'processExit', body: exit })
  else if (exit.of === 'StopCmd') api.step(machine, { type: 'stopCmdExit' })
  else api.step(machine, { type: EVENT_OF[exit.of], exitCode: exit.exitCode, gone: exit.gone })
}

/** A command that lost its process ends too. */
function processGone(api: DaemonApi, event: SimEvent): void {
  const id = (event.peer ?? '').slice('process:'.length)
  api.step(machineOf(api.books.agent, id), { type: 'stopCmdExit' })
}

export const DAEMON: Definition = defineComponent<DaemonBooks>({
  kind: 'process-daemon',
  machine: daemonMachine,
  books: (input, scenario) => daemonBooks((input as DaemonInput).agent, scenario),
  effects: {
    readFiles,
    checkAll: running.checkAll,
    createProcess: answers.createProcess,
    inspectProcess: answers.inspectProcess,
    stopProcess: answers.stopProcess,
    deleteProcess: answers.deleteProcess,
    heartBeat: answers.heartBeat,
    reloadProcess: answers.reloadProcess,
    restartProcess: answers.restartProcess,
    fromRegistry,
    commandEnded,
    processGone,
  },
})

export const DAEMON_PROCESS: Definition = defineComponent<DaemonBooks>({
  kind: 'daemon/process',
  machine: processMachine,
  effects: {
    takeLock,
    askMetadata,
    askPackage,
    notePackage,
    link: releaseLock,
    execStart: running.execStart,
    noteStarted: running.noteStarted,
    armGrace: running.armGrace,
    stopGrace: (api) => api.cancel('startGracePeriod'),
    noteRunning: running.noteRunning,
    noteFailed: running.noteFailed,
    noteDone: running.noteDone,
    refuseStop: running.refuseStop,
    answerStop: running.answerStop,
    execStop: running.execStop,
    stopCmdEnded: running.stopCmdEnded,
    startPolling: running.startPolling,
    poll: running.poll,
    stopPolling: running.stopPolling,
    kill: running.kill,
    noteSurvived: running.noteSurvived,
    reload: running.reload,
    answerReload: running.answerReload,
    noteExit: running.noteExit,
    store,
    forget: running.forget,
  },
})

/** One daemon serves all schedulers: it is the code's as soon as one of them is. */
function daemonBooks(agent: string, scenario: Scenario): DaemonBooks {
  const schedulers = scenario.frameworks.filter((spec) => spec.kind === 'bcs')
  return {
    agent,
    asImplemented: schedulers.some(({ asImplemented }) => asImplemented),
    processes: new Map(),
    packages: {},
    locks: new Map(),
    checkPhaseMs: schedulers[0]?.flags.daemonCheckPhaseMs ?? null,
  }
}

export function daemonProcess(agent: string): ProcessPlan {
  const input: DaemonInput = { agent }
  const id = daemonId(agent)
  return { process: id, host: agent, members: [{ kind: 'process-daemon', id, input }] }
}
