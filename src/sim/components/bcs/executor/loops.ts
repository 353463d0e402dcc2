/** Launch, inspect loop and shutdown of a process-executor. Source: bcs-process.md 6. */
import type { TaskGroupInfo } from '#model/messages/bodies.ts'
import type { SimEvent } from '../../../kernel/definition.ts'
import type { DaemonAnswer, ProcessInfo, StatusInfo } from '../info.ts'
import { type Call, decodeData, type ExecutorApi, type LoopName, type TaskBook, taskMachineOf } from './books.ts'
import { ask, giveUp, takeAnswer, tell } from './requests.ts'

const LOOK_MS = 1000
/** ReportTaskStatusPeriod: reports in every so many rounds, whether anything changed or not. */
const REPORT_ROUNDS = 30
/** Simplified: nothing says how often a heartbeat would be sent; ours goes with the reports. */
const HEARTBEAT_MS = 30_000

const machineOf = (api: ExecutorApi, id: string): string => taskMachineOf(api.id, id)

const stateOf = (api: ExecutorApi, id: string): string => api.stateOf(machineOf(api, id)) ?? 'finish'

function taskBook(id: string, process: ProcessInfo, message: string): TaskBook {
  return { id, process, message, healthy: null, failures: 0, runningAt: 0, down: false }
}

/** All tasks are read first; the group is the executor's only one. */
export function launch(api: ExecutorApi, event: SimEvent): void {
  const { taskGroup } = event.body as { readonly taskGroup: TaskGroupInfo }
  const { tasks, loops } = api.books
  for (const task of taskGroup.tasks) {
    const process = decodeData(task)
    if (process) tasks.set(task.taskId, taskBook(task.taskId, process, ''))
    else return refuse(api, task.taskId)
    api.spawn('process-executor/task', machineOf(api, task.taskId), { id: task.taskId })
  }
  loops.launch.queue = [...tasks.keys()]
  createNext(api)
}

function refuse(api: ExecutorApi, id: string): void {
  const process = { id } as ProcessInfo
  api.books.tasks.set(id, taskBook(id, process, `task ${id} data is empty`))
  api.spawn('process-executor/task', machineOf(api, id), { id })
  api.step(machineOf(api, id), { type: 'broken' })
  api.step(api.id, { type: 'badTask' })
}

/** The next task of a round, or null at its end. */
function nextOf(api: ExecutorApi, name: LoopName): string | null {
  const loop = api.books.loops[name]
  const [id = null, ...rest] = loop.queue
  loop.queue = rest
  return id
}

function createNext(api: ExecutorApi): void {
  const id = nextOf(api, 'launch')
  const task = api.books.tasks.get(id ?? '')
  if (!task) {
    api.step(api.id, { type: 'launched' })
    return
  }
  const { process } = task
  const call = ask(api, { loop: 'launch', task: task.id, name: 'POST /process' }, { process })
  if (call === null) createFailed(api, task.id, 'dial unix /var/run/process.sock: connection refused')
}

function createFailed(api: ExecutorApi, id: string, message: string): void {
  const task = api.books.tasks.get(id)
  if (task) task.message = message
  api.step(machineOf(api, id), { type: 'createFailed' })
  api.step(api.id, { type: 'launchFailed' })
}

function waitFor(api: ExecutorApi, loop: 'inspect' | 'shutdown'): void {
  const type = `${loop}Look`
  api.arm(type, LOOK_MS, { type })
}

export function startInspecting(api: ExecutorApi): void {
  waitFor(api, 'inspect')
  if (!api.books.asImplemented) api.arm('heartbeat', HEARTBEAT_MS, { type: 'heartbeat' })
}

export const waitToLook = (api: ExecutorApi): void => waitFor(api, 'shutdown')

/** The design's heartbeat: the code has the function and nobody calls it. */
export function beat(api: ExecutorApi): void {
  for (const id of api.books.tasks.keys()) tell(api, 'POST /heartbeat', { id })
  api.arm('heartbeat', HEARTBEAT_MS, { type: 'heartbeat' })
}

export function inspectRound(api: ExecutorApi): void {
  const { books } = api
  books.rounds += 1
  books.loops.inspect.queue = [...books.tasks.keys()]
  inspectNext(api)
}

function inspectNext(api: ExecutorApi): void {
  const id = nextOf(api, 'inspect')
  if (id === null) return waitFor(api, 'inspect')
  if (ask(api, { loop: 'inspect', task: id, name: 'GET /process/{id}/status' }, { id }) === null) inspectNext(api)
}

/** What the daemon says of a process, told on where it is new. */
function note(api: ExecutorApi, id: string, info: StatusInfo): void {
  const { books } = api
  const task = books.tasks.get(id)
  if (task) task.message = info.message
  const endedWell = !books.asImplemented && info.exitCode === 0 && info.lastStartTime > 0
  api.step(machineOf(api, id), { type: info.status, asked: books.asked, endedWell })
}

function inspected(api: ExecutorApi, { task }: Call, { data }: DaemonAnswer): void {
  if (data) {
    const before = stateOf(api, task)
    note(api, task, data)
    const after = stateOf(api, task)
    if (after === before && api.books.rounds % REPORT_ROUNDS === 0) api.step(machineOf(api, task), { type: 'again' })
    if (after === 'finish' || after === 'failed') return
  }
  inspectNext(api)
}

/** A task has ended: the whole group goes. */
export function taskEnded(api: ExecutorApi): void {
  api.step(api.books.input.code, { type: 'taskEnded' })
}

export function shutdownRound(api: ExecutorApi): void {
  api.books.loops.shutdown.queue = [...api.books.tasks.values()].filter(({ down }) => !down).map(({ id }) => id)
  shutdownNext(api)
}

function shutdownNext(api: ExecutorApi): void {
  const id = nextOf(api, 'shutdown')
  if (id === null) return endShutdownRound(api)
  const call = ask(api, { loop: 'shutdown', task: id, name: 'GET /process/{id}/status' }, { id })
  if (call === null) endShutdownRound(api)
}

function endShutdownRound(api: ExecutorApi): void {
  const isDown = [...api.books.tasks.values()].every(({ down }) => down)
  if (isDown) api.step(api.id, { type: 'allDown' })
  else waitFor(api, 'shutdown')
}

/** Starting or running: stopped. Staging, failed, finished: as good as down. */
function shutdownStep(api: ExecutorApi, { task: id, name }: Call, { data, result }: DaemonAnswer): void {
  if (name !== 'GET /process/{id}/status') return shutdownNext(api)
  if (!result || !data) return endShutdownRound(api)
  note(api, id, data)
  const task = api.books.tasks.get(id)
  const state = stateOf(api, id)
  if (!task || state === 'killing') return shutdownNext(api)
  if (state === 'starting' || state === 'running') {
    const timeout = task.process.stopTimeout
    const stop = ask(api, { loop: 'shutdown', task: id, name: 'PUT /process/{id}/stop/{timeout}' }, { id, timeout })
    if (stop === null) shutdownNext(api)
    return
  }
  task.down = true
  if (ask(api, { loop: 'shutdown', task: id, name: 'DELETE /process/{id}' }, { id }) === null) shutdownNext(api)
}

export function answered(api: ExecutorApi, event: SimEvent): void {
  const taken = takeAnswer(api, event)
  if (!taken) return
  const { of, answer } = taken
  if (of.loop === 'inspect') return inspected(api, of, answer)
  if (of.loop === 'shutdown') return shutdownStep(api, of, answer)
  if (answer.result) createNext(api)
  else createFailed(api, of.task, answer.message)
}

/** Nobody answered in time, or the daemon is gone: the loop goes on with what comes next. */
function goOn(api: ExecutorApi, loop: LoopName, message: string): void {
  const of = giveUp(api, loop)
  if (!of) return
  if (loop === 'inspect') inspectNext(api)
  else if (loop === 'launch') createFailed(api, of.task, message)
  else if (of.name === 'GET /process/{id}/status') endShutdownRound(api)
  else shutdownNext(api)
}

export function requestTimedOut(api: ExecutorApi, event: SimEvent): void {
  goOn(api, event['loop'] as LoopName, 'timeout awaiting response headers')
}

export function daemonGone(api: ExecutorApi): void {
  for (const loop of ['launch', 'inspect', 'shutdown'] as const) goOn(api, loop, 'EOF')
}

/** RELOAD and RESTART of the scheduler. The code does not dispatch messages at all. */
export function command(api: ExecutorApi, event: SimEvent): void {
  const { data } = event.body as { readonly data: string }
  const name = data === 'RELOAD' ? 'PUT /process/{id}/reload' : data === 'RESTART' ? 'PUT /process/{id}/restart' : null
  if (name) for (const id of api.books.tasks.keys()) tell(api, name, { id })
}
