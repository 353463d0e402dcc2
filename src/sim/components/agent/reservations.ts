/** Reservations and volumes made at run time, as the agent checkpoints them. Source: S; reference 2.4, 5.8, 7.1 check 11. */
import type { MessageBodies } from '#model/messages/bodies.ts'
import { containsResources } from '#model/resources.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { bothSides, checkpointedAfter } from '../operations.ts'
import { resourceText, resourcesIn, withReserved } from '../resourceText.ts'
import type { AgentApi } from './books.ts'
import { agentDisk } from './disk.ts'

export function applyOperation(api: AgentApi, event: SimEvent): void {
  const { operationInfo: operation } = event.body as MessageBodies['ApplyOperationMessage']
  if (operation.type === 'LAUNCH' || operation.type === 'LAUNCH_GROUP') return
  const disk = agentDisk(api)
  disk.reserved = resourceText(checkpointedAfter(resourcesIn(disk.reserved), bothSides(operation)))
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
