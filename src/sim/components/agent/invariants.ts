/** What always holds on the agents' side. */
import { isTerminal } from '#model/taskState.ts'
import type { Invariant, WorldView } from '../../kernel/definition.ts'
import type { AgentBooks, ExecutorBook, FrameworkBook } from './books.ts'
import type { UpdatesBooks } from './updatesBooks.ts'

const PREFIX = 'updates:'

/** Agents whose process is up. */
function* agentsOf(view: WorldView): Generator<string> {
  for (const id of view.ids()) if (id.startsWith(PREFIX) && !id.includes('/')) yield id.slice(PREFIX.length)
}

/** Of each task at most one update has left the agent without its acknowledgement, and that is the oldest. */
function oneInFlight(view: WorldView): string | null {
  for (const agent of agentsOf(view)) {
    const { streams } = view.booksOf(PREFIX + agent) as UpdatesBooks
    for (const { inFlight, pending, taskId } of streams.values()) {
      if (inFlight.size > 1) return `${inFlight.size} updates of ${taskId} are in flight from ${agent}`
      const [uuid] = inFlight
      if (uuid !== undefined && uuid !== pending[0]?.uuid) return `${agent} sent an update of ${taskId} out of its turn`
    }
  }
  return null
}

function wrongBucket({ queued, queuedGroups, launched, terminated }: ExecutorBook): string | null {
  for (const task of launched.values()) if (isTerminal(task.state)) return `${task.taskId} has ended and counts as live`
  for (const task of terminated.values()) if (!isTerminal(task.state)) return `${task.taskId} lives and counts as ended`
  for (const { tasks } of queuedGroups)
    if (!tasks.every(({ taskId }) => queued.has(taskId))) return 'a task group waits in part'
  return null
}

function wrongFramework(framework: FrameworkBook): string | null {
  const seen = new Set(framework.pending.keys())
  for (const executor of framework.executors.values()) {
    const wrong = wrongBucket(executor)
    if (wrong !== null) return wrong
    for (const bucket of [executor.queued, executor.launched, executor.terminated]) {
      for (const taskId of bucket.keys()) {
        if (seen.has(taskId)) return `${taskId} is in two buckets`
        seen.add(taskId)
      }
    }
  }
  return null
}

/** A task is in one bucket, and in the right one. */
function bucketsAgree(view: WorldView): string | null {
  for (const agent of agentsOf(view)) {
    const { frameworks } = view.booksOf(agent) as AgentBooks
    for (const framework of frameworks.values()) {
      const wrong = wrongFramework(framework)
      if (wrong !== null) return `${agent}: ${wrong}`
    }
  }
  return null
}

export const AGENT_INVARIANTS: readonly Invariant[] = [
  { name: 'one update of a task in flight', check: oneInFlight },
  { name: "a task in one of its agent's buckets", check: bucketsAgree },
]
