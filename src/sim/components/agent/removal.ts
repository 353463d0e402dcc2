/** How executors and frameworks leave an agent's books. Source: S:removeExecutor, removeFramework; reference 4(c), 4(d). */
import type { UpdatesLocals } from '#model/messages/executorBodies.ts'
import {
  type AgentApi,
  agentId,
  type ExecutorBook,
  type FrameworkBook,
  isIdle,
  phaseOf,
  stepExecutor,
} from './books.ts'
import { agentDisk, forgetExecutor, forgetFramework } from './disk.ts'
import { leaveSandbox } from './sandboxes.ts'
import { hasIncompleteTasks } from './tasks.ts'

export function isTerminating(api: AgentApi): boolean {
  return api.stateOf(agentId(api)) === 'terminating'
}

export function removeExecutor(api: AgentApi, framework: FrameworkBook, executor: ExecutorBook): void {
  framework.executors.delete(executor.executorId)
  forgetExecutor(api, executor)
  leaveSandbox(api, executor)
  stepExecutor(api, executor, { type: 'removed' })
}

/** Ended, and no update of its tasks waits: or nobody is left to hear of them. */
export function removeExecutorIfDone(api: AgentApi, framework: FrameworkBook, executor: ExecutorBook): void {
  if (phaseOf(api, executor) !== 'terminated') return
  if (framework.terminating || isTerminating(api) || !hasIncompleteTasks(executor))
    removeExecutor(api, framework, executor)
}

/** With the framework go its update streams, acknowledged or not. */
export function removeFrameworkIfIdle(api: AgentApi, framework: FrameworkBook): void {
  const { frameworks } = api.books
  if (!isIdle(framework) || !frameworks.delete(framework.id)) return
  forgetFramework(api, framework.id)
  if (frameworks.size === 0 && isTerminating(api)) {
    api.step(agentId(api), { type: 'lastFrameworkRemoved' })
    return
  }
  const body: UpdatesLocals['cleanup'] = { frameworkId: framework.id }
  api.send(`updates:${agentId(api)}`, 'cleanup', body)
  if (frameworks.size > 0) return
  api.books.draining = null
  agentDisk(api).draining = null
}
