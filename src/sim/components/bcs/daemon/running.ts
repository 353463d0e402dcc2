/** Start, check, stop of a process by its daemon. Source: bcs-process.md 5.2 to 5.4. */
import { nextInt } from '#base/rng.ts'
import type { SimEvent } from '../../../kernel/definition.ts'
import { CODES, processId } from '../info.ts'
import { type Exit, osProcess } from '../osProcess.ts'
import { answer } from './answers.ts'
import {
  type DaemonApi,
  daemonDisk,
  machineOf,
  ownProcess,
  type ProcessBook,
  statusOf,
  unixSeconds,
  type Waiting,
} from './books.ts'
import { releaseLock } from './packages.ts'

/** Source: bcs-process.md 5.3, 5.4. */
export const CHECK_INTERVAL_MS = 5000
const STOP_POLL_MS = 1000
/** ProcessHeartBeatPeriodSeconds: written, and its use commented out. Source: bcs-process.md 9.4, 10. */
const HEARTBEAT_SECONDS = 600

/** The code takes the command for a path: what has arguments is not found. */
function isFoundCommand(api: DaemonApi, command: string): boolean {
  return !(api.books.asImplemented && /\s/.test(command.trim()))
}

/** Runs the start command and waits for it: it must put the process into the background. */
export function execStart(api: DaemonApi): void {
  const { info } = ownProcess(api)
  const { agent, asImplemented } = api.books
  if (!isFoundCommand(api, info.startCmd)) {
    const message = `fork/exec ${info.startCmd}: no such file or directory`
    api.step(api.id, { type: 'startCmd', exitCode: 127, message })
    return
  }
  api.startProcess(osProcess({ id: info.id, agent, behaviour: info.behaviour, tellsExit: !asImplemented }))
  const { startCmd, workDir, envs, user } = info
  api.send(processId(info.id), 'StartCmd', { command: startCmd, workDir, envs, user })
}

export function noteStarted(api: DaemonApi): void {
  const book = ownProcess(api)
  book.lastStartTime = unixSeconds(api)
  const { restarting } = book
  if (restarting) answer(api, restarting, { result: true })
  book.restarting = null
}

/** The pid file's process, by its executable's name. The code reads a newline after the number as a mistake. */
function isRunning(api: DaemonApi, { info }: ProcessBook): boolean {
  const unreadable = api.books.asImplemented && info.behaviour.pidFileNewline
  return !unreadable && api.isUp(processId(info.id))
}

/** While it has nothing to look at, its checks alone keep no run going. */
export function armCheck(api: DaemonApi, delayMs = CHECK_INTERVAL_MS): void {
  const isIdle = [...api.books.processes.keys()].every((id) => statusOf(api, id) === 'stopped')
  api.arm('checkInterval', delayMs, { type: 'checkInterval' }, { periodic: isIdle })
}

/** Shows until when checks of a starting process count for nothing; the check itself goes by whole seconds. */
export function armGrace(api: DaemonApi): void {
  api.arm('startGracePeriod', ownProcess(api).info.startGracePeriod * 1000, { type: 'startGracePeriod' })
}

function isSilent(api: DaemonApi, book: ProcessBook): boolean {
  return !api.books.asImplemented && unixSeconds(api) - book.executorHeartBeatTime > HEARTBEAT_SECONDS
}

/** Its executor is gone: what runs is stopped, what is stopped is deleted. */
function cleanUp(api: DaemonApi, { info }: ProcessBook): void {
  const machine = machineOf(api.books.agent, info.id)
  if (!api.step(machine, { type: 'delete' }))
    api.step(machine, { type: 'stop', timeout: info.stopTimeout, waiting: null })
}

/** Every process, one after the other. */
export function checkAll(api: DaemonApi): void {
  for (const [id, book] of api.books.processes) {
    if (isSilent(api, book)) {
      cleanUp(api, book)
      continue
    }
    const inGrace = unixSeconds(api) - book.lastStartTime < book.info.startGracePeriod
    const found = isRunning(api, book)
    const message = `process ${id} is done`
    api.step(machineOf(api.books.agent, id), { type: 'check', inGrace, found, message })
  }
  armCheck(api)
}

export function noteRunning(api: DaemonApi): void {
  const book = ownProcess(api)
  if (book.pid === 0) book.pid = nextInt(api.rng, 1000, 32_767)
  book.message = `process ${book.info.id} is running`
}

export function noteFailed(api: DaemonApi, event: SimEvent): void {
  const book = ownProcess(api)
  const code = event['exitCode'] as number | undefined
  book.message = (event['message'] as string | undefined) ?? `exit status ${code ?? 1}`
  if (!api.books.asImplemented && code !== undefined) book.exitCode = code
  releaseLock(api)
}

/** In the design it learns how the process ended; what follows is the next check's to say. */
export function noteExit(api: DaemonApi, event: SimEvent): void {
  ownProcess(api).exitCode = (event.body as Exit).exitCode
}

export function noteDone(api: DaemonApi): void {
  const book = ownProcess(api)
  book.message = `process ${book.info.id} is done`
  tellStopped(api, { result: true })
  if (book.restarting) api.step(api.id, { type: 'create' })
}

function tellStopped(api: DaemonApi, outcome: Parameters<typeof answer>[2]): void {
  const book = ownProcess(api)
  if (book.stop) answer(api, book.stop, outcome)
  book.stop = null
}

export function refuseStop(api: DaemonApi, event: SimEvent): void {
  const waiting = event['waiting'] as Waiting | null
  const { info } = ownProcess(api)
  const message = `process ${info.id} can't be stopped`
  if (waiting) answer(api, waiting, { result: false, code: CODES.stop, message })
}

export function answerStop(api: DaemonApi, event: SimEvent): void {
  const waiting = event['waiting'] as Waiting | null
  if (waiting) answer(api, waiting, { result: true })
}

/** Waits for the command, however long it takes. A process that is gone leaves a command that finds nothing. */
export function execStop(api: DaemonApi, event: SimEvent): void {
  const book = ownProcess(api)
  const { info } = book
  book.stop = event['waiting'] as Waiting | null
  book.stopTimeout = event['timeout'] as number
  const id = processId(info.id)
  if (info.stopCmd === '' || !isFoundCommand(api, info.stopCmd) || !api.isUp(id)) return stopCmdEnded(api)
  api.link(id)
  api.send(id, 'StopCmd', { command: info.stopCmd, workDir: info.workDir, envs: info.envs })
}

/** A timer of no seconds panics in the code: the request dies, and nobody goes on. */
export function stopCmdEnded(api: DaemonApi): void {
  const panics = api.books.asImplemented && ownProcess(api).stopTimeout === 0
  if (panics) ownProcess(api).stop = null
  api.step(api.id, { type: 'stopCmd', panics })
}

export function startPolling(api: DaemonApi): void {
  api.arm('stopTimeout', ownProcess(api).stopTimeout * 1000, { type: 'stopTimeout' })
  poll(api)
}

/** Looks at once, then every second. */
export function poll(api: DaemonApi): void {
  if (isRunning(api, ownProcess(api))) api.arm('stopPoll', STOP_POLL_MS, { type: 'stopLook' })
  else api.step(api.id, { type: 'stopPoll', found: false })
}

export function stopPolling(api: DaemonApi): void {
  api.cancel('stopTimeout')
  api.cancel('stopPoll')
}

/** By the daemon itself. Simplified: the process tells whether it is gone, in place of a look at /proc. */
export function kill(api: DaemonApi): void {
  const id = processId(ownProcess(api).info.id)
  if (api.isUp(id)) api.send(id, 'SIGKILL', {})
  else api.step(api.id, { type: 'killed', gone: true })
}

export function noteSurvived(api: DaemonApi): void {
  const book = ownProcess(api)
  book.message = `stop process ${book.info.id} pid ${book.pid} failed`
  tellStopped(api, { result: false, code: CODES.stop, message: book.message })
}

export function reload(api: DaemonApi, event: SimEvent): void {
  const { info } = ownProcess(api)
  const waiting = event['waiting'] as Waiting
  if (info.reloadCmd === '') {
    answer(api, waiting, { result: false, code: CODES.stop, message: `process ${info.id} has no reload command` })
    return
  }
  ownProcess(api).reloading = waiting
  api.send(processId(info.id), 'ReloadCmd', { command: info.reloadCmd, workDir: info.workDir, envs: info.envs })
}

export function answerReload(api: DaemonApi): void {
  const book = ownProcess(api)
  if (book.reloading) answer(api, book.reloading, { result: true })
  book.reloading = null
}

/** The memory entry and the link go; the code leaves the file, and a daemon that starts again reads it. */
export function forget(api: DaemonApi): void {
  const { info } = ownProcess(api)
  if (!api.books.asImplemented) delete daemonDisk(api).processes[info.id]
  api.books.processes.delete(info.id)
  api.remove(api.id)
}
