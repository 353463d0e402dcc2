/**
 * RESERVE and UNRESERVE, within an ACCEPT or by an operator. Amounts stay, the role changes. Source: master.cpp, _accept;
 * http.cpp, reserveResources; validation.cpp, operation::validate; reference 2.7, 5.7, 5.8.
 */
import type { Operation } from '#model/messages/bodies.ts'
import { addResources, containsResources, type Resources, subtractResources, withRole } from '#model/resources.ts'
import { resourceText, resourcesIn } from '../resourceText.ts'
import type { AgentRecord, FrameworkRecord, MasterApi } from './books.ts'
import { call } from './calls.ts'
import { roleFault } from './roleNames.ts'

export type Reservation = Extract<Operation, { readonly type: 'RESERVE' | 'UNRESERVE' }>

/** From which resources to which; both the same amounts. */
export function bothSides(operation: Reservation): { readonly from: Resources; readonly to: Resources } {
  const amounts = resourcesIn(operation.resources)
  const unreserved = withRole(amounts, '*')
  const reserved = withRole(amounts, operation.role)
  return operation.type === 'RESERVE' ? { from: unreserved, to: reserved } : { from: reserved, to: unreserved }
}

/** Why a framework may not, or null. */
export function reservationFault(
  framework: FrameworkRecord,
  remaining: Resources,
  operation: Reservation,
): string | null {
  if (operation.role === '*') return "A reservation must not be for role '*'"
  const fault = roleFault(operation.role)
  if (fault !== null) return fault
  if (operation.type === 'RESERVE' && !framework.info.roles.includes(operation.role))
    return `The framework is not subscribed to role '${operation.role}'`
  return containsResources(remaining, bothSides(operation).from) ? null : 'The offer does not contain the resources'
}

/** Applied at once, so that a later LAUNCH of the same ACCEPT may use the result. Gives what remains of the offer. */
export function convert(
  api: MasterApi,
  at: {
    readonly framework: FrameworkRecord
    readonly agent: AgentRecord
    readonly role: string
    readonly remaining: Resources
  },
  operation: Reservation,
): Resources {
  const { from, to } = bothSides(operation)
  changeTotal(api, at.agent, from, to)
  call(api, 'updateAllocation', {
    frameworkId: at.framework.id,
    agent: at.agent.name,
    role: at.role,
    from: resourceText(from),
    to: resourceText(to),
  })
  return addResources(subtractResources(at.remaining, from), to)
}

/** The agent's total with its reservations changed. */
export function changeTotal(api: MasterApi, agent: AgentRecord, from: Resources, to: Resources): void {
  agent.total = addResources(subtractResources(agent.total, from), to)
  api.books.touched.add(agent.id)
}
