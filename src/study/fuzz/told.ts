/** Whether random runs told enough: every name of the catalogue and every action in some share of them. */
import type { Coverage } from './fuzz.ts'

/** Names of the catalogue that no scenario leads to, and why. */
export const UNREACHED: Readonly<Record<string, string>> = {
  abort: 'no scheduler here aborts its own driver; the driver does when the master reports an error',
  updateSlave: 'an agent restarts with what it had, nothing is oversubscribed: SlaveInfo and total never change',
  event_stream_detached: 'a scenario has one client: when its stream ends nobody is left to be told',
  framework_message_event: 'tasks of Marathon run on the command and docker executors, which send no messages',
}

/** The least share of runs in which a name must occur. */
const LEAST_SHARE = 0.01
/** Fewer runs cannot tell. */
const ENOUGH_RUNS = 1000

export function isRare(count: number, runs: number): boolean {
  return count < LEAST_SHARE * runs
}

/** What too few of the runs told, one sentence each; nothing where there were too few runs to tell. */
export function untold(coverage: Coverage, messages: readonly string[], actions: readonly string[]): readonly string[] {
  const { runs } = coverage
  if (runs < ENOUGH_RUNS) return []
  const faults: string[] = []
  for (const name of new Set(messages)) {
    const count = coverage.messages.get(name) ?? 0
    if (UNREACHED[name] !== undefined) {
      if (count > 0) faults.push(`${name}: occurs in ${count} runs, and is listed as left out`)
    } else if (isRare(count, runs)) faults.push(`${name}: sent in ${count} of ${runs} runs`)
  }
  for (const name of actions) {
    const count = coverage.actions.get(name) ?? 0
    if (isRare(count, runs)) faults.push(`${name}: done in ${count} of ${runs} runs`)
  }
  return faults
}
