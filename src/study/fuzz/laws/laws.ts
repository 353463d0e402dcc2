/** All laws of a run. */
import type { TraceStore } from '#model/trace/store.ts'
import { ACKNOWLEDGEMENTS } from './acknowledgements.ts'
import { FILTERS } from './filters.ts'
import type { Law } from './law.ts'
import { ORDER } from './order.ts'

export const LAWS: readonly Law[] = [ORDER, FILTERS, ACKNOWLEDGEMENTS]

/** `law: where`, of the first that is broken, or null. */
export function brokenLaw(trace: TraceStore): string | null {
  for (const { name, check } of LAWS) {
    const fault = check(trace)
    if (fault !== null) return `${name}: ${fault}`
  }
  return null
}
