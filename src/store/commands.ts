/**
 * Everything that can be done by a command, once: keys, palette, help, tooltips and tests read this list. Source:
 * interaction.md 4.1.
 */
import type { App } from './app.ts'
import type { Command } from './command.ts'
import { ACT_COMMANDS } from './commandsAct.ts'
import { COMPARE_COMMANDS } from './commandsCompare.ts'
import { LEARN_COMMANDS } from './commandsLearn.ts'
import { PLAY_COMMANDS } from './commandsPlay.ts'
import { SEE_COMMANDS } from './commandsSee.ts'
import { VIEW_COMMANDS } from './commandsView.ts'
import { isSingle } from './keys.ts'

export const COMMANDS: readonly Command[] = [
  ...PLAY_COMMANDS,
  ...VIEW_COMMANDS,
  ...SEE_COMMANDS,
  ...COMPARE_COMMANDS,
  ...ACT_COMMANDS,
  ...LEARN_COMMANDS,
]

const BY_ID: ReadonlyMap<string, Command> = new Map(COMMANDS.map((command) => [command.id, command]))

export function commandOf(id: string): Command {
  const command = BY_ID.get(id)
  if (!command) throw new Error(`Broken assumption: there is a command '${id}'`)
  return command
}

/** Keys of a command as the reader has them: remapped, or without single keys where those are off. */
export function keysOf(
  command: Command,
  settings: { shortcuts: boolean; keys: Readonly<Record<string, readonly string[]>> },
): readonly string[] {
  const keys = settings.keys[command.id] ?? command.keys
  return settings.shortcuts ? keys : keys.filter((chord) => !isSingle(chord))
}

/** The command that one of the chords runs, or null. A remapped key wins over one that stands by default. */
export function commandFor(app: App, chords: readonly string[]): Command | null {
  const { settings } = app.store.getState()
  const withKey = (chord: string): readonly Command[] =>
    COMMANDS.filter((command) => keysOf(command, settings).includes(chord))
  const wanted = chords.flatMap(withKey)
  return wanted.find((command) => settings.keys[command.id] !== undefined) ?? wanted[0] ?? null
}

/** A key that by itself does nothing, but begins what a second one says; null for any other. */
export function prefixOf(app: App, chords: readonly string[]): string | null {
  const { settings } = app.store.getState()
  const begun = COMMANDS.flatMap((command) => keysOf(command, settings).filter((key) => key.includes(' ')))
  return chords.find((chord) => begun.some((key) => key.startsWith(`${chord} `))) ?? null
}

/** Runs a command if it would do anything. */
export function runCommand(app: App, id: string): void {
  const command = commandOf(id)
  if (command.when?.(app) ?? true) command.run(app)
}
