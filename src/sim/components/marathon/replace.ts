/**
 * RestartApplication: old instances make room for new ones within the bounds of the upgrade strategy.
 * Source: TaskReplaceActor.scala; reference/marathon.md 8.3.
 */
import { setup } from 'xstate'
import type { App } from '#model/marathon/shape.ts'
import { type ChartInput, effectNames } from '../define.ts'
import { dropDelay } from './backoff.ts'
import { type ActionBook, type InstanceRecord, type MarathonApi, type RunSpec, instancesOf, ownName } from './books.ts'
import { isActive, isHealthy, isTerminalCondition } from './conditions.ts'
import { actionDone } from './deployment.ts'
import { removeChecks } from './health.ts'
import { retire, schedule } from './instances.ts'
import { recount } from './launcher.ts'
import { isDone, watchReadiness } from './readiness.ts'
import { isResident } from './resident.ts'
import { chooseVictims } from './victims.ts'

export const replaceChart = setup({
  types: { context: {} as object, events: {} as ChartInput },
  actions: effectNames('plan', 'look', 'finish'),
}).createMachine({
  id: 'replace',
  context: {},
  initial: 'planned',
  states: {
    planned: { on: { begin: 'replacing' } },
    replacing: {
      entry: 'plan',
      on: { instanceChanged: { actions: 'look' }, look: { actions: 'look' }, allReplaced: 'replaced' },
    },
    replaced: { type: 'final', entry: 'finish' },
    cancelled: { type: 'final' },
  },
  on: { cancel: '.cancelled' },
})

export interface Capacity {
  readonly maxCapacity: number
  readonly killNow: number
}

/** How many old ones die at once, and how many there may be in all. Doubles on purpose: so does Marathon. */
export function ignitionOf(app: App, healthy: number, current: number): Capacity {
  const { minimumHealthCapacity, maximumOverCapacity } = app.upgradeStrategy
  const n = app.instances
  const minHealthy = Math.ceil(n * minimumHealthCapacity)
  let maxCapacity = Math.trunc(n * (1 + maximumOverCapacity))
  let killNow = Math.max(0, healthy - minHealthy)
  if (minHealthy === maxCapacity && maxCapacity <= healthy) {
    if (isResident(app)) killNow = healthy - minHealthy + 1
    else maxCapacity += 1
  }
  if (n < current) killNow = Math.max(current - n, killNow)
  return { maxCapacity, killNow }
}

/** How many new ones may be started now. */
export function startNow(app: App, maxCapacity: number, oldLeft: number, started: number): number {
  return Math.max(0, Math.min(app.instances - started, maxCapacity - oldLeft - started))
}

type Action = ActionBook & { readonly spec: RunSpec }

function actionOf(api: MarathonApi): Action | null {
  const action = api.books.actions.get(api.id)
  return action?.spec ? (action as Action) : null
}

/** Stopped ones that only keep their reservation are out of the way. */
function oldOf(api: MarathonApi, { spec }: Action): readonly InstanceRecord[] {
  const older = instancesOf(api.books, spec.app.id).filter((instance) => instance.spec.version < spec.version)
  return older.filter((instance) => instance.goal === 'Running' || isActive(instance))
}

function newOf(api: MarathonApi, { spec }: Action): readonly InstanceRecord[] {
  return instancesOf(api.books, spec.app.id).filter((instance) => instance.spec.version === spec.version)
}

function plan(api: MarathonApi): void {
  const action = actionOf(api)
  if (!action) return
  const { app } = action.spec
  if (dropDelay(api.books, action.spec)) recount(api, app.id)
  const old = oldOf(api, action)
  const living = instancesOf(api.books, app.id).filter(({ goal }) => goal === 'Running')
  const { maxCapacity, killNow } = ignitionOf(app, living.filter(isHealthy).length, living.length)
  action.toStart = maxCapacity
  action.started = newOf(api, action).length
  for (const instance of old) action.existing.add(instance.id)
  startMore(api, action, old.length)
  killOld(api, action, killNow)
  api.step(api.id, { type: 'look' })
}

function startMore(api: MarathonApi, action: Action, oldLeft: number): void {
  const count = startNow(action.spec.app, action.toStart, oldLeft, action.started)
  action.started += count
  if (count > 0) schedule(api, action.spec, count)
}

/** Unhealthy ones first. */
function killOld(api: MarathonApi, action: Action, count: number): void {
  if (count <= 0) return
  const left = oldOf(api, action).filter(({ goal }) => goal === 'Running')
  const sick = left.filter((instance) => !isHealthy(instance))
  const first = chooseVictims(action.spec, sick, count)
  const then = chooseVictims(
    action.spec,
    left.filter((instance) => !sick.includes(instance)),
    count - first.length,
  )
  for (const victim of [...first, ...then]) retire(api, victim)
}

/** Old ones that ended by themselves are not restarted; each that is gone may let a new one start. */
function look(api: MarathonApi): void {
  const action = actionOf(api)
  if (!action) return
  for (const instance of oldOf(api, action)) {
    if (isTerminalCondition(instance.condition) && instance.goal === 'Running') retire(api, instance)
  }
  watchReadiness(api, newOf(api, action))
  noteReady(api, action)
  const old = oldOf(api, action)
  replenish(api, action)
  startMore(api, action, old.length)
  const ready = newOf(api, action).filter((instance) => isDone(api.books, instance)).length
  if (old.length === 0 && ready >= action.spec.app.instances) api.step(api.id, { type: 'allReplaced' })
}

/** For each new one that is ready an old one may go. */
function noteReady(api: MarathonApi, action: Action): void {
  for (const instance of newOf(api, action)) {
    if (action.ready.has(instance.id) || !isDone(api.books, instance)) continue
    action.ready.add(instance.id)
    killOld(api, action, 1)
  }
}

/** A new one that was given up (its agent is lost) is started once more. */
function replenish(api: MarathonApi, action: Action): void {
  action.started = newOf(api, action).filter(({ goal }) => goal === 'Running').length
}

export const REPLACE_EFFECTS = {
  plan,
  look,
  finish: (api: MarathonApi) => {
    const action = actionOf(api)
    if (action) removeChecks(api, action.spec.app.id, action.spec.configVersion)
    actionDone(api, ownName(api.id))
  },
}
