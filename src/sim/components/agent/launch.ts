/** A launch on its agent: pending, the checks, then a queue of an executor. Source: S:run, _run, __run; reference 2.8, 7.1. */
import type { FrameworkInfo, MessageBodies, TaskInfo } from '#model/messages/bodies.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import {
  type AgentApi,
  agentId,
  driverId,
  type ExecutorBook,
  executorMachine,
  type FrameworkBook,
  type Launch,
  phaseOf,
  stateFor,
  stepExecutor,
} from './books.ts'
import { executorForCommand, machineInput, withApi } from './containers.ts'
import { checkpointExecutor, checkpointFramework, checkpointGroup, checkpointTask } from './disk.ts'
import { removeFrameworkIfIdle } from './removal.ts'
import { isKnownHere } from './reservations.ts'
import { unscheduleRemoval } from './sandboxes.ts'
import { makeUpdate, statusUpdate } from './statusUpdates.ts'
import { tellExecutorExited } from './exits.ts'
import { isKnownTask } from './tasks.ts'

/** Authorization and the un-scheduling of old sandboxes. Simplified: always granted, after 1 ms. */
const AUTHORIZATION_MS = 1

interface Work {
  readonly info: FrameworkInfo
  readonly frameworkId: string
  readonly pid: string
}

function frameworkFor(api: AgentApi, { info, frameworkId, pid }: Work): FrameworkBook {
  const known = api.books.frameworks.get(frameworkId)
  if (known) return known
  const made: FrameworkBook = {
    id: frameworkId,
    info: { ...info, id: frameworkId },
    pid,
    terminating: false,
    pending: new Map(),
    executors: new Map(),
  }
  api.books.frameworks.set(frameworkId, made)
  checkpointFramework(api, made)
  return made
}

/** A message that came twice is looked at once: Mesos counts on TCP and would fail a check. */
function run(api: AgentApi, work: Work, launch: Launch): void {
  const [first] = launch.tasks
  if (!first || first.slaveId !== api.books.info.id) return
  const framework = frameworkFor(api, work)
  if (framework.terminating || launch.tasks.some(({ taskId }) => isKnownTask(framework, taskId))) return
  for (const { taskId } of launch.tasks) framework.pending.set(taskId, launch)
  api.books.authorizing.push({ frameworkId: work.frameworkId, launch })
  if (api.dueAt('launchAuthorization') === null)
    api.arm('launchAuthorization', AUTHORIZATION_MS, { type: 'launchAuthorization' })
}

export function runTask(api: AgentApi, event: SimEvent): void {
  const { framework: info, frameworkId, task, pid, launchExecutor } = event.body as MessageBodies['RunTaskMessage']
  const generated = task.executor === undefined
  const executor = task.executor ? withApi(task.executor) : executorForCommand(api, task, frameworkId)
  run(
    api,
    { info, frameworkId, pid: pid ?? '' },
    { tasks: [task], group: null, executor, generated, launchExecutor: launchExecutor ?? null },
  )
}

export function runTaskGroup(api: AgentApi, event: SimEvent): void {
  const body = event.body as MessageBodies['RunTaskGroupMessage']
  const { framework: info, frameworkId, executor, taskGroup, pid, launchExecutor } = body
  const { tasks } = taskGroup
  run(
    api,
    { info, frameworkId, pid: pid ?? '' },
    { tasks, group: taskGroup, executor: withApi(executor), generated: false, launchExecutor },
  )
}

/** All that was waiting is looked at, in the order of its messages. */
export function launchAuthorized(api: AgentApi): void {
  for (const { frameworkId, launch } of api.books.authorizing.splice(0)) {
    const framework = api.books.frameworks.get(frameworkId)
    if (!framework) {
      tellNotLaunched(api, frameworkId, launch)
      continue
    }
    const alive = launch.tasks.every(({ taskId }) => framework.pending.get(taskId) === launch)
    for (const { taskId } of launch.tasks)
      if (framework.pending.get(taskId) === launch) framework.pending.delete(taskId)
    if (!alive || framework.terminating) abandon(api, framework, launch)
    else check(api, framework, launch)
  }
}

/** Nothing is launched. */
function abandon(api: AgentApi, framework: FrameworkBook, launch: Launch): void {
  removeFrameworkIfIdle(api, framework)
  tellNotLaunched(api, framework.id, launch)
}

/** The master may have counted on an executor; said of a command task's too, of which it knows nothing. */
function tellNotLaunched(api: AgentApi, frameworkId: string, { launchExecutor, executor }: Launch): void {
  if (launchExecutor === true) tellExecutorExited(api, frameworkId, executor.executorId, -1)
}

function drop(api: AgentApi, framework: FrameworkBook, launch: Launch, reason: string, message: string): void {
  sayDropped(api, framework, launch, reason, message)
  abandon(api, framework, launch)
}

/**
 * The master wants a new executor, and one is there: ended, its updates not acknowledged, or one that the master has lost
 * sight of, which then has to go.
 */
function dropForExecutor(api: AgentApi, framework: FrameworkBook, launch: Launch, executor: ExecutorBook): void {
  sayDropped(
    api,
    framework,
    launch,
    'REASON_EXECUTOR_TERMINATED',
    'The executor that is to be launched is here already',
  )
  if (phaseOf(api, executor) === 'terminated') tellNotLaunched(api, framework.id, launch)
  else stepExecutor(api, executor, { type: 'shutdown' })
}

function sayDropped(api: AgentApi, framework: FrameworkBook, launch: Launch, reason: string, message: string): void {
  const state = stateFor(framework.info, 'TASK_DROPPED')
  const { id: frameworkId } = framework
  const { executorId } = launch.executor
  for (const { taskId } of launch.tasks)
    statusUpdate(api, makeUpdate(api, { frameworkId, taskId, state, reason, message, executorId }), '')
}

/** First failure wins. Source: S:__run; reference 7.1, checks 9 to 13 (10 speaks of what is not simulated). */
function check(api: AgentApi, framework: FrameworkBook, launch: Launch): void {
  const { generated, launchExecutor } = launch
  const executor = framework.executors.get(launch.executor.executorId)
  const phase = executor ? phaseOf(api, executor) : null
  const ending = phase === 'terminating' || phase === 'terminated'
  if (api.books.draining !== null)
    return drop(api, framework, launch, 'REASON_SLAVE_DRAINING', 'The agent is being drained')
  if (![...launch.tasks, launch.executor].every(({ resources }) => isKnownHere(api, resources)))
    return drop(api, framework, launch, 'REASON_RESOURCES_UNKNOWN', 'The agent does not know these reserved resources')
  if (generated && executor)
    return drop(api, framework, launch, 'REASON_TASK_INVALID', 'The id of the command executor is in use')
  if (launchExecutor === true && executor) return dropForExecutor(api, framework, launch, executor)
  if (ending || (launchExecutor === false && !executor))
    return sayDropped(api, framework, launch, 'REASON_EXECUTOR_TERMINATED', 'The executor is not as the master knew it')
  queue(api, framework, launch, executor)
}

function queue(api: AgentApi, framework: FrameworkBook, launch: Launch, known: ExecutorBook | undefined): void {
  const executor = known ?? addExecutor(api, framework, launch)
  for (const task of launch.tasks) {
    executor.queued.set(task.taskId, task)
    if (task.killPolicy) executor.graces.set(task.taskId, task.killPolicy.gracePeriod)
  }
  if (launch.group) {
    executor.queuedGroups.push(launch.group)
    checkpointGroup(api, executor, launch.group)
  } else for (const task of launch.tasks) checkpointTask(api, executor, task)
  if (known) stepExecutor(api, known, { type: 'queued' })
  else api.spawn('agent/executor', executorMachine(executor.key, agentId(api)), machineInput(api, executor))
}

/** Executors of two frameworks may have one id: the later one's components are told apart by its framework. */
function executorKey(api: AgentApi, framework: FrameworkBook, executorId: string): string {
  const agent = agentId(api)
  const taken = api.has(executorMachine(executorId, agent)) || api.isUp(driverId(executorId, agent))
  return taken ? `${executorId}~${framework.info.name}` : executorId
}

function addExecutor(api: AgentApi, framework: FrameworkBook, launch: Launch): ExecutorBook {
  const { executor: info, generated } = launch
  const { executorId } = info
  const executor: ExecutorBook = {
    frameworkId: framework.id,
    executorId,
    key: executorKey(api, framework, executorId),
    info,
    generated,
    checkpoint: framework.info.checkpoint,
    containerId: api.uuid(),
    pid: null,
    everSentTask: false,
    heard: false,
    queued: new Map<string, TaskInfo>(),
    queuedGroups: [],
    launched: new Map(),
    terminated: new Map(),
    graces: new Map(),
    termination: null,
    destroyed: false,
  }
  framework.executors.set(executorId, executor)
  unscheduleRemoval(api, executor.key)
  checkpointExecutor(api, executor)
  return executor
}
