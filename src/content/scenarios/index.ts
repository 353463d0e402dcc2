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
import { IDEA_1 } from './idea-1-who-asks.ts'
import { IDEA_2 } from './idea-2-who-launches.ts'
import { IDEA_3 } from './idea-3-hoarding.ts'
import { IDEA_3_TIMEOUT } from './idea-3-offer-timeout.ts'
import { IDEA_4 } from './idea-4-declining-costs.ts'
import { IDEA_5 } from './idea-5-whole-agents.ts'
import { IDEA_6 } from './idea-6-two-acknowledgements.ts'
import { IDEA_7 } from './idea-7-freed-before-ack.ts'
import { IDEA_8 } from './idea-8-lost-messages.ts'
import { IDEA_9 } from './idea-9-lost-is-not-dead.ts'
import { IDEA_10 } from './idea-10-crashes.ts'
import { OPERATORS_DAY } from './operators-day.ts'
import { RESIDENT_AGENT_LOST } from './resident-agent-lost.ts'
import { RESIDENT_APP } from './resident-app.ts'
import { HTTP_APIS } from './http-apis.ts'
import { TIMERS_RUN_OUT } from './timers-run-out.ts'
import { LARGE } from './large.ts'
import { TWO_FRAMEWORKS } from './two-frameworks.ts'
import { WEIGHTED_ROLES } from './weighted-roles.ts'

export interface BuiltInScenario {
  readonly id: string
  readonly document: ScenarioDocument
}

/** Those whose runs people have read: each has a golden text. */
export const SCENARIOS: readonly BuiltInScenario[] = [
  { id: 'first-app', document: FIRST_APP },
  { id: 'docker-app', document: DOCKER_APP },
  { id: 'two-frameworks', document: TWO_FRAMEWORKS },
  { id: 'decline-then-launch', document: DECLINE_THEN_LAUNCH },
  { id: 'agent-unreachable', document: AGENT_UNREACHABLE },
  { id: 'weighted-roles', document: WEIGHTED_ROLES },
  { id: 'idea-1-who-asks', document: IDEA_1 },
  { id: 'idea-2-who-launches', document: IDEA_2 },
  { id: 'idea-3-hoarding', document: IDEA_3 },
  { id: 'idea-3-offer-timeout', document: IDEA_3_TIMEOUT },
  { id: 'idea-4-declining-costs', document: IDEA_4 },
  { id: 'idea-5-whole-agents', document: IDEA_5 },
  { id: 'idea-6-two-acknowledgements', document: IDEA_6 },
  { id: 'idea-7-freed-before-ack', document: IDEA_7 },
  { id: 'idea-8-lost-messages', document: IDEA_8 },
  { id: 'idea-9-lost-is-not-dead', document: IDEA_9 },
  { id: 'idea-10-crashes', document: IDEA_10 },
  { id: 'resident-app', document: RESIDENT_APP },
  { id: 'resident-agent-lost', document: RESIDENT_AGENT_LOST },
  { id: 'operators-day', document: OPERATORS_DAY },
  { id: 'http-apis', document: HTTP_APIS },
  { id: 'timers-run-out', document: TIMERS_RUN_OUT },
  { id: 'bcs-launch', document: BCS_LAUNCH },
  { id: 'bcs-stop', document: BCS_STOP },
  { id: 'bcs-stop-short-grace', document: BCS_STOP_SHORT_GRACE },
  { id: 'bcs-crash', document: BCS_CRASH },
  { id: 'bcs-orphan', document: BCS_ORPHAN },
]

/** All that can be opened: also the one that is too large to be read. */
export const BUILT_IN: readonly BuiltInScenario[] = [...SCENARIOS, { id: 'large', document: LARGE }]
