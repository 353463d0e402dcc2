/** Status updates: stored first, acknowledged then. Source: TaskStatusUpdateProcessorImpl.scala, InstanceUpdater.scala; reference/marathon.md 6.1. */
import { parseTaskId } from '#model/marathon/ids.ts'
import type { TaskStatus } from '#model/messages/bodies.ts'
import { isTerminal } from '#model/taskState.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { type InstanceRecord, type MarathonApi, instanceMachine } from './books.ts'
import { isAliveState, isTerminalCondition } from './conditions.ts'
import { publish } from './events.ts'
import { killById, noteEnded } from './kills.ts'

/** Instances are found by the part of the task's id that names them. */
function instanceOf(api: MarathonApi, taskId: string): InstanceRecord | undefined {
  const name = parseTaskId(taskId)
  return name ? api.books.store.instances.get(name.instance) : undefined
}

function tellTrace(api: MarathonApi, status: TaskStatus, agent: string): void {
  const { taskId: task, state, reason } = status
  api.task({ framework: api.books.framework, task, agent, state, seenBy: 'scheduler', reason: reason ?? null })
}

/** `TASK_KILLED` → `Killed`; what is lost for good is gone. Source: TaskConditionMapping.scala. */
function conditionOf({ state, reason }: TaskStatus): string {
  if (state === 'TASK_GONE_BY_OPERATOR') return 'Gone'
  if (state === 'TASK_LOST') return reason === 'REASON_TASK_UNKNOWN' ? 'Unknown' : 'Gone'
  const [first = '', ...rest] = state.slice('TASK_'.length)
  return first + rest.join('').toLowerCase()
}

/** Of a task that no instance has. Source: UnknownInstanceTerminated. */
function updateOfStranger(api: MarathonApi, status: TaskStatus): void {
  const { taskId, state } = status
  if (isAliveState(state)) return killById(api, taskId)
  if (state === 'TASK_KILLING') return
  if (isTerminal(state)) noteEnded(api, taskId)
  const name = parseTaskId(taskId)
  publish(api, 'unknown_instance_terminated_event', {
    instanceId: name?.instance ?? taskId,
    runSpecId: name?.app ?? null,
    condition: conditionOf(status),
  })
}

function isNews({ task, condition }: InstanceRecord, { state, healthy }: TaskStatus): boolean {
  if (isTerminalCondition(condition)) return false
  return task?.state !== state || (healthy !== undefined && healthy !== task.mesosHealthy)
}

/** Another is started as soon as it cannot be reached; without any patience it is forgotten instead. Source: Instance.scala, shouldBecomeInactive. */
function isInactiveAtOnce({ spec }: InstanceRecord): boolean {
  const { unreachableStrategy } = spec.app
  if (unreachableStrategy === 'disabled') return false
  return unreachableStrategy.inactiveAfterSeconds === 0 && unreachableStrategy.expungeAfterSeconds > 0
}

function updateOfInstance(api: MarathonApi, instance: InstanceRecord, status: TaskStatus): void {
  const { taskId, state, reason } = status
  if (instance.task?.id !== taskId) {
    if (isAliveState(state)) killById(api, taskId)
    else if (isTerminal(state)) noteEnded(api, taskId)
    return
  }
  if (!isNews(instance, status)) return
  api.step(instanceMachine(api.books, instance.id), {
    type: state,
    status,
    reason: reason ?? null,
    inactiveAtOnce: isInactiveAtOnce(instance),
    reserved: instance.reservation !== null,
  })
}

export function statusUpdate(api: MarathonApi, event: SimEvent): void {
  const { status } = event.body as { readonly status: TaskStatus }
  const instance = instanceOf(api, status.taskId)
  tellTrace(api, status, instance?.task?.placement.agent ?? '')
  if (instance) updateOfInstance(api, instance, status)
  else updateOfStranger(api, status)
  if (status.uuid !== undefined) api.send(api.books.driver, 'acknowledgeStatusUpdate', { status })
}
