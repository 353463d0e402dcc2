/** Requests of executors and their answers: always an HTTP 200, the outcome is inside. Source: bcs-process.md 5. */
import type { SimEvent } from '../../../kernel/definition.ts'
import { CODES, type DaemonAnswer, type DaemonCalls, fileOf, pathOf, type ProcessInfo } from '../info.ts'
import { md5Of } from '../registry.ts'
import {
  type DaemonApi,
  daemonDisk,
  machineOf,
  type ProcessBook,
  statusInfo,
  statusOf,
  unixSeconds,
  type Waiting,
} from './books.ts'

/** Where the daemon keeps what it unpacks and runs. */
const WORKSPACE = '/data/bcs/process'

interface Outcome {
  readonly result: boolean
  readonly code?: number
  readonly message?: string
  readonly data?: DaemonAnswer['data']
}

export function answer(api: DaemonApi, { to, call }: Waiting, outcome: Outcome): void {
  const { result, code = 0, message = result ? 'success' : '', data } = outcome
  const body: DaemonAnswer = { call, result, code, message, ...(data ? { data } : {}) }
  api.send(to, '200', body)
}

/** The code trims all characters of ".tar.gz" from the end: `data.tar.gz` becomes `d`. Source: bcs-process.md 5.1. */
export function extractedName(file: string, asImplemented: boolean): string {
  return asImplemented ? file.replace(/[.targz]+$/, '') : file.replace(/\.tar\.gz$/, '')
}

/** Variables that only the daemon knows. Source: bcs-process.md 2. */
function filledIn(text: string): string {
  return text
    .replaceAll('${work_base_dir}', `${WORKSPACE}/work_dir`)
    .replaceAll('${run_base_dir}', `${WORKSPACE}/run_dir`)
}

function prepared(api: DaemonApi, info: ProcessInfo): ProcessInfo {
  const { asImplemented } = api.books
  const uris = info.uris.map((uri) => {
    const file = fileOf(uri.value)
    return {
      ...uri,
      outputDir: filledIn(uri.outputDir),
      packagesFile: `${WORKSPACE}/packages_dir/${file}`,
      extractDir: `${WORKSPACE}/extract_dir/${extractedName(file, asImplemented)}`,
    }
  })
  const { workDir, pidFile, startCmd, stopCmd, reloadCmd, envs } = info
  return {
    ...info,
    uris,
    workDir: filledIn(workDir),
    pidFile: filledIn(pidFile),
    startCmd: filledIn(startCmd),
    stopCmd: filledIn(stopCmd),
    reloadCmd: filledIn(reloadCmd),
    envs: envs.map(filledIn),
  }
}

/** A package that the scenario says is there since before it began. */
function noteCached(api: DaemonApi, { uris, behaviour }: ProcessInfo): void {
  const [uri] = uris
  if (!uri || !behaviour.cached) return
  const { packages } = api.books
  packages[uri.packagesFile ?? ''] ??= md5Of(pathOf(uri.value))
  daemonDisk(api).packages = packages
}

/** Accepted at once; the work goes on in the background. */
export function createProcess(api: DaemonApi, event: SimEvent): void {
  const { call, process } = event.body as DaemonCalls['POST /process']
  const { processes, agent } = api.books
  const to = { call, to: event.from ?? '' }
  if (processes.has(process.id)) {
    const message = `process ${process.id} already exists`
    return answer(api, to, { result: false, code: CODES.create, message })
  }
  const now = unixSeconds(api)
  const book: ProcessBook = {
    info: prepared(api, process),
    message: '',
    pid: 0,
    exitCode: api.books.asImplemented ? 0 : null,
    registerTime: now,
    lastStartTime: 0,
    executorHeartBeatTime: now,
    stop: null,
    stopTimeout: process.stopTimeout,
    restarting: null,
    reloading: null,
    pendingMd5: null,
  }
  processes.set(process.id, book)
  noteCached(api, book.info)
  answer(api, to, { result: true })
  api.spawn('daemon/process', machineOf(agent, process.id), { id: process.id })
  api.step(machineOf(agent, process.id), { type: 'create' })
}

function found(api: DaemonApi, event: SimEvent, code: number): { book: ProcessBook; to: Waiting } | null {
  const { call, id } = event.body as { readonly call: number; readonly id: string }
  const book = api.books.processes.get(id)
  const to = { call, to: event.from ?? '' }
  if (book) return { book, to }
  answer(api, to, { result: false, code, message: `process ${id} not found` })
  return null
}

export function inspectProcess(api: DaemonApi, event: SimEvent): void {
  const known = found(api, event, CODES.inspect)
  if (known) answer(api, known.to, { result: true, data: statusInfo(api, known.book) })
}

export function stopProcess(api: DaemonApi, event: SimEvent): void {
  const known = found(api, event, CODES.stop)
  if (!known) return
  const { timeout } = event.body as DaemonCalls['PUT /process/{id}/stop/{timeout}']
  api.step(machineOf(api.books.agent, known.book.info.id), { type: 'stop', timeout, waiting: known.to })
}

/** Only what is stopped is deleted; what is unknown is as good as deleted. */
export function deleteProcess(api: DaemonApi, event: SimEvent): void {
  const { call, id } = event.body as DaemonCalls['DELETE /process/{id}']
  const { processes, agent } = api.books
  const to = { call, to: event.from ?? '' }
  const status = processes.has(id) ? statusOf(api, id) : 'stopped'
  if (status !== 'stopped') {
    const message = `process ${id} status ${status} can't be deleted`
    return answer(api, to, { result: false, code: CODES.delete, message })
  }
  api.step(machineOf(agent, id), { type: 'delete' })
  answer(api, to, { result: true })
}

/** The design names the function and no route: the code answers nobody. */
export function heartBeat(api: DaemonApi, event: SimEvent): void {
  const { call, id } = event.body as DaemonCalls['POST /heartbeat']
  const book = api.books.processes.get(id)
  if (book) book.executorHeartBeatTime = unixSeconds(api)
  answer(api, { call, to: event.from ?? '' }, { result: book !== undefined })
}

export function reloadProcess(api: DaemonApi, event: SimEvent): void {
  const known = found(api, event, CODES.stop)
  if (!known) return
  const { book, to } = known
  if (!api.step(machineOf(api.books.agent, book.info.id), { type: 'reload', waiting: to }))
    answer(api, to, { result: false, code: CODES.stop, message: `process ${book.info.id} does not run` })
}

/** Stopped as StopProcess does, then started again from its package on. */
export function restartProcess(api: DaemonApi, event: SimEvent): void {
  const known = found(api, event, CODES.stop)
  if (!known) return
  const { book, to } = known
  if (statusOf(api, book.info.id) !== 'running')
    return answer(api, to, { result: false, code: CODES.stop, message: `process ${book.info.id} does not run` })
  book.restarting = to
  api.step(machineOf(api.books.agent, book.info.id), { type: 'stop', timeout: book.info.stopTimeout, waiting: null })
}
