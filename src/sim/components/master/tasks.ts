/**
 * Task records: made at a launch or from what an agent reports, changed by updates, gone with the acknowledgement of the
 * terminal one. Source: master.cpp, addTask, updateTask, removeTask; master.hpp, Framework, Slave; reference 4(f).
 */
import { must } from '#base/assert.ts'
import type { ExecutorInfo } from '#model/messages/bodies.ts'
import type { Resources } from '#model/resources.ts'
import { isTerminal } from '#model/taskState.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { resourceText, resourcesIn } from '../resourceText.ts'
import {
  type AgentRecord,
  type FrameworkRecord,
  type MasterApi,
  type TaskRecord,
  agentMachine,
  freeKey,
  taskKey,
  taskMachine,
} from './books.ts'
import { call } from './calls.ts'
import { occupy, vacate, writeTask } from './holdings.ts'
import type { TaskInput } from './machines/task.ts'

export interface NewTask {
  readonly taskId: string
  readonly name: string
  readonly executorId: string | undefined
  readonly role: string
  readonly resources: Resources
  readonly state: string
  readonly statusState?: string | undefined
  readonly statusUuid?: string | undefined
}

/** A task on a registered agent; one that was thought lost with its agent goes on in its old record. */
export function addTask(api: MasterApi, framework: FrameworkRecord, agent: AgentRecord, made: NewTask): TaskRecord {
  framework.completed.delete(made.taskId)
  const lost = framework.unreachable.get(made.taskId)
  framework.unreachable.delete(made.taskId)
  const reused = lost && lost.slaveId === agent.id ? lost : undefined
  if (lost && !reused) api.remove(taskMachine(lost))
  const task = reused ?? newRecord(api, framework, agent, made)
  framework.tasks.set(task.taskId, task)
  agent.tasks.set(taskKey(framework.id, task.taskId), task)
  task.state = made.state
  task.reason = null
  task.statusState = made.statusState
  task.statusUuid = made.statusUuid
  task.unreachableTime = undefined
  if (!reused) api.spawn('master/task', taskMachine(task), { frameworkId: framework.id, taskId: task.taskId })
  api.step(taskMachine(task), { type: made.state })
  writeTask(api, task, !isTerminal(made.state))
  return task
}

function newRecord(api: MasterApi, framework: FrameworkRecord, agent: AgentRecord, made: NewTask): TaskRecord {
  const { taskId, name, executorId, role, resources } = made
  return {
    key: freeKey(api, 'task', taskId, framework.key),
    taskId,
    name,
    frameworkId: framework.id,
    slaveId: agent.id,
    executorId,
    role,
    resources,
    held: false,
    state: made.state,
    reason: null,
    statusState: undefined,
    statusUuid: undefined,
    unreachableTime: undefined,
  }
}

/** A new state of the record; a terminal record keeps its own. */
export function changeTask(api: MasterApi, task: TaskRecord, state: string, reason: string | null): void {
  if (isTerminal(task.state) || !api.step(taskMachine(task), { type: state })) return
  task.state = state
  task.reason = reason
  writeTask(api, task, !isTerminal(state))
}

/** The record leaves the active lists: its terminal update was acknowledged, or none is expected. */
export function closeTask(api: MasterApi, task: TaskRecord): void {
  api.step(taskMachine(task), { type: 'acknowledged' })
}

/** Recorded as ended by the master itself, whatever the agent thinks. The allocator is told unless `silent`. */
export function endTask(api: MasterApi, task: TaskRecord, state: string, reason: string, silent: boolean): void {
  if (!isTerminal(task.state)) {
    api.step(taskMachine(task), { type: state, silent })
    task.state = state
    task.reason = reason
    writeTask(api, task, false)
  }
  closeTask(api, task)
}

/** Its agent is gone from sight: kept among the unreachable, where it may come back from. */
export function loseSight(
  api: MasterApi,
  task: TaskRecord,
  state: string,
  reason: string,
  unreachableTime: number,
): void {
  const lives = !isTerminal(task.state)
  if (lives) {
    task.state = state
    task.reason = reason
  }
  task.unreachableTime = unreachableTime
  const isUnreachable = lives && state === 'TASK_UNREACHABLE'
  api.step(taskMachine(task), { type: isUnreachable ? 'unreachable' : 'lostWithAgent', silent: true })
  writeTask(api, task, false)
}

function selfOf(api: MasterApi): { framework: FrameworkRecord; task: TaskRecord } {
  const { frameworkId, taskId } = api.context as TaskInput
  const framework = must(api.books.frameworks.get(frameworkId), `the master knows the framework ${frameworkId}`)
  const task = framework.tasks.get(taskId) ?? framework.unreachable.get(taskId)
  return { framework, task: must(task, `the master knows the task ${taskId}`) }
}

/** Entry of a live state: the task's resources are in use on its agent. */
export function hold(api: MasterApi): void {
  const { task } = selfOf(api)
  const agent = api.books.agents.get(task.slaveId)
  task.held = true
  if (agent) occupy(api, agent, task.frameworkId, task.resources)
}

/** Exit: they are free at once, before any acknowledgement. The allocator knows already where the agent is removed. */
export function release(api: MasterApi, event: SimEvent): void {
  const { task } = selfOf(api)
  const agent = api.books.agents.get(task.slaveId)
  task.held = false
  if (!agent) return
  vacate(api, agent, task.frameworkId, task.resources)
  if (event['silent'] !== true) recover(api, agent, task.frameworkId, task.role, task.resources)
}

function recover(api: MasterApi, agent: AgentRecord, frameworkId: string, role: string, resources: Resources): void {
  if (resources.length === 0) return
  const text = resourceText(resources)
  call(api, 'recoverResources', { frameworkId, agent: agent.name, role, resources: text, isAllocated: true })
}

export function complete(api: MasterApi): void {
  const { framework, task } = selfOf(api)
  const { maxCompletedTasksPerFramework } = api.scenario.master
  framework.tasks.delete(task.taskId)
  framework.unreachable.delete(task.taskId)
  framework.completed.delete(task.taskId)
  framework.completed.set(task.taskId, task.state)
  dropOldest(framework.completed, maxCompletedTasksPerFramework)
  leaveAgent(api, task)
  api.remove(taskMachine(task))
}

export function keepUnreachable(api: MasterApi): void {
  const { framework, task } = selfOf(api)
  framework.tasks.delete(task.taskId)
  leaveAgent(api, task)
  framework.unreachable.set(task.taskId, task)
  const dropped = dropOldest(framework.unreachable, api.scenario.master.maxUnreachableTasksPerFramework)
  if (dropped) api.remove(taskMachine(dropped))
}

function dropOldest<V>(kept: Map<string, V>, most: number): V | undefined {
  if (kept.size <= most) return undefined
  for (const [key, value] of kept) {
    kept.delete(key)
    return value
  }
  return undefined
}

/** The agent's list and its kills forget the task. */
function leaveAgent(api: MasterApi, task: TaskRecord): void {
  const agent = api.books.agents.get(task.slaveId)
  if (!agent) return
  agent.tasks.delete(taskKey(task.frameworkId, task.taskId))
  const killed = agent.killed.get(task.frameworkId)
  killed?.delete(task.taskId)
  if (killed?.size === 0) agent.killed.delete(task.frameworkId)
}

/**
 * Asked when the drain is ordered, with each acknowledgement and with the agent's report after a registration; not when
 * tasks go by a teardown or a broken link. Source: master.cpp, checkAndTransitionDrainingAgent and its callers.
 */
export function checkDrained(api: MasterApi, agent: AgentRecord): void {
  const drain = api.books.draining.get(agent.id)
  if (drain?.state !== 'DRAINING' || agent.tasks.size > 0) return
  api.step(agentMachine(agent), { type: 'drained', markGone: drain.markGone })
}

export function addExecutor(
  api: MasterApi,
  framework: FrameworkRecord,
  agent: AgentRecord,
  info: ExecutorInfo,
  role: string,
): void {
  const known = agent.executors.get(framework.id) ?? new Map()
  agent.executors.set(framework.id, known)
  const resources = resourcesIn(info.resources)
  known.set(info.executorId, { info, role, resources })
  if (resources.length > 0) occupy(api, agent, framework.id, resources)
}

/** The executor's own resources are free. */
export function removeExecutor(
  api: MasterApi,
  agent: AgentRecord,
  frameworkId: string,
  executorId: string,
  silent: boolean,
): void {
  const known = agent.executors.get(frameworkId)
  const executor = known?.get(executorId)
  if (!known || !executor) return
  known.delete(executorId)
  if (known.size === 0) agent.executors.delete(frameworkId)
  vacate(api, agent, frameworkId, executor.resources)
  if (!silent) recover(api, agent, frameworkId, executor.role, executor.resources)
}

/** Teardown: recorded TASK_KILLED, not sent. Source: master.cpp, removeFramework. */
export function removeTasksOf(api: MasterApi, framework: FrameworkRecord): void {
  for (const task of framework.tasks.values()) endTask(api, task, 'TASK_KILLED', 'REASON_FRAMEWORK_REMOVED', false)
  for (const task of framework.unreachable.values()) {
    if (!isTerminal(task.state)) {
      task.state = 'TASK_KILLED'
      task.reason = 'REASON_FRAMEWORK_REMOVED'
      writeTask(api, task, false)
    }
    framework.completed.set(task.taskId, task.state)
    api.remove(taskMachine(task))
  }
  framework.unreachable.clear()
}

/** The agent is back, or forgotten: what it did not report is neither unreachable nor completed. */
export function forgetUnreachable(api: MasterApi, slaveId: string): void {
  for (const framework of api.books.frameworks.values())
    for (const task of framework.unreachable.values())
      if (task.slaveId === slaveId) {
        framework.unreachable.delete(task.taskId)
        api.remove(taskMachine(task))
      }
}

export function removeExecutors(api: MasterApi, framework: FrameworkRecord): void {
  for (const agent of api.books.agents.values())
    for (const executorId of agent.executors.get(framework.id)?.keys() ?? [])
      removeExecutor(api, agent, framework.id, executorId, false)
}
