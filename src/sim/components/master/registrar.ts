/**
 * The registrar: writes operations one batch at a time, then lets those go on that waited. The master's memory changes
 * only afterwards. Source: registrar.cpp, apply, update, _update; reference 4(b).
 */
import { nextInt } from '#base/rng.ts'
import { agentMachine, type MasterApi } from './books.ts'
import { applyOperation, emptyRegistry, type Registry, type RegistryOperation } from './registry.ts'

/** A store of the replicated log takes less than a millisecond on a healthy master (recorded run a: 0.4 ms). */
const STORE_MS = [0, 1] as const

export function registryOf(api: MasterApi): Registry {
  const { disk } = api
  disk['registry'] ??= emptyRegistry()
  return disk['registry'] as Registry
}

/** Queues an operation; it is written with the next batch. */
export function apply(api: MasterApi, operation: RegistryOperation): void {
  const { registrar } = api.books
  registrar.queue.push(operation)
  if (registrar.storing.length === 0) api.step('master', { type: 'storeRegistry' })
}

/** The timer is the master's, whoever asked for the write. */
export function storeRegistry(api: MasterApi): void {
  const { registrar } = api.books
  registrar.storing = registrar.queue
  registrar.queue = []
  const wait = nextInt(api.rng, ...STORE_MS)
  api.arm('registryStore', wait, { type: 'registryStored' })
  api.arm('registryStoreTimeout', api.scenario.master.registryStoreTimeoutMs, { type: 'registryStoreTimeout' })
}

/** The batch is on disk: now the memory follows. */
export function registryStored(api: MasterApi): void {
  const { registrar } = api.books
  const stored = registrar.storing
  const registry = registryOf(api)
  for (const operation of stored) applyOperation(registry, operation)
  registrar.storing = []
  api.cancel('registryStoreTimeout')
  for (const operation of stored) goOn(api, operation)
  if (registrar.queue.length > 0 && registrar.storing.length === 0) storeRegistry(api)
}

function goOn(api: MasterApi, operation: RegistryOperation): void {
  if (operation.key === undefined) api.step(api.id, { type: 'settled', operation })
  else api.step(agentMachine({ key: operation.key }), { type: 'written', ...operation.pass })
}
