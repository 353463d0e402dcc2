/**
 * A deployment: its steps one after the other, the actions of a step side by side. It is stored, so that a new leader begins
 * it again. Source: DeploymentManager, DeploymentActor.scala; reference/marathon.md 8.
 */
import { setup } from 'xstate'
import type { SimEvent } from '../../kernel/definition.ts'
import { type ChartInput, effectNames } from '../define.ts'
import {
  type DeploymentAction,
  type DeploymentRecord,
  type MarathonApi,
  deploymentMachine,
  endMachine,
  ownName,
  touch,
} from './books.ts'
import { publishDeployment, publishStep } from './events.ts'
import { addChecks } from './health.ts'
import { actionMachine, type ActionMachine } from './progress.ts'

const deployment = setup({
  types: { context: {} as object, events: {} as ChartInput },
  actions: effectNames('startStep', 'noteDone', 'endStep', 'succeed', 'fail'),
  guards: { isLast: ({ event }) => event['last'] === true },
})

export const deploymentChart = deployment.createMachine({
  id: 'deployment',
  context: {},
  initial: 'planned',
  states: {
    planned: { on: { begin: [{ guard: 'isLast', target: 'succeeded' }, { target: 'deploying' }] } },
    deploying: {
      entry: 'startStep',
      on: {
        actionDone: { actions: 'noteDone' },
        stepDone: [
          { guard: 'isLast', target: 'succeeded', actions: 'endStep' },
          { target: 'deploying', reenter: true, actions: 'endStep' },
        ],
        cancel: { target: 'failed' },
      },
    },
    succeeded: { type: 'final', entry: 'succeed' },
    failed: { type: 'final', entry: 'fail' },
  },
})

const MACHINES: Readonly<Record<DeploymentAction['action'], ActionMachine | null>> = {
  /** Kept for compatibility: starts nothing. */
  StartApplication: null,
  ScaleApplication: 'scale',
  RestartApplication: 'replace',
  StopApplication: 'stop',
}

function planOf(api: MarathonApi): DeploymentRecord | undefined {
  return api.books.store.deployments.get(ownName(api.id))
}

/** Brings a stored plan to life, from its first step. */
export function startDeployment(api: MarathonApi, plan: DeploymentRecord): void {
  const { books } = api
  const id = deploymentMachine(books, plan.id)
  books.progress.set(plan.id, { step: 0, open: new Set() })
  api.spawn('marathon/deployment', id, null)
  api.step(id, { type: 'begin', last: plan.steps.length === 0 })
}

/** `force` of a later change: what it began stays as it is. */
export function cancelDeployment(api: MarathonApi, id: string): void {
  api.step(deploymentMachine(api.books, id), { type: 'cancel', reason: 'cancelled by a newer deployment' })
}

function startStep(api: MarathonApi): void {
  const { books } = api
  const plan = planOf(api)
  const progress = plan && books.progress.get(plan.id)
  const actions = plan?.steps[progress?.step ?? 0]
  if (!plan || !progress || !actions) return
  publishStep(api, 'deployment_info', plan, actions)
  for (const { app } of actions) progress.open.add(app)
  for (const action of actions) startAction(api, plan, action)
}

function startAction(api: MarathonApi, plan: DeploymentRecord, { action, app }: DeploymentAction): void {
  const { books } = api
  const kind = MACHINES[action]
  touch(books, app)
  const spec = plan.targets.get(app) ?? null
  if (spec) addChecks(api, spec)
  if (kind === null) {
    api.step(api.id, { type: 'actionDone', app })
    return
  }
  const id = actionMachine(books, kind, app)
  books.actions.set(id, {
    deployment: plan.id,
    spec,
    existing: new Set(),
    toStart: 0,
    started: 0,
    ready: new Set(),
  })
  api.spawn(`marathon/${kind}`, id, null)
  api.step(id, { type: 'begin' })
}

function noteDone(api: MarathonApi, event: SimEvent): void {
  const plan = planOf(api)
  const progress = plan && api.books.progress.get(plan.id)
  if (!plan || !progress?.open.delete(event['app'] as string) || progress.open.size > 0) return
  api.step(api.id, { type: 'stepDone', last: progress.step === plan.steps.length - 1 })
}

function endStep(api: MarathonApi): void {
  const plan = planOf(api)
  const progress = plan && api.books.progress.get(plan.id)
  const actions = plan?.steps[progress?.step ?? 0]
  if (!plan || !progress || !actions) return
  publishStep(api, 'deployment_step_success', plan, actions)
  progress.step += 1
}

/** The plan is dropped first, so that apps are free when everybody hears of it. */
function drop(api: MarathonApi): DeploymentRecord | undefined {
  const { books } = api
  const plan = planOf(api)
  if (!plan) return undefined
  books.store.deployments.delete(plan.id)
  books.progress.delete(plan.id)
  for (const [id, action] of books.actions) {
    if (action.deployment !== plan.id) continue
    books.actions.delete(id)
    endMachine(api, id, 'cancel')
  }
  for (const app of plan.affectedApps) {
    touch(books, app)
    books.toScale.add(app)
  }
  return plan
}

function succeed(api: MarathonApi): void {
  const plan = drop(api)
  if (plan) publishDeployment(api, 'deployment_success', plan)
  api.remove(api.id)
}

function fail(api: MarathonApi, event: SimEvent): void {
  const progress = api.books.progress.get(ownName(api.id))
  const plan = drop(api)
  if (plan) {
    const { step } = progress ?? { step: 0 }
    publishStep(api, 'deployment_step_failure', plan, plan.steps[step] ?? [])
    publishDeployment(api, 'deployment_failed', plan, event['reason'] as string)
  }
  api.remove(api.id)
}

/** An action's machine has done its part: it is gone before the deployment goes on. */
export function actionDone(api: MarathonApi, app: string): void {
  const { books } = api
  const action = books.actions.get(api.id)
  if (!action) return
  books.actions.delete(api.id)
  api.remove(api.id)
  api.step(deploymentMachine(books, action.deployment), { type: 'actionDone', app })
}

export const DEPLOYMENT_EFFECTS = { startStep, noteDone, endStep, succeed, fail }
