/** The built-in scenarios, in the order of the gallery. */
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { AGENT_UNREACHABLE } from './agent-unreachable.ts'
import { DECLINE_THEN_LAUNCH } from './decline-then-launch.ts'
import { DOCKER_APP } from './docker-app.ts'
import { FIRST_APP } from './first-app.ts'
import { TWO_FRAMEWORKS } from './two-frameworks.ts'
import { WEIGHTED_ROLES } from './weighted-roles.ts'

export interface BuiltInScenario {
  readonly id: string
  readonly document: ScenarioDocument
}

export const SCENARIOS: readonly BuiltInScenario[] = [
  { id: 'first-app', document: FIRST_APP },
  { id: 'docker-app', document: DOCKER_APP },
  { id: 'two-frameworks', document: TWO_FRAMEWORKS },
  { id: 'decline-then-launch', document: DECLINE_THEN_LAUNCH },
  { id: 'agent-unreachable', document: AGENT_UNREACHABLE },
  { id: 'weighted-roles', document: WEIGHTED_ROLES },
]
