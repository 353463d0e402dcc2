/** Processes of plain frameworks, and the actions of users on them. */
import type { BatchSpec } from '#model/scenario/types.ts'
import type { ProcessPlan } from '../../kernel/definition.ts'
import type { BatchInput, BatchStore } from './books.ts'

/** `instance` is the framework's id, or that id and `~2` for a second one that takes over what the first stored. */
export function batchProcess(spec: BatchSpec, instance = spec.id, store?: BatchStore): ProcessPlan {
  const input: BatchInput = { framework: spec.id, ...(store === undefined ? {} : { store }) }
  return {
    process: instance,
    host: instance,
    members: [{ kind: 'batch', id: instance, input, serviceMs: spec.callbackMs }],
  }
}
