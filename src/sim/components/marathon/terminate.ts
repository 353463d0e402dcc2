/** Ending instances whose goal stays Running: by the API, by failed health checks, by overdue launches. Source: KillAction.scala; reference/marathon.md 7. */
import type { InstanceRecord, MarathonApi } from './books.ts'
import { isLive, isLost } from './conditions.ts'
import { setGoal } from './instances.ts'
import { killTask } from './kills.ts'

/** A lost one cannot be killed: it is given up, and the scale check sees to another. One with a reservation is waited for. */
export function terminate(api: MarathonApi, instance: InstanceRecord): void {
  if (isLive(instance)) killTask(api, instance)
  else if (isLost(instance) && instance.goal === 'Running' && instance.reservation === null)
    setGoal(api, instance, 'Decommissioned')
}
