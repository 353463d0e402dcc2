/** Reservations made at run time, as the agent checkpoints them. Source: S; reference 2.4, 5.8, 7.1 check 11. */
import type { MessageBodies } from '#model/messages/bodies.ts'
import { addResources, containsResources, subtractResources, withRole } from '#model/resources.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { resourceText, resourcesIn, withReserved } from '../resourceText.ts'
import type { AgentApi } from './books.ts'
import { agentDisk } from './disk.ts'

export function applyOperation(api: AgentApi, event: SimEvent): void {
  const { operationInfo: operation } = event.body as MessageBodies['ApplyOperationMessage']
  if (operation.type !== 'RESERVE' && operation.type !== 'UNRESERVE') return
  const disk = agentDisk(api)
  const change = operation.type === 'RESERVE' ? addResources : subtractResources
  disk.reserved = resourceText(
    change(resourcesIn(disk.reserved), withRole(resourcesIn(operation.resources), operation.role)),
  )
}

/** What a registration says of them. */
export function checkpointed(api: AgentApi): { readonly checkpointedResources?: string } {
  const { reserved } = agentDisk(api)
  return reserved === '' ? {} : { checkpointedResources: reserved }
}

/** Reserved resources that the agent has never heard of are not there for a task. */
export function isKnownHere(api: AgentApi, resources: string): boolean {
  const reserved = resourcesIn(resources).filter(({ role }) => role !== '*')
  if (reserved.length === 0) return true
  const known = withReserved(resourcesIn(api.books.info.resources), resourcesIn(agentDisk(api).reserved))
  return containsResources(known, reserved)
}
