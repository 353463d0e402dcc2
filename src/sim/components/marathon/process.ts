/** Marathon's process: scheduler code, and the driver that it makes when it starts. */
import type { MarathonSpec } from '#model/scenario/types.ts'
import type { ProcessPlan } from '../../kernel/definition.ts'
import type { MarathonInput, MarathonStore } from './books.ts'

/** `instance` is the framework's id, or that id and `~2` for a second one, which reads the store of the first. */
export function marathonProcess(spec: MarathonSpec, instance = spec.id, store?: MarathonStore): ProcessPlan {
  const input: MarathonInput = { framework: spec.id, ...(store === undefined ? {} : { store }) }
  return {
    process: instance,
    host: instance,
    members: [{ kind: 'marathon', id: instance, input, serviceMs: spec.callbackMs }],
  }
}
