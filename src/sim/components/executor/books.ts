/** What executor code remembers of its tasks, whichever executor it is. */
import type { FrameworkInfo, TaskInfo } from '#model/messages/bodies.ts'
import type { Api, SimEvent } from '../../kernel/definition.ts'
import type { ExecutorInput } from './input.ts'

export interface SupervisedTask {
  readonly info: TaskInfo
  /** Component of its process. */
  readonly process: string
  readonly launchedAt: number
  /** Tasks of its group, itself among them. */
  readonly group: readonly string[] | null
  killed: boolean
  /** Its time was up (max_completion_time). */
  overdue: boolean
  /** Killed because it was unhealthy. */
  unhealthy: boolean
  /** No check has succeeded yet. */
  untested: boolean
  failures: number
  /** Virtual ms of the first SIGTERM. */
  killedAt: number
  /** Virtual ms at which SIGKILL follows. */
  killAt: number
}

/** How the built-in executors differ. */
export interface ExecutorTraits {
  /** TASK_STARTING is said first. */
  readonly starting: boolean
  /** Kill grace where neither the KILL nor the task names one, ms. */
  readonly killGraceMs: number
  /** What a process is called in messages. */
  readonly noun: string
  /** A second kill counts its grace from its own time: it is another `docker stop`. Source: DK:_killTask. */
  readonly restartsGrace: boolean
  /** Runs task groups. */
  readonly groups: boolean
  /** Several tasks at a time: their timers are told apart by task. */
  readonly many: boolean
}

export interface ExecutorBooks {
  readonly input: ExecutorInput
  readonly traits: ExecutorTraits
  info: FrameworkInfo
  readonly tasks: Map<string, SupervisedTask>
  /** A task of it had to die for its health: with groups every end is told as unhealthy from then on. Source: DE:waited. */
  unhealthy: boolean
  /** Updates that the agent has not acknowledged; only the v1 library tells of acknowledgements. */
  unacknowledged: number
}

export type ExecutorApi = Api<ExecutorBooks>

export function timerOf(api: ExecutorApi, { info }: SupervisedTask, name: string): string {
  return api.books.traits.many ? `${name} ${info.taskId}` : name
}

/** What a timer of a task, a callback or an end of a process speaks of. */
export function taskOf(api: ExecutorApi, event: SimEvent): SupervisedTask | undefined {
  const { taskId } = (event.body ?? event) as { taskId?: string }
  return taskId === undefined ? undefined : api.books.tasks.get(taskId)
}

export function executorBooks(traits: ExecutorTraits): (input: unknown) => ExecutorBooks {
  return (given) => {
    const input = given as ExecutorInput
    return { input, traits, info: input.frameworkInfo, tasks: new Map(), unhealthy: false, unacknowledged: 0 }
  }
}
