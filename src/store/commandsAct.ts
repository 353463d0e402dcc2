/** Commands that make something happen in the cluster, or take it back. */
import type { App } from './app.ts'
import type { Command } from './command.ts'
import { deliveryOf, type Delivery } from './delivery.ts'
import { currentBranch } from './session.ts'
import { openDialog } from './surface.ts'

function marathons({ store }: App): readonly string[] {
  const session = store.getState()
  if (session.order.length === 0) return []
  return currentBranch(session).scenario.frameworks.flatMap(({ id, kind }) => (kind === 'marathon' ? [id] : []))
}

const hasMarathon = (app: App): boolean => marathons(app).length > 0

function faults({ surface, store }: App): void {
  const { selection } = store.getState()
  const middle = { x: Math.round(globalThis.innerWidth / 2), y: Math.round(globalThis.innerHeight / 3) }
  if (selection?.kind === 'record')
    surface.setState({ menu: { what: { kind: 'message', ordinal: selection.ordinal }, ...middle } })
  else if (selection?.kind === 'component')
    surface.setState({ menu: { what: { kind: 'lane', id: selection.id }, ...middle } })
  else surface.setState({ menu: { what: { kind: 'faults' }, ...middle } })
}

function selectedDelivery({ store }: App): Delivery | null {
  const session = store.getState()
  const { selection } = session
  return selection?.kind === 'record' ? deliveryOf(currentBranch(session).trace, selection.ordinal) : null
}

export const ACT_COMMANDS: readonly Command[] = [
  {
    id: 'submit',
    name: 'command.submit',
    group: 'act',
    keys: ['n'],
    when: hasMarathon,
    run: ({ surface }) => openDialog(surface, 'submit'),
  },
  { id: 'faults', name: 'command.faults', group: 'act', keys: ['x'], run: faults },
  {
    id: 'operate',
    name: 'command.operate',
    group: 'act',
    keys: [],
    when: ({ store }) => store.getState().order.length > 0,
    run: ({ surface }) => openDialog(surface, 'operate'),
  },
  {
    id: 'deliver',
    name: 'command.deliver',
    group: 'act',
    keys: ['L'],
    when: (app) => selectedDelivery(app) !== null,
    run: (app) => openDialog(app.surface, 'deliver', String(selectedDelivery(app)?.sent)),
  },
  {
    id: 'why',
    name: 'command.why',
    group: 'act',
    keys: ['u'],
    when: ({ store }) => store.getState().order.length > 0,
    run: ({ surface }) => openDialog(surface, 'why'),
  },
  {
    id: 'branch',
    name: 'command.branch',
    group: 'act',
    keys: ['b'],
    when: ({ store }) => store.getState().order.length > 0,
    run: ({ intents, store }) => intents.branchHere(`@ ${(store.getState().cursor.at / 1000).toFixed(3)} s`),
  },
  {
    id: 'undo',
    name: 'command.undo',
    group: 'act',
    keys: ['Mod+z'],
    when: ({ store }) => currentBranch(store.getState()).undo.length > 0,
    run: ({ intents }) => intents.undo(),
  },
  {
    id: 'redo',
    name: 'command.redo',
    group: 'act',
    keys: ['Mod+Shift+z'],
    when: ({ store }) => currentBranch(store.getState()).redo.length > 0,
    run: ({ intents }) => intents.redo(),
  },
  {
    id: 'restartWorker',
    name: 'command.restartWorker',
    group: 'page',
    keys: [],
    run: ({ client }) => client.restart(),
  },
]
