/** The gallery: incidents that people reported, each with the run that shows it and the run that cures it. */
import { HELD_INCIDENTS } from './held.ts'
import type { Incident } from './incident.ts'
import { LATE_INCIDENTS } from './late.ts'
import { LOST_INCIDENTS } from './lost.ts'
import { REFUSED_INCIDENTS } from './refused.ts'

export const INCIDENTS: readonly Incident[] = [
  ...HELD_INCIDENTS,
  ...REFUSED_INCIDENTS,
  ...LOST_INCIDENTS,
  ...LATE_INCIDENTS,
]
