/** What users do to BCS: submit, stop, reload, restart a process; end and start daemons; end processes. */
import type { Action, ActionOf } from '#model/scenario/types.ts'
import type { ActionApi } from '../../kernel/definition.ts'
import { daemonProcess } from './daemon/daemon.ts'
import { daemonId, processId } from './info.ts'
import type { BcsBooks } from './scheduler/books.ts'

const SECOND = '~2'

/** The newest instance of a scheduler that runs, or null. */
function instanceOf(api: ActionApi, framework: string): string | null {
  return [framework + SECOND, framework].find((instance) => api.processUp(instance)) ?? null
}

function isBcs(api: ActionApi, framework: string): boolean {
  return api.scenario.frameworks.some(({ id, kind }) => id === framework && kind === 'bcs')
}

export function usesBcs(api: Pick<ActionApi, 'scenario'>): boolean {
  return api.scenario.frameworks.some(({ kind }) => kind === 'bcs')
}

function booksOf(api: ActionApi, framework: string): BcsBooks | null {
  const instance = instanceOf(api, framework)
  return instance === null ? null : (api.booksOf(instance) as BcsBooks)
}

function whyNotRegistered(api: ActionApi, framework: string): string | null {
  const instance = instanceOf(api, framework)
  if (instance === null) return `${framework} does not run`
  return api.stateOf(instance) === 'running.registered' ? null : `${framework} is not registered`
}

function whyNotOnApp(api: ActionApi, framework: string, name: string): string | null {
  const app = booksOf(api, framework)?.store.apps.get(name)
  if (!app) return `${framework} has no process ${name}`
  return app.stopping ? `${name} is being stopped` : whyNotRegistered(api, framework)
}

function whyNotKilled(api: ActionApi, { framework, task }: ActionOf<'killTask'>): string | null {
  const groups = [...(booksOf(api, framework)?.store.groups.values() ?? [])]
  const known = groups.some(({ tasks }) => tasks.has(task))
  return known ? whyNotRegistered(api, framework) : `${framework} has no task ${task}`
}

function whyNotDaemon(api: ActionApi, action: ActionOf<'crashDaemon' | 'restartDaemon'>): string | null {
  const isUp = api.processUp(daemonId(action.agent))
  if (!usesBcs(api)) return 'no BCS scheduler is here: hosts have no process-daemon'
  if (action.do === 'crashDaemon') return isUp ? null : `the daemon of ${action.agent} does not run`
  return isUp ? `the daemon of ${action.agent} already runs` : null
}

type OnFramework = ActionOf<'suppress' | 'revive' | 'reconcile' | 'killTask'>

/** Undefined where the action is nobody's of these. */
export function possibleBcsAction(api: ActionApi, action: Action): string | null | undefined {
  switch (action.do) {
    case 'submitProcess':
      return instanceOf(api, action.framework) === null ? `${action.framework} does not run: nobody answers` : null
    case 'stopProcess':
    case 'reloadProcess':
    case 'restartProcess':
      return whyNotOnApp(api, action.framework, action.process)
    case 'crashDaemon':
    case 'restartDaemon':
      return whyNotDaemon(api, action)
    case 'killTask':
      return isBcs(api, action.framework) ? whyNotKilled(api, action) : undefined
    case 'suppress':
    case 'revive':
    case 'reconcile':
      return isBcs(api, action.framework) ? whyNotRegistered(api, action.framework) : undefined
    case 'finishTask':
    case 'failTask':
    case 'setHealth':
      return api.has(processId(action.task)) ? whyNotEnded(api, action.task) : undefined
    default:
      return undefined
  }
}

function whyNotEnded(api: ActionApi, task: string): string | null {
  const state = api.stateOf(processId(task))
  return state === 'running' || state === 'foreground' ? null : `the process of ${task} does not run`
}

/** Through the client, as its user would. */
function request(api: ActionApi, { do: type, atMs: _atMs, ...keys }: Action): void {
  api.step('client', { ...keys, type })
}

function intent(api: ActionApi, action: OnFramework): void {
  const { do: type, atMs: _atMs, framework, ...keys } = action
  const instance = instanceOf(api, framework)
  if (instance !== null) api.step(instance, { ...keys, type })
}

function endProcess(api: ActionApi, { task, exitCode, do: how }: ActionOf<'finishTask' | 'failTask'>): void {
  const code = exitCode ?? (how === 'finishTask' ? 0 : 1)
  api.step(processId(task), { type: 'end', exitCode: code })
}

/** False where the action is nobody's of these. */
export function performBcsAction(api: ActionApi, action: Action): boolean {
  switch (action.do) {
    case 'submitProcess':
    case 'stopProcess':
    case 'reloadProcess':
    case 'restartProcess':
      request(api, action)
      return true
    case 'crashDaemon':
      api.endProcess(daemonId(action.agent))
      return true
    case 'restartDaemon':
      api.startProcess(daemonProcess(action.agent))
      return true
    case 'killTask':
    case 'suppress':
    case 'revive':
    case 'reconcile':
      if (!isBcs(api, action.framework)) return false
      intent(api, action)
      return true
    case 'finishTask':
    case 'failTask':
      if (!api.has(processId(action.task))) return false
      endProcess(api, action)
      return true
    case 'setHealth':
      return api.step(processId(action.task), { type: 'setHealth', healthy: action.healthy })
    case 'addAgent':
      // A new host has its daemon too; the agent itself is another's to start.
      if (usesBcs(api)) api.startProcess(daemonProcess(action.agent.id))
      return false
    default:
      return false
  }
}
