/**
 * Operations that change resources without using them: RESERVE, UNRESERVE, CREATE, DESTROY. Amounts stay, what they are
 * changes. Master and agent read them alike. Source: MP, Offer.Operation; master.cpp, _accept; reference 2.7, 5.7, 5.8.
 */
import type { Operation } from '#model/messages/bodies.ts'
import {
  addResources,
  labelsText,
  subtractResources,
  type Resources,
  withLabels,
  withoutVolumes,
  withRole,
} from '#model/resources.ts'
import { resourcesIn } from './resourceText.ts'

export type Reservation = Extract<Operation, { readonly type: 'RESERVE' | 'UNRESERVE' }>
export type VolumeOperation = Extract<Operation, { readonly type: 'CREATE' | 'DESTROY' }>
export type Conversion = Reservation | VolumeOperation

export interface Sides {
  readonly from: Resources
  readonly to: Resources
}

/** From which resources to which; both the same amounts. */
export function bothSides(operation: Conversion): Sides {
  switch (operation.type) {
    case 'RESERVE':
      return { from: withRole(resourcesIn(operation.resources), '*'), to: reservedBy(operation) }
    case 'UNRESERVE':
      return { from: reservedBy(operation), to: withRole(resourcesIn(operation.resources), '*') }
    case 'CREATE': {
      const volumes = resourcesIn(operation.volumes)
      return { from: withoutVolumes(volumes), to: volumes }
    }
    case 'DESTROY': {
      const volumes = resourcesIn(operation.volumes)
      return { from: volumes, to: withoutVolumes(volumes) }
    }
  }
}

function reservedBy({ resources, role, labels }: Reservation): Resources {
  const amounts = resourcesIn(resources)
  return labels === undefined ? withRole(amounts, role) : withLabels(amounts, role, labelsText(labels))
}

/** What an agent keeps on disk of its dynamic reservations and volumes, once the operation is applied. */
export function checkpointedAfter(reserved: Resources, { from, to }: Sides): Resources {
  return addResources(
    subtractResources(reserved, from),
    to.filter(({ role }) => role !== '*'),
  )
}
