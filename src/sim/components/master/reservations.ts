/**
 * RESERVE, UNRESERVE, CREATE and DESTROY, within an ACCEPT or (the first two) by an operator. Source: master.cpp, _accept;
 * http.cpp, reserveResources; validation.cpp, operation::validate; reference 2.7, 5.7, 5.8.
 */
import { addResources, containsResources, type Resources, subtractResources } from '#model/resources.ts'
import { bothSides, checkpointedAfter, type Conversion, type Reservation, type VolumeOperation } from '../operations.ts'
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

/** Why a framework may not, or null: the operation is dropped then, and nobody is told. */
export function conversionFault(at: Site, operation: Conversion): string | null {
  return 'volumes' in operation ? volumeFault(at, operation) : reservationFault(at, operation)
}

/** Source: validation.cpp, resource::validatePersistentVolume, operation::validate. */
function volumeFault({ agent, remaining }: Site, operation: VolumeOperation): string | null {
  const volumes = resourcesIn(operation.volumes)
  if (volumes.length === 0) return 'No volumes are named'
  if (volumes.some(({ volume }) => volume === undefined)) return 'A volume must be a disk with a persistence id'
  if (volumes.some(({ role }) => role === '*')) return 'Persistent volumes cannot be created from unreserved resources'
  if (operation.type === 'CREATE' && !areUnique([...agent.reserved, ...volumes]))
    return 'A persistence id is not unique'
  return containsResources(remaining, bothSides(operation).from) ? null : 'The offer does not contain the resources'
}

/** Of each role on an agent, an id names one volume. Source: validation.cpp, validateUniquePersistenceID. */
function areUnique(resources: Resources): boolean {
  const names = resources.flatMap(({ role, volume }) =>
    volume === undefined ? [] : [`${role} ${persistenceId(volume)}`],
  )
  return new Set(names).size === names.length
}

/** `ID:PATH` */
function persistenceId(volume: string): string {
  return volume.slice(0, volume.indexOf(':'))
}

function reservationFault({ framework, agent, role, remaining }: Site, operation: Reservation): string | null {
  if (operation.role === '*') return "A reservation must not be for role '*'"
  const fault = roleFault(operation.role)
  if (fault !== null) return fault
  if (operation.type === 'RESERVE' && operation.role !== role)
    return `The resources are allocated to role '${role}', not to '${operation.role}'`
  if (operation.type === 'RESERVE' && !framework.info.roles.includes(role))
    return `The framework is not subscribed to role '${role}'`
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
export function convert(api: MasterApi, at: Site, operation: Conversion): Resources {
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

/** The agent's total with its reservations and volumes changed; the agent checkpoints it. */
export function reserveOn(api: MasterApi, agent: AgentRecord, operation: Conversion, frameworkId?: string): void {
  const sides = bothSides(operation)
  agent.total = addResources(subtractResources(agent.total, sides.from), sides.to)
  agent.reserved = checkpointedAfter(agent.reserved, sides)
  api.books.touched.add(agent.id)
  const by = frameworkId === undefined ? {} : { frameworkId }
  send(api, agent.name, 'ApplyOperationMessage', { ...by, operationInfo: operation })
}
