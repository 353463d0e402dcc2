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
import { send } from './tell.ts'

/** Where an operation of an ACCEPT is carried out. */
interface Site {
  readonly framework: FrameworkRecord
  readonly agent: AgentRecord
  readonly role: string
  readonly remaining: Resources
}

export type Reservation = Extract<Operation, { readonly type: 'RESERVE' | 'UNRESERVE' }>

/** From which resources to which; both the same amounts. */
export function bothSides(operation: Reservation): { readonly from: Resources; readonly to: Resources } {
  const amounts = resourcesIn(operation.resources)
  const unreserved = withRole(amounts, '*')
  const reserved = withRole(amounts, operation.role)
  return operation.type === 'RESERVE' ? { from: unreserved, to: reserved } : { from: reserved, to: unreserved }
}

/** Why a framework may not, or null. */
export function reservationFault({ framework, agent, remaining }: Site, operation: Reservation): string | null {
  if (operation.role === '*') return "A reservation must not be for role '*'"
  const fault = roleFault(operation.role)
  if (fault !== null) return fault
  if (operation.type === 'RESERVE' && !framework.info.roles.includes(operation.role))
    return `The framework is not subscribed to role '${operation.role}'`
  const { from } = bothSides(operation)
  if (!containsResources(remaining, from)) return 'The offer does not contain the resources'
  return staticFault(agent, operation)
}

/** What an agent was started with is not for a call to change. Source: validation.cpp, operation::validate; reference 5.8. */
export function staticFault(agent: AgentRecord, operation: Reservation): string | null {
  if (operation.type === 'RESERVE' || containsResources(agent.reserved, bothSides(operation).from)) return null
  return `${agent.name} was started with this reservation: it is static`
}

/** Applied at once, so that a later LAUNCH of the same ACCEPT may use the result. Gives what remains of the offer. */
export function convert(api: MasterApi, at: Site, operation: Reservation): Resources {
  const { from, to } = bothSides(operation)
  reserveOn(api, at.agent, operation, at.framework.id)
  call(api, 'updateAllocation', {
    frameworkId: at.framework.id,
    agent: at.agent.name,
    role: at.role,
    from: resourceText(from),
    to: resourceText(to),
  })
  return addResources(subtractResources(at.remaining, from), to)
}

/** The agent's total with its reservations changed; the agent checkpoints it. */
export function reserveOn(api: MasterApi, agent: AgentRecord, operation: Reservation, frameworkId?: string): void {
  const { from, to } = bothSides(operation)
  agent.total = addResources(subtractResources(agent.total, from), to)
  agent.reserved =
    operation.type === 'RESERVE' ? addResources(agent.reserved, to) : subtractResources(agent.reserved, from)
  api.books.touched.add(agent.id)
  const by = frameworkId === undefined ? {} : { frameworkId }
  send(api, agent.name, 'ApplyOperationMessage', { ...by, operationInfo: operation })
}
