/** Free-form messages that pass through an agent, and what frameworks change. Source: S; reference 2.3, 2.4, 2.5. */
import type { MessageBodies } from '#model/messages/bodies.ts'
import type { ExecutorCalls } from '#model/messages/executorBodies.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { type AgentApi, executorOf, MASTER, phaseOf } from './books.ts'
import { checkpointFramework } from './disk.ts'

export function relayToExecutor(api: AgentApi, event: SimEvent): void {
  const body = event.body as MessageBodies['FrameworkToExecutorMessage']
  const executor = executorOf(api.books, body.frameworkId, body.executorId)
  if (!executor || executor.pid === null || phaseOf(api, executor) !== 'running') return
  if (executor.info.api === 'v1') api.send(executor.pid, 'MESSAGE', { data: body.data })
  else api.send(executor.pid, 'FrameworkToExecutorMessage', body)
}

/** Straight to a v0 scheduler, through the master to a v1 one. */
function relay(api: AgentApi, body: MessageBodies['ExecutorToFrameworkMessage']): void {
  const framework = api.books.frameworks.get(body.frameworkId)
  if (!framework || framework.terminating) return
  api.send(framework.pid === '' ? MASTER : framework.pid, 'ExecutorToFrameworkMessage', body)
}

export function relayToMaster(api: AgentApi, event: SimEvent): void {
  relay(api, event.body as MessageBodies['ExecutorToFrameworkMessage'])
}

export function relayCallToMaster(api: AgentApi, event: SimEvent): void {
  const { frameworkId, executorId, data } = event.body as ExecutorCalls['MESSAGE']
  relay(api, { slaveId: api.books.info.id ?? '', frameworkId, executorId, data })
}

/** A framework came back or changed: whoever speaks for it now gets all that waits, at once. Source: S:updateFramework. */
export function updateFramework(api: AgentApi, event: SimEvent): void {
  const { frameworkId, pid, frameworkInfo } = event.body as MessageBodies['UpdateFrameworkMessage']
  const framework = api.books.frameworks.get(frameworkId)
  if (!framework || framework.terminating) return
  framework.info = { ...frameworkInfo, id: frameworkId }
  framework.pid = pid
  checkpointFramework(api, framework)
  api.send(`updates:${api.books.spec.id}`, 'resume', {})
}
