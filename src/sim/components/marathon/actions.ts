/** What users do to a Marathon: through the client, as they would; and the reconciliation that it makes itself. */
import { parseTaskId } from '#model/marathon/ids.ts'
import type { Action } from '#model/scenario/types.ts'
import type { ActionApi } from '../../kernel/definition.ts'
import { instanceOf } from '../schedulers.ts'
import type { MarathonBooks } from './books.ts'

const REQUESTS: ReadonlySet<string> = new Set([
  'submitApp',
  'updateApp',
  'scaleApp',
  'restartApp',
  'destroyApp',
  'resetDelay',
  'killTask',
])

function frameworkOf(api: ActionApi, action: Action): string | null {
  const framework = action['framework']
  const spec = api.scenario.frameworks.find(({ id }) => id === framework)
  return spec?.kind === 'marathon' ? spec.id : null
}

/** Undefined where the action is not Marathon's. */
export function possibleMarathonAction(api: ActionApi, action: Action): string | null | undefined {
  const framework = frameworkOf(api, action)
  if (framework === null) return undefined
  if (action.do === 'suppress' || action.do === 'revive')
    return `${framework} is a Marathon: it suppresses and revives its roles by itself`
  if (!REQUESTS.has(action.do) && action.do !== 'reconcile') return undefined
  const state = api.stateOf(instanceOf(api, framework))
  if (!state?.startsWith('leading')) return `${framework} does not run: nobody answers`
  if (action.do === 'reconcile') return state === 'leading.registered' ? null : `${framework} is not registered`
  return action.do === 'killTask' ? possibleKill(api, framework, action.task) : null
}

function possibleKill(api: ActionApi, framework: string, task: string): string | null {
  const { store } = api.booksOf(instanceOf(api, framework)) as MarathonBooks
  const name = parseTaskId(task)
  const instance = name ? store.instances.get(name.instance) : undefined
  return instance?.task?.id === task ? null : `${framework} has no task ${task}`
}

/** False where the action is not Marathon's. */
export function performMarathonAction(api: ActionApi, action: Action): boolean {
  const framework = frameworkOf(api, action)
  if (framework === null) return false
  if (action.do === 'reconcile') {
    api.step(instanceOf(api, framework), { type: 'reconcile' })
    return true
  }
  if (!REQUESTS.has(action.do)) return false
  const { do: type, atMs: _atMs, ...keys } = action
  api.step('client', { ...keys, type })
  return true
}
