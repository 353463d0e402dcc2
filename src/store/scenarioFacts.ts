/** What a scenario says in other places than its lists. */
import type { Scenario } from '#model/scenario/types.ts'

/** Ids of agents that actions add up to a virtual time. */
export function addedAgents(scenario: Scenario, at: number): readonly string[] {
  return scenario.actions.flatMap((action) => (action.do === 'addAgent' && action.atMs <= at ? [action.agent.id] : []))
}

/** Ids of the frameworks of a kind. */
export function frameworksOf(scenario: Scenario, kind: string): readonly string[] {
  return scenario.frameworks.flatMap((framework) => (framework.kind === kind ? [framework.id] : []))
}
