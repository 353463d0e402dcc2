/** What the master is told of an executor that ended, or that was expected and never came. Source: S:sendExitedExecutorMessage. */
import type { MessageBodies } from '#model/messages/bodies.ts'
import { type AgentApi, agentId, MASTER } from './books.ts'

/** Said once, to the master that is followed; nobody hears it where there is none. `status` is a wait status. */
export function tellExecutorExited(api: AgentApi, frameworkId: string, executorId: string, status: number): void {
  const state = api.stateOf(agentId(api)) ?? ''
  if (state.startsWith('recovering') || state === 'disconnected.noMaster') return
  const slaveId = api.books.info.id ?? ''
  const body: MessageBodies['ExitedExecutorMessage'] = { slaveId, frameworkId, executorId, status }
  api.send(MASTER, 'ExitedExecutorMessage', body)
}
