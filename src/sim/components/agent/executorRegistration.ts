/** How executors come to their agent. Source: S:registerExecutor, reregisterExecutor, subscribe; SH:executor; reference 2.6. */
import type { MessageBodies } from '#model/messages/bodies.ts'
import type { ExecutorCalls } from '#model/messages/executorBodies.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { type AgentApi, type ExecutorBook, executorOf, phaseOf, stepExecutor } from './books.ts'

/** It may go on only where the agent knows it and does not end it. */
function welcome(api: AgentApi, frameworkId: string, executorId: string): ExecutorBook | null {
  const executor = executorOf(api.books, frameworkId, executorId)
  if (!executor || api.books.frameworks.get(frameworkId)?.terminating === true) return null
  const phase = phaseOf(api, executor)
  return phase === 'terminating' || phase === 'terminated' ? null : executor
}

function hasWork({ queued, everSentTask }: ExecutorBook): boolean {
  return queued.size > 0 || everSentTask
}

/** An executor that is unknown, ending, or came when the agent was not ready is told to go. */
export function refuseExecutor(api: AgentApi, event: SimEvent): void {
  if (event.from === undefined) return
  api.send(event.from, event.type === 'SUBSCRIBE' ? 'SHUTDOWN' : 'ShutdownExecutorMessage', {})
}

export function registerExecutor(api: AgentApi, event: SimEvent): void {
  const { frameworkId, executorId } = event.body as MessageBodies['RegisterExecutorMessage']
  const executor = welcome(api, frameworkId, executorId)
  if (!executor || phaseOf(api, executor) !== 'registering') return refuseExecutor(api, event)
  executor.pid = event.from ?? null
  stepExecutor(api, executor, { type: 'registers', from: event.from, hasWork: hasWork(executor) })
}

export function reregisterExecutor(api: AgentApi, event: SimEvent): void {
  const { frameworkId, executorId, tasks, updates } = event.body as MessageBodies['ReregisterExecutorMessage']
  const executor = welcome(api, frameworkId, executorId)
  if (!executor) return refuseExecutor(api, event)
  stepExecutor(api, executor, { type: 'reregisters', from: event.from, tasks, updates })
}

export function subscribeExecutor(api: AgentApi, event: SimEvent): void {
  const body = event.body as ExecutorCalls['SUBSCRIBE']
  const { frameworkId, executorId, unacknowledgedTasks: tasks, unacknowledgedUpdates: updates } = body
  if (!executorOf(api.books, frameworkId, executorId)) return api.send(event.from ?? '', '400', {})
  const executor = welcome(api, frameworkId, executorId)
  if (!executor) return refuseExecutor(api, event)
  executor.pid = event.from ?? null
  const facts = { v1: true, hasWork: hasWork(executor), tasks, updates }
  stepExecutor(api, executor, { type: 'registers', from: event.from, ...facts })
}

/** Containers are not recovered yet: try again. */
export function refuseCall(api: AgentApi, event: SimEvent): void {
  if (event.from !== undefined) api.send(event.from, '503', {})
}
