/** Task states and what follows from them. Source: MP; PU:isTerminalState; reference 4(f), 6.4. */

/** Also those that may come back (TASK_LOST, TASK_GONE_BY_OPERATOR): terminal in code. TASK_UNREACHABLE is not. */
const TERMINAL: ReadonlySet<string> = new Set([
  'TASK_FINISHED',
  'TASK_FAILED',
  'TASK_KILLED',
  'TASK_ERROR',
  'TASK_LOST',
  'TASK_DROPPED',
  'TASK_GONE',
  'TASK_GONE_BY_OPERATOR',
])

export function isTerminal(state: string): boolean {
  return TERMINAL.has(state)
}
