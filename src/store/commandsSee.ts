/** Commands that show the same moment in another way: as a table, a chart, decisions. */
import { BESIDE_TABS, toggleBeside, type BesideTab } from './beside.ts'
import type { App } from './app.ts'
import type { Command } from './command.ts'

const started = ({ store }: App): boolean => store.getState().order.length > 0

const KEYS: Readonly<Record<BesideTab, string>> = { transcript: 'T', machine: 'M', allocation: 'G' }

function tab(id: BesideTab): Command {
  return {
    id,
    name: `command.${id}`,
    group: 'view',
    keys: [KEYS[id]],
    when: started,
    run: () => toggleBeside(id),
  }
}

export const SEE_COMMANDS: readonly Command[] = BESIDE_TABS.map(tab)
