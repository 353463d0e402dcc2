/**
 * Reservations of a plain framework: a task that wants them has a RESERVE before its LAUNCH in the same ACCEPT, and what
 * nobody wants any more is given back by UNRESERVE from the next offer that holds it. Source: mesos-protocol.md 2.7, 5.8;
 * Mesos' example framework for dynamic reservations.
 */
import type { Offer, Operation } from '#model/messages/bodies.ts'
import { type Resources, addResources, formatResources, subtractResources, withRole } from '#model/resources.ts'
import { isTerminal } from '#model/taskState.ts'
import { resourcesIn } from '../resourceText.ts'
import { type BatchStore, sizeOf, taskIdOf } from './books.ts'
import type { Launch } from './fit.ts'

export interface Reserving {
  /** The launches, their tasks made of reserved resources where they want them. */
  readonly launches: readonly Launch[]
  /** What must be reserved before; empty: nothing. */
  readonly reserved: Resources
}

/** Nothing can be reserved in the role `*`: there tasks take what is offered. */
export function reserving(launches: readonly Launch[], role: string): Reserving {
  let reserved: Resources = []
  if (role === '*') return { launches, reserved }
  const changed = launches.map((launch): Launch => {
    if (!launch.batch.spec.reserve) return launch
    const resources = launch.resources.map((text) => {
      const taken = resourcesIn(text)
      const plain = taken.filter((entry) => entry.role === '*')
      const own = withRole(plain, role)
      reserved = addResources(reserved, own)
      return formatResources(addResources(subtractResources(taken, plain), own))
    })
    return { ...launch, resources }
  })
  return { launches: changed, reserved }
}

export function reserveOperation(reserved: Resources, role: string): Operation {
  return { type: 'RESERVE', role, resources: formatResources(withRole(reserved, '*')) }
}

export function noteReserved(store: BatchStore, slaveId: string, reserved: Resources): void {
  if (reserved.length === 0) return
  const before = resourcesIn(store.reserved.get(slaveId) ?? '')
  store.reserved.set(slaveId, formatResources(addResources(before, reserved)))
}

/** Whether a task that wants reservations is to come, or has not ended. */
function isWanted(store: BatchStore): boolean {
  return store.batches.some(({ spec, next }) => {
    if (!spec.reserve) return false
    if (next < sizeOf(spec)) return true
    const ids = Array.from({ length: next }, (_, k) => taskIdOf(spec, k))
    return ids.some((id) => !isTerminal(store.tasks.get(id)?.state ?? ''))
  })
}

/** What of an offer this framework once reserved and needs no more; the operation that gives it back, or null. */
export function unreserveOperation(store: BatchStore, offer: Offer): Operation | null {
  if (store.reserved.size === 0) return null
  const { role } = offer.allocationInfo
  const ours = resourcesIn(store.reserved.get(offer.slaveId) ?? '')
  if (ours.length === 0 || isWanted(store)) return null
  const missing = subtractResources(ours, resourcesIn(offer.resources))
  const back = subtractResources(ours, missing).filter((entry) => entry.role === role)
  if (back.length === 0) return null
  const left = subtractResources(ours, back)
  if (left.length === 0) store.reserved.delete(offer.slaveId)
  else store.reserved.set(offer.slaveId, formatResources(left))
  return { type: 'UNRESERVE', role, resources: formatResources(withRole(back, '*')) }
}
