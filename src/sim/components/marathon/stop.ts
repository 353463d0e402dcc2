/** StopApplication: everything of the app is decommissioned, and it ends when all of it is forgotten. Source: AppStopActor; reference/marathon.md 8.4. */
import { setup } from 'xstate'
import { type ChartInput, effectNames } from '../define.ts'
import { dropDelaysOf } from './backoff.ts'
import { type MarathonApi, instancesOf, ownName } from './books.ts'
import { actionDone } from './deployment.ts'
import { publish } from './events.ts'
import { removeChecks } from './health.ts'
import { setGoal } from './instances.ts'
import { dropLauncher } from './launcher.ts'

export const stopChart = setup({
  types: { context: {} as object, events: {} as ChartInput },
  actions: effectNames('decommissionAll', 'look', 'finish'),
}).createMachine({
  id: 'stop',
  context: {},
  initial: 'planned',
  states: {
    planned: { on: { begin: 'stopping' } },
    stopping: {
      entry: 'decommissionAll',
      on: { instanceChanged: { actions: 'look' }, look: { actions: 'look' }, allGone: 'stopped' },
    },
    stopped: { type: 'final', entry: 'finish' },
    cancelled: { type: 'final' },
  },
  on: { cancel: '.cancelled' },
})

function decommissionAll(api: MarathonApi): void {
  for (const instance of instancesOf(api.books, ownName(api.id))) setGoal(api, instance, 'Decommissioned')
  api.step(api.id, { type: 'look' })
}

function look(api: MarathonApi): void {
  if (instancesOf(api.books, ownName(api.id)).length === 0) api.step(api.id, { type: 'allGone' })
}

function finish(api: MarathonApi): void {
  const app = ownName(api.id)
  dropDelaysOf(api.books, app)
  removeChecks(api, app, null)
  dropLauncher(api, app)
  publish(api, 'app_terminated_event', { appId: app })
  actionDone(api, app)
}

export const STOP_EFFECTS = { decommissionAll, look, finish }
