/**
 * Who calls. Calls of a framework that this master does not know, or from an address that is not the registered one, are
 * dropped (v1: 400, 403); a known but disconnected v0 framework is told so and aborts. A v1 call that is let in is
 * answered 202, which says no more than that. Source: master.cpp, receive;
 * http.cpp, scheduler; reference 2.1, 6.3.
 */
import type { SimEvent } from '../../kernel/definition.ts'
import { type AgentRecord, type FrameworkRecord, type MasterApi, frameworkMachine, isConnected } from './books.ts'

export function callerOf(api: MasterApi, event: SimEvent): FrameworkRecord | null {
  const { frameworkId } = event.body as { readonly frameworkId: string }
  const framework = api.books.frameworks.get(frameworkId)
  if (!framework) return null
  if (framework.pid !== event.from) {
    if (framework.v1) api.send(event.from ?? '', '400', { message: 'The stream is not the one that subscribed' })
    return null
  }
  if (isConnected(api, framework)) {
    // UPDATE_FRAMEWORK has an answer of its own.
    if (framework.v1 && event.type !== 'UPDATE_FRAMEWORK') api.send(framework.pid, '202', {})
    return framework
  }
  api.step(frameworkMachine(framework), { type: 'call' })
  return null
}

/** The registered agent that a report is from, or null: reports of removed and unknown agents are ignored. */
export function reporterOf(api: MasterApi, slaveId: string | undefined): AgentRecord | null {
  return (slaveId !== undefined && api.books.agents.get(slaveId)) || null
}
