/** The whole catalogue: every message that some component sends, by its name and the roles of both ends. */
import type { Role } from '../roles.ts'
import { AGENT_ENTRIES } from './agent.ts'
import { BCS_ENTRIES } from './bcs.ts'
import type { MessageEntry } from './catalogue.ts'
import { DRIVER_ENTRIES } from './driver.ts'
import { EXECUTOR_ENTRIES } from './executor.ts'
import { MARATHON_ENTRIES } from './marathon.ts'
import { MASTER_ENTRIES } from './master.ts'

export const MESSAGE_ENTRIES: readonly MessageEntry[] = [
  ...DRIVER_ENTRIES,
  ...MASTER_ENTRIES,
  ...AGENT_ENTRIES,
  ...EXECUTOR_ENTRIES,
  ...MARATHON_ENTRIES,
  ...BCS_ENTRIES,
]

export function entryKey(name: string, from: Role, to: Role): string {
  return `${name}|${from}|${to}`
}

const BY_KEY: ReadonlyMap<string, MessageEntry> = new Map(
  MESSAGE_ENTRIES.map((entry) => [entryKey(entry.name, entry.from, entry.to), entry]),
)

/** Entry of a message, or undefined where the catalogue has none. */
export function messageEntry(name: string, from: Role, to: Role): MessageEntry | undefined {
  return BY_KEY.get(entryKey(name, from, to))
}
