/** The shape of a command. */
import type { PlainKey } from '#content/locales/words.ts'
import type { App } from './app.ts'

export const COMMAND_GROUPS = ['play', 'select', 'view', 'act', 'page'] as const
export type CommandGroup = (typeof COMMAND_GROUPS)[number]

export interface Command {
  readonly id: string
  readonly name: PlainKey
  readonly group: CommandGroup
  /** Chords of `keys.ts`; any of them runs it. */
  readonly keys: readonly string[]
  /** Whether it would do anything now. */
  readonly when?: (app: App) => boolean
  readonly run: (app: App) => void
}
