/** Who looks for the leading master: drivers of frameworks (second instances too) and agents. */
import type { ActionApi } from '../../kernel/definition.ts'

export function driverIds(api: ActionApi): readonly string[] {
  return api.scenario.frameworks.flatMap(({ id }) => [`driver:${id}`, `driver:${id}~2`]).filter((id) => api.has(id))
}

export function agentIds(api: ActionApi): readonly string[] {
  const { agents, actions } = api.scenario
  const added = actions.flatMap((action) => (action.do === 'addAgent' ? [action.agent.id] : []))
  return [...agents.map(({ id }) => id), ...added].filter((id) => api.has(id))
}
