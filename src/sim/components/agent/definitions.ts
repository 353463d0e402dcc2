/** All kinds of component on the agents' side. */
import type { Definition } from '../../kernel/definition.ts'
import { EXECUTOR_DEFINITIONS } from '../executor/definitions.ts'
import { AGENT_SIDE } from './agent.ts'

export const AGENT_DEFINITIONS: readonly Definition[] = [...AGENT_SIDE, ...EXECUTOR_DEFINITIONS]
