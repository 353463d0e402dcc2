/** ScaleApplication: down first, then up. Source: DeploymentActor.scala, TaskStartActor.scala; reference/marathon.md 8.2. */
import { cancel, setup } from 'xstate'
import { type ChartInput, effectNames } from '../define.ts'
import {
  type ActionBook,
  type InstanceRecord,
  type MarathonApi,
  type MarathonBooks,
  type RunSpec,
  instancesOf,
  ownName,
} from './books.ts'
import { isActive, isScheduled } from './conditions.ts'
import { actionDone } from './deployment.ts'
import { retire, schedule } from './instances.ts'
import { isDone, watchReadiness } from './readiness.ts'
import { chooseVictims } from './victims.ts'

/** First look at what is missing, then every so often. */
const FIRST_RECOUNT_MS = 1000
const RECOUNT_MS = 5000

export const scaleChart = setup({
  types: { context: {} as object, events: {} as ChartInput },
  actions: effectNames('killSurplus', 'lookForSurplus', 'startMissing', 'lookForReady', 'recount', 'finish'),
}).createMachine({
  id: 'scale',
  context: {},
  initial: 'planned',
  states: {
    planned: { on: { begin: 'killing' } },
    killing: {
      entry: 'killSurplus',
      on: { instanceChanged: { actions: 'lookForSurplus' }, look: { actions: 'lookForSurplus' }, noneLeft: 'starting' },
    },
    starting: {
      entry: 'startMissing',
      exit: cancel('recount'),
      on: {
        instanceChanged: { actions: 'lookForReady' },
        look: { actions: 'lookForReady' },
        recount: { actions: 'recount' },
        allReady: 'scaled',
      },
    },
    scaled: { type: 'final', entry: 'finish' },
    cancelled: { type: 'final' },
  },
  on: { cancel: '.cancelled' },
})

/** Wanted and there, or on the way. */
export function counted(books: MarathonBooks, app: string): readonly InstanceRecord[] {
  return instancesOf(books, app).filter(
    (instance) => instance.goal === 'Running' && (isActive(instance) || isScheduled(instance)),
  )
}

/** Scales down by goals. */
export function killSurplusOf(api: MarathonApi, spec: RunSpec): void {
  const instances = counted(api.books, spec.app.id)
  const surplus = instances.length - spec.app.instances
  if (surplus <= 0) return
  for (const victim of chooseVictims(spec, instances, surplus)) retire(api, victim)
}

/** Adds what is missing to the target. */
export function startMissingOf(api: MarathonApi, spec: RunSpec): void {
  const missing = spec.app.instances - counted(api.books, spec.app.id).length
  if (missing > 0) schedule(api, spec, missing)
}

function actionOf(api: MarathonApi): (ActionBook & { readonly spec: RunSpec }) | null {
  const action = api.books.actions.get(api.id)
  return action?.spec ? (action as ActionBook & { readonly spec: RunSpec }) : null
}

function killSurplus(api: MarathonApi): void {
  const action = actionOf(api)
  if (action) killSurplusOf(api, action.spec)
  api.step(api.id, { type: 'look' })
}

/** Its own victims, and those of a cancelled deployment, must have ended. */
function lookForSurplus(api: MarathonApi): void {
  const dying = instancesOf(api.books, ownName(api.id)).some(
    (instance) => instance.goal !== 'Running' && isActive(instance),
  )
  if (!dying) api.step(api.id, { type: 'noneLeft' })
}

function startMissing(api: MarathonApi): void {
  const action = actionOf(api)
  if (!action) return
  const active = counted(api.books, action.spec.app.id).filter(isActive)
  for (const { id } of active) action.existing.add(id)
  action.toStart = Math.max(0, action.spec.app.instances - active.length)
  startMissingOf(api, action.spec)
  api.arm('recount', FIRST_RECOUNT_MS, { type: 'recount' })
  api.step(api.id, { type: 'look' })
}

/** Somebody was lost meanwhile. */
function recount(api: MarathonApi): void {
  const action = actionOf(api)
  if (!action) return
  startMissingOf(api, action.spec)
  api.arm('recount', RECOUNT_MS, { type: 'recount' }, { periodic: true })
}

function lookForReady(api: MarathonApi): void {
  const action = actionOf(api)
  if (!action) return
  const { existing, toStart, spec } = action
  const started = instancesOf(api.books, spec.app.id).filter(({ id }) => !existing.has(id))
  watchReadiness(api, started)
  const ready = started.filter((instance) => isDone(api.books, instance))
  if (ready.length >= toStart) api.step(api.id, { type: 'allReady' })
}

export const SCALE_EFFECTS = {
  killSurplus,
  lookForSurplus,
  startMissing,
  lookForReady,
  recount,
  finish: (api: MarathonApi) => actionDone(api, ownName(api.id)),
}
