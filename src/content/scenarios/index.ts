/** The built-in scenarios, in the order of the gallery. */
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { AGENT_UNREACHABLE } from './agent-unreachable.ts'
import { BCS_CRASH } from './bcs-crash.ts'
import { BCS_LAUNCH } from './bcs-launch.ts'
import { BCS_ORPHAN } from './bcs-orphan.ts'
import { BCS_STOP, BCS_STOP_SHORT_GRACE } from './bcs-stop.ts'
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
  { id: 'bcs-launch', document: BCS_LAUNCH },
  { id: 'bcs-stop', document: BCS_STOP },
  { id: 'bcs-stop-short-grace', document: BCS_STOP_SHORT_GRACE },
  { id: 'bcs-crash', document: BCS_CRASH },
  { id: 'bcs-orphan', document: BCS_ORPHAN },
]
