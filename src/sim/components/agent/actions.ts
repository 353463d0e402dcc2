/** What users do to agents, executors and tasks. */
import { addedAgent } from '#model/scenario/action.ts'
import type { Action, AgentSpec, Scenario } from '#model/scenario/types.ts'
import type { ActionApi } from '../../kernel/definition.ts'
import { agentProcess } from './agent.ts'

/** Of the scenario, or added later. */
function specOf(scenario: Scenario, agent: string): AgentSpec | undefined {
  const added = scenario.actions.flatMap((action) => (action.do === 'addAgent' ? [addedAgent(action)] : []))
  return [...scenario.agents, ...added].find(({ id }) => id === agent)
}

const containerOf = (executor: string): string => `container:${executor}`

/** `ID@AGENT` as the agent's machine of that executor. */
function machineOf(executor: string): string {
  const at = executor.lastIndexOf('@')
  return `${executor.slice(at + 1)}/executor:${executor.slice(0, at)}`
}

const LAUNCHING = ['registering.pulling', 'registering.fetching', 'registering.starting']

function possibleUnregister(api: ActionApi, agent: string): string | null {
  const state = api.stateOf(agent)
  if (state === null) return `${agent} does not run`
  if (state.startsWith('recovering')) return `${agent} is still recovering`
  return state === 'terminating' ? `${agent} is ending already` : null
}

function possibleCrash(api: ActionApi, executor: string): string | null {
  if (api.processUp(containerOf(executor))) return null
  return LAUNCHING.includes(api.stateOf(machineOf(executor)) ?? '') ? null : `executor ${executor} does not run`
}

function possibleOfTask(api: ActionApi, task: string): string | null {
  return api.stateOf(`task:${task}`) === 'running' ? null : `task ${task} does not run`
}

/** Undefined where the action is nobody's of these. */
export function possibleAgentAction(api: ActionApi, action: Action): string | null | undefined {
  switch (action.do) {
    case 'addAgent':
      return api.processUp(addedAgent(action).id) ? `${addedAgent(action).id} is there already` : null
    case 'crashAgent':
      return api.processUp(action.agent) ? null : `${action.agent} does not run`
    case 'restartAgent':
      if (!specOf(api.scenario, action.agent)) return `there is no agent ${action.agent}`
      return api.processUp(action.agent) ? `${action.agent} already runs` : null
    case 'unregisterAgent':
      return possibleUnregister(api, action.agent)
    case 'crashExecutor':
      return possibleCrash(api, action.executor)
    case 'finishTask':
    case 'failTask':
    case 'setHealth':
      return possibleOfTask(api, action.task)
    default:
      return undefined
  }
}

/** An executor's process is killed; one whose container is not up yet does not come up. */
function crashExecutor(api: ActionApi, executor: string): void {
  if (api.processUp(containerOf(executor))) api.endProcess(containerOf(executor))
  else api.step(machineOf(executor), { type: 'launchFailed' })
}

function restart(api: ActionApi, agent: string): void {
  const spec = specOf(api.scenario, agent)
  if (spec) api.startProcess(agentProcess(spec))
}

/** False where the action is nobody's of these. */
export function performAgentAction(api: ActionApi, action: Action): boolean {
  switch (action.do) {
    case 'addAgent':
      api.startProcess(agentProcess(addedAgent(action)))
      return true
    case 'crashAgent':
      api.endProcess(action.agent)
      return true
    case 'restartAgent':
      restart(api, action.agent)
      return true
    case 'unregisterAgent':
      api.step(action.agent, { type: 'SIGUSR1' })
      return true
    case 'crashExecutor':
      crashExecutor(api, action.executor)
      return true
    case 'finishTask':
      api.step(`task:${action.task}`, { type: 'end', exitCode: action.exitCode ?? 0 })
      return true
    case 'failTask':
      api.step(`task:${action.task}`, { type: 'end', exitCode: action.exitCode ?? 1 })
      return true
    case 'setHealth':
      api.step(`task:${action.task}`, { type: 'setHealth', healthy: action.healthy })
      return true
    default:
      return false
  }
}
