/** States of tasks, taskgroups and applications. Source: bcs-process.md 4.4. */

export type TaskState = 'staging' | 'starting' | 'running' | 'killing' | 'finish' | 'fail' | 'error' | 'killed' | 'lost'
export type GroupStatus = TaskState | 'restarting'

const STATE_OF: Readonly<Record<string, TaskState>> = {
  TASK_STAGING: 'staging',
  TASK_STARTING: 'starting',
  TASK_RUNNING: 'running',
  TASK_KILLING: 'killing',
  TASK_FINISHED: 'finish',
  TASK_FAILED: 'fail',
  TASK_GONE: 'fail',
  TASK_ERROR: 'error',
  TASK_KILLED: 'killed',
  TASK_LOST: 'lost',
  TASK_UNREACHABLE: 'lost',
  TASK_GONE_BY_OPERATOR: 'lost',
  TASK_DROPPED: 'lost',
}

/** TASK_DROPPED is not in BCS' list: taken as lost, which it is to a framework that knows no drops. */
export function taskState(state: string): TaskState | null {
  return STATE_OF[state] ?? null
}

/** Lost ones may come back: they were only unreachable. */
const TERMINAL: ReadonlySet<GroupStatus> = new Set<GroupStatus>(['finish', 'fail', 'error', 'killed'])

export function isOver(status: GroupStatus): boolean {
  return TERMINAL.has(status)
}

/** The worst of its tasks. */
export function worstOf(states: readonly GroupStatus[]): GroupStatus {
  const some = (state: GroupStatus): boolean => states.includes(state)
  const all = (state: GroupStatus): boolean => states.length > 0 && states.every((one) => one === state)
  for (const state of ['fail', 'killing', 'error'] as const) if (some(state)) return state
  for (const state of ['finish', 'killed'] as const) if (all(state)) return state
  for (const state of ['lost', 'staging', 'starting', 'restarting', 'running'] as const) if (some(state)) return state
  return 'finish'
}

export interface AppFacts {
  readonly stopping: boolean
  /** Groups that a launch still looks for. */
  readonly launching: boolean
  readonly rescheduling: boolean
  /** A launch gave up. */
  readonly gaveUp: boolean
  readonly groups: readonly GroupStatus[]
}

/** What an application is, as its event. */
export function appStatus({ stopping, launching, rescheduling, gaveUp, groups }: AppFacts): string {
  const all = (state: GroupStatus): boolean => groups.length > 0 && groups.every((one) => one === state)
  const some = (...states: readonly GroupStatus[]): boolean => groups.some((one) => states.includes(one))
  if (stopping) return 'operating'
  if (launching) return groups.length === 0 ? 'staging' : 'deploying'
  if (gaveUp && groups.length === 0) return 'error'
  if (all('finish')) return 'finish'
  if (some('error')) return 'error'
  if (rescheduling || some('fail', 'lost', 'killed', 'killing')) return 'abnormal'
  return all('running') ? 'running' : 'deploying'
}
