/** What the v0 driver and the v1 library of an executor share: updates and tasks that the agent has not acknowledged. */
import { EPOCH_MS } from '#base/units.ts'
import type { StatusUpdate, TaskInfo } from '#model/messages/bodies.ts'
import type { ExecutorLocals } from '#model/messages/executorBodies.ts'
import type { Api, SimEvent } from '../../kernel/definition.ts'
import type { ExecutorInput } from './input.ts'

export interface WireBooks {
  readonly input: ExecutorInput
  /** By uuid. */
  readonly updates: Map<string, StatusUpdate>
  readonly tasks: Map<string, TaskInfo>
}

export type WireApi = Api<WireBooks>

export function wireBooks(input: unknown): WireBooks {
  return { input: input as ExecutorInput, updates: new Map(), tasks: new Map() }
}

/** Facts of an executor that its connection's machine decides by. */
export interface WireContext {
  readonly agent: string
  readonly checkpoint: boolean
}

/** What both machines ask of their context. */
export const wireGuards = {
  isAgent: ({ context, event }: { context: WireContext; event: SimEvent }) => event.peer === context.agent,
  checkpoints: ({ context }: { context: WireContext }) => context.checkpoint,
}

export function wireContext({ input }: { input: ExecutorInput }): WireContext {
  return { agent: input.agent, checkpoint: input.checkpoint }
}

export function call<N extends keyof ExecutorLocals>(api: WireApi, name: N, body: ExecutorLocals[N]): void {
  api.send(api.books.input.code, name, body)
}

/** Stamps an update and keeps it until it is acknowledged. Source: X:sendStatusUpdate. */
export function keepUpdate(api: WireApi, event: SimEvent): StatusUpdate {
  const { status } = event.body as ExecutorLocals['sendStatusUpdate']
  const { frameworkId, executorId, slaveId } = api.books.input
  const uuid = api.uuid()
  const timestamp = (EPOCH_MS + api.now) / 1000
  const stamped = { ...status, slaveId, executorId, timestamp, uuid }
  const update: StatusUpdate = { frameworkId, executorId, slaveId, status: stamped, timestamp, uuid }
  api.books.updates.set(uuid, update)
  return update
}

export function forgetUpdate(api: WireApi, { taskId, uuid }: { taskId: string; uuid: string }): void {
  api.books.updates.delete(uuid)
  api.books.tasks.delete(taskId)
}

export function linkAgent(api: WireApi): void {
  api.link(api.books.input.agent)
}

/** The executor is asked to end; should it not, the process group is killed. Source: X:ShutdownProcess. */
export function callShutdown(api: WireApi): void {
  call(api, 'shutdown', {})
  api.arm('executorShutdownGrace', api.books.input.shutdownGraceMs, { type: 'executorShutdownGrace' })
}

export function endProcess(api: WireApi): void {
  const { driver } = api.books.input
  api.endProcess(driver.replace(/^execdriver:/, 'container:'))
}

/** How long it hopes for its agent. */
export function waitForAgent(api: WireApi): void {
  api.arm('recoveryTimeout', api.books.input.recoveryTimeoutMs, { type: 'recoveryTimeout' })
}

export function stopWaiting(api: WireApi): void {
  api.cancel('recoveryTimeout')
}
