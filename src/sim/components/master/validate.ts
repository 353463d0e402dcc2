/**
 * What the master checks before a launch, in its order; the first fault wins and is told to the scheduler. Source:
 * validation.cpp, task::validate, executor::validate, task::group::validate; reference 7.2, 7.3.
 */
import type { ContainerInfo, ExecutorInfo, HealthCheckInfo, TaskInfo } from '#model/messages/bodies.ts'
import {
  addResources,
  containsResources,
  NO_RESOURCES,
  type Resources,
  scalarMilli,
  toMilli,
} from '#model/resources.ts'
import { resourceText, resourcesIn } from '../resourceText.ts'
import type { AgentRecord, FrameworkRecord } from './books.ts'

export interface LaunchGround {
  readonly framework: FrameworkRecord
  readonly agent: AgentRecord
  /** What is left of the offers. */
  readonly remaining: Resources
}

const MIN_CPUS_MILLI = 10
const MIN_MEM_MILLI = toMilli(32)
/** NAME_MAX on Linux. */
const LONGEST_ID = 255

type Check = () => string | null

function firstFault(checks: readonly Check[]): string | null {
  for (const check of checks) {
    const fault = check()
    if (fault !== null) return fault
  }
  return null
}

/** Source: common/validation.cpp, validateID. */
export function idFault(id: string): string | null {
  if (id === '') return 'ID must not be empty'
  if (id.length > LONGEST_ID) return `ID must not be greater than ${LONGEST_ID} characters`
  if (id === '.' || id === '..') return `'${id}' is disallowed`
  const isControl = (c: string): boolean => c < ' ' || c === '\u007f'
  return [...id].some((c) => isControl(c) || c === '/' || c === '\\') ? `'${id}' contains invalid characters` : null
}

/** Why a task of a LAUNCH is refused, or null. */
export function taskFault(ground: LaunchGround, task: TaskInfo): string | null {
  return firstFault([
    ...commonChecks(ground, task),
    () => kindFault(task),
    () => (task.executor ? executorFault(ground, task.executor) : null),
    () => roomFault(ground, task),
  ])
}

function commonChecks({ framework, agent }: LaunchGround, task: TaskInfo): readonly Check[] {
  return [
    () => idFault(task.taskId),
    () =>
      framework.tasks.has(task.taskId) || framework.unreachable.has(task.taskId)
        ? `Task has duplicate ID: ${task.taskId}`
        : null,
    () =>
      task.slaveId === agent.id ? null : `Task uses invalid agent ${task.slaveId} while agent ${agent.id} is expected`,
    () => ((task.killPolicy?.gracePeriod ?? 0) < 0 ? "Task's 'kill_policy.grace_period' must be non-negative" : null),
    () => ((task.maxCompletionTime ?? 0) < 0 ? "Task's 'max_completion_time' must be non-negative" : null),
    () => (task.healthCheck ? healthFault(task.healthCheck) : null),
    () => resourcesFault(resourcesIn(task.resources)),
    () => (task.command ? commandFault(task.command) : null),
    () => (task.container ? containerFault(task.container) : null),
  ]
}

function healthFault(check: HealthCheckInfo): string | null {
  const { delaySeconds, intervalSeconds, timeoutSeconds, gracePeriodSeconds, consecutiveFailures } = check
  const times = [delaySeconds, intervalSeconds, timeoutSeconds, gracePeriodSeconds]
  if (times.some((seconds) => !(seconds >= 0))) return 'Task uses invalid health check: expecting non-negative times'
  return consecutiveFailures >= 0
    ? null
    : "Task uses invalid health check: expecting non-negative 'consecutive_failures'"
}

function resourcesFault(resources: Resources): string | null {
  if (resources.length === 0) return 'Task uses no resources'
  const isMixed = resources.some((entry) =>
    resources.some((other) => other.name === entry.name && other.revocable !== entry.revocable),
  )
  return isMixed ? 'Task mixes revocable and non-revocable resources' : null
}

function commandFault(command: NonNullable<TaskInfo['command']>): string | null {
  return command.shell && command.value === undefined ? "Task's shell command has no value" : null
}

function containerFault(container: ContainerInfo): string | null {
  const isBad = container.type === 'DOCKER' && (container.image === undefined || container.image === '')
  return isBad ? "DockerInfo 'docker' is not set for DOCKER typed ContainerInfo" : null
}

function kindFault(task: TaskInfo): string | null {
  const both = task.executor !== undefined && task.command !== undefined
  const none = task.executor === undefined && task.command === undefined
  return both || none ? 'Task should have at least one (but not both) of CommandInfo or ExecutorInfo present' : null
}

function executorFault({ framework, agent }: LaunchGround, executor: ExecutorInfo): string | null {
  const known = agent.executors.get(framework.id)?.get(executor.executorId)?.info
  return firstFault([
    () => (executor.type === 'DEFAULT' ? "'ExecutorInfo.type' must not be DEFAULT here" : null),
    () => (executor.command ? null : "'ExecutorInfo.command' must be set for a custom executor"),
    () => idFault(executor.executorId),
    () => frameworkFault(framework, executor),
    () =>
      (executor.shutdownGracePeriod ?? 0) < 0 ? "ExecutorInfo's 'shutdown_grace_period' must be non-negative" : null,
    () =>
      known && !sameExecutor(known, executor) ? 'ExecutorInfo is not compatible with existing ExecutorInfo' : null,
  ])
}

function frameworkFault(framework: FrameworkRecord, executor: ExecutorInfo): string | null {
  const { frameworkId } = executor
  return frameworkId === undefined || frameworkId === framework.id
    ? null
    : `ExecutorInfo has an invalid FrameworkID (Actual: ${frameworkId} vs Expected: ${framework.id})`
}

/** Identical but for what the master fills in itself. */
function sameExecutor(a: ExecutorInfo, b: ExecutorInfo): boolean {
  const bare = ({ frameworkId: _framework, allocationInfo: _role, ...rest }: ExecutorInfo): string =>
    JSON.stringify(Object.entries(rest).sort(([x], [y]) => (x < y ? -1 : 1)))
  return bare(a) === bare(b)
}

/** What an executor adds: nothing where it is on the agent already. */
export function executorNeeds({ framework, agent }: LaunchGround, executor: ExecutorInfo | undefined): Resources {
  if (!executor || agent.executors.get(framework.id)?.has(executor.executorId)) return NO_RESOURCES
  return resourcesIn(executor.resources)
}

function roomFault(ground: LaunchGround, task: TaskInfo): string | null {
  const needs = addResources(resourcesIn(task.resources), executorNeeds(ground, task.executor))
  return needsFault(ground, needs, task.executor ? 'Task with its executor' : 'Task')
}

function needsFault({ remaining }: LaunchGround, needs: Resources, what: string): string | null {
  return containsResources(remaining, needs)
    ? null
    : `${what} uses more resources ${resourceText(needs)} than available ${resourceText(remaining)}`
}

/** Why a whole group is refused, or null. */
export function groupFault(ground: LaunchGround, executor: ExecutorInfo, tasks: readonly TaskInfo[]): string | null {
  const ids = new Set<string>()
  for (const task of tasks) {
    if (ids.has(task.taskId)) return `Task has duplicate ID: ${task.taskId}`
    ids.add(task.taskId)
    const fault = firstFault([...commonChecks(ground, task), () => memberFault(task, executor)])
    if (fault !== null) return `Task '${task.taskId}' is invalid: ${fault}`
  }
  const sum = tasks.reduce((all, task) => addResources(all, resourcesIn(task.resources)), NO_RESOURCES)
  return firstFault([
    () => groupExecutorFault(ground, executor),
    () => needsFault(ground, addResources(sum, executorNeeds(ground, executor)), 'Task group with its executor'),
  ])
}

function memberFault(task: TaskInfo, executor: ExecutorInfo): string | null {
  if (task.executor && !sameExecutor(task.executor, executor))
    return "The 'ExecutorInfo' of the task is not the group's"
  if (task.container?.type === 'DOCKER') return 'Docker ContainerInfo is not supported on the task'
  return null
}

function groupExecutorFault(ground: LaunchGround, executor: ExecutorInfo): string | null {
  const resources = resourcesIn(executor.resources)
  const { framework, agent } = ground
  const known = agent.executors.get(framework.id)?.get(executor.executorId)?.info
  return firstFault([
    () => (executor.type === undefined ? "'ExecutorInfo.type' must be set" : null),
    () => idFault(executor.executorId),
    () => frameworkFault(framework, executor),
    () =>
      known && !sameExecutor(known, executor) ? 'ExecutorInfo is not compatible with existing ExecutorInfo' : null,
    () =>
      executor.type === 'DEFAULT' && executor.command
        ? "'ExecutorInfo.command' must not be set for 'DEFAULT' executor"
        : null,
    () =>
      scalarMilli(resources, 'cpus') >= MIN_CPUS_MILLI
        ? null
        : 'Executor uses less CPUs than the minimum required (0.01)',
    () =>
      scalarMilli(resources, 'mem') >= MIN_MEM_MILLI
        ? null
        : 'Executor uses less memory than the minimum required (32MB)',
    () => (scalarMilli(resources, 'disk') > 0 ? null : 'Executor must use some disk'),
  ])
}
