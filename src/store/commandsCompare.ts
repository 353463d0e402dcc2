/** Commands about two branches beside each other. */
import type { App } from './app.ts'
import type { Command } from './command.ts'
import { comparedBranch, compareWith, comparing, counterpartOf } from './comparing.ts'

function isOpen({ store }: App): boolean {
  return comparedBranch(store.getState(), comparing.getState().with) !== null
}

function toggle(app: App): void {
  const session = app.store.getState()
  const other = isOpen(app) ? null : counterpartOf(session)
  compareWith(other)
  if (!isOpen(app) && session.order.length < 2)
    app.intents.notify({ key: 'notice.onlyBranch', params: {}, tone: 'info' })
}

export const COMPARE_COMMANDS: readonly Command[] = [
  {
    id: 'compare',
    name: 'command.compare',
    group: 'view',
    keys: ['c'],
    when: ({ store }) => store.getState().order.length > 0 && !store.getState().embed,
    run: toggle,
  },
  {
    id: 'nextDifference',
    name: 'command.nextDifference',
    group: 'view',
    keys: ['J'],
    when: isOpen,
    run: () => comparing.getState().go?.(1),
  },
  {
    id: 'previousDifference',
    name: 'command.previousDifference',
    group: 'view',
    keys: ['K'],
    when: isOpen,
    run: () => comparing.getState().go?.(-1),
  },
]
