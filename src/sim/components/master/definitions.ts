/** Everything that lives in the master's process. */
import type { Scenario } from '#model/scenario/types.ts'
import type { Definition, ProcessPlan } from '../../kernel/definition.ts'
import { ALLOCATOR } from '../allocator/allocator.ts'
import { MASTER_ONLY_DEFINITIONS } from './master.ts'

export const MASTER_DEFINITIONS: readonly Definition[] = [...MASTER_ONLY_DEFINITIONS, ALLOCATOR]

/** The master with its allocator; observers come with the agents. */
export function masterProcess({ master }: Scenario): ProcessPlan {
  return {
    process: 'master',
    host: 'master',
    members: [
      { kind: 'allocator', id: 'allocator', input: null },
      { kind: 'master', id: 'master', input: { registryFetchTimeoutMs: master.registryFetchTimeoutMs } },
    ],
  }
}
