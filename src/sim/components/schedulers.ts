/** Processes of frameworks, and what users do to schedulers of any kind: crash, start again, a second instance. */
import { cloneData } from '#base/platform.ts'
import { submittedTasks } from '#model/scenario/action.ts'
import type { Action, ActionOf, FrameworkSpec, Scenario } from '#model/scenario/types.ts'
import type { ActionApi, ProcessPlan } from '../kernel/definition.ts'
import type { BatchBooks } from './batch/books.ts'
import { hoarderProcess } from './batch/hoarder.ts'
import { batchProcess } from './batch/process.ts'
import type { BcsStore } from './bcs/scheduler/books.ts'
import { bcsProcess } from './bcs/scheduler/scheduler.ts'
import type { MarathonStore } from './marathon/books.ts'
import { marathonProcess } from './marathon/process.ts'

/** What ends the ids of a second instance's components. */
const SECOND = '~2'

/** `stored`: what the instance that it takes over from had kept; its own disk otherwise. */
export function frameworkProcess(spec: FrameworkSpec, instance = spec.id, stored?: object): ProcessPlan | null {
  switch (spec.kind) {
    case 'batch':
      return batchProcess(spec, instance, stored as BatchBooks['store'] | undefined)
    case 'marathon':
      return marathonProcess(spec, instance, stored as MarathonStore | undefined)
    case 'hoarder':
      return hoarderProcess(spec, instance)
    case 'bcs':
      return bcsProcess(spec, instance, stored as BcsStore | undefined)
    default:
      return null
  }
}

function specOf(scenario: Scenario, framework: string): FrameworkSpec | undefined {
  return scenario.frameworks.find(({ id }) => id === framework)
}

/** Instances of a framework that run now, newest last. */
function running(api: ActionApi, framework: string): readonly string[] {
  return [framework, framework + SECOND].filter((instance) => api.processUp(instance))
}

/** The instance that a user means: the newest that runs. */
export function instanceOf(api: ActionApi, framework: string): string {
  return running(api, framework).at(-1) ?? framework
}

function possibleRestart(api: ActionApi, { framework, takeover }: ActionOf<'restartScheduler'>): string | null {
  const up = running(api, framework)
  if (takeover !== true) return up.length === 0 ? null : `${framework} already runs`
  if (up.length === 2) return `two instances of ${framework} run already`
  return up.length === 1 ? null : `${framework} does not run: there is nothing to take over from`
}

function restart(api: ActionApi, { framework, takeover }: ActionOf<'restartScheduler'>): void {
  const spec = specOf(api.scenario, framework)
  if (!spec) return
  const first = instanceOf(api, framework)
  const second = first === framework ? framework + SECOND : framework
  const { store } = (api.booksOf(first) ?? {}) as { readonly store?: object }
  const stored = store && cloneData(store)
  const plan = takeover === true ? frameworkProcess(spec, second, stored) : frameworkProcess(spec)
  if (plan) api.startProcess(plan)
}

type Intent = ActionOf<'submitTasks' | 'killTask' | 'suppress' | 'revive' | 'reconcile'>

function possibleIntent(api: ActionApi, action: Intent): string | null {
  const { framework } = action
  const state = api.stateOf(instanceOf(api, framework))
  if (state === null) return `${framework} does not run`
  if (action.do === 'submitTasks') return state.startsWith('running') ? null : `${framework} is leaving`
  if (state !== 'running.registered' && state !== 'hoarding') return `${framework} is not registered`
  return action.do === 'killTask' ? possibleKill(api, framework, action['task'] as string) : null
}

/** A task that Mesos was never asked to launch cannot be killed; an id that nobody knows can be asked about. */
function possibleKill(api: ActionApi, framework: string, task: string): string | null {
  const { store } = api.booksOf(instanceOf(api, framework)) as BatchBooks
  if (store.tasks.has(task)) return null
  const [, name = task] = /^(.*)-\d+$/.exec(task) ?? []
  return store.batches.some(({ spec }) => spec.id === name) ? `${task} is not launched yet` : null
}

function intent(api: ActionApi, action: Intent): void {
  const { framework, do: type, atMs: _atMs, ...keys } = action
  const read = action.do === 'submitTasks' ? { tasks: submittedTasks(action as ActionOf<'submitTasks'>) } : {}
  api.step(instanceOf(api, framework), { ...keys, ...read, type })
}

/** Undefined where the action is nobody's of these. */
export function possibleSchedulerAction(api: ActionApi, action: Action): string | null | undefined {
  switch (action.do) {
    case 'crashScheduler':
      return running(api, action.framework).length > 0 ? null : `${action.framework} does not run`
    case 'restartScheduler':
      return possibleRestart(api, action)
    case 'submitTasks':
    case 'killTask':
    case 'suppress':
    case 'revive':
    case 'reconcile':
      return isPlain(api, action.framework) ? possibleIntent(api, action) : undefined
    default:
      return undefined
  }
}

function isPlain(api: ActionApi, framework: string): boolean {
  const kind = specOf(api.scenario, framework)?.kind
  return kind === 'batch' || kind === 'hoarder'
}

/** False where the action is nobody's of these. */
export function performSchedulerAction(api: ActionApi, action: Action): boolean {
  switch (action.do) {
    case 'crashScheduler':
      api.endProcess(instanceOf(api, action.framework))
      return true
    case 'restartScheduler':
      restart(api, action)
      return true
    case 'submitTasks':
    case 'killTask':
    case 'suppress':
    case 'revive':
    case 'reconcile':
      if (!isPlain(api, action.framework)) return false
      intent(api, action)
      return true
    default:
      return false
  }
}
