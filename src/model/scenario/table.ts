/** The whole document as one shape (contracts.md 2). */
import { ACTION } from './action.ts'
import { AGENT, MAX_AGENTS } from './agent.ts'
import { FRAMEWORK } from './framework.ts'
import { between, localText, quantities, role, weight } from './leaves.ts'
import { MASTER } from './master.ts'
import { type KeysOut, constant, list, map, ms, must, nullable, object, or, span, whole } from './shape.ts'

export const MAX_FRAMEWORKS = 1000
export const MAX_ACTIONS = 10_000

const QUOTA = object({ guarantees: or(quantities(), ''), limits: or(quantities(), '') })
const ROLE = object({ weight: or(weight(), 1), quota: or(nullable(QUOTA), null) })
const LINK = object({ between: must(between()), latencyMs: must(span()) })
const NETWORK = object({ latencyMs: or(span(), [1, 5]), links: or(list(LINK, 10_000), []) })

export const SCENARIO = object({
  version: must(constant(1)),
  title: or(localText(), ''),
  seed: or(whole(0, 0xffffffff), 0),
  master: or(MASTER, {}),
  network: or(NETWORK, {}),
  roles: or(map(role(), ROLE, 10_000), {}),
  agents: must(list(AGENT, MAX_AGENTS)),
  frameworks: must(list(FRAMEWORK, MAX_FRAMEWORKS)),
  actions: or(list(ACTION, MAX_ACTIONS), []),
  untilMs: or(nullable(ms()), null),
})
export type ScenarioRead = KeysOut<typeof SCENARIO.keys>
