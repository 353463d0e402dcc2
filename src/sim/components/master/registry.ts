/**
 * What the registrar writes: all that outlives a master. Source: registry.proto, registry_operations.cpp; reference 6.5.
 * Frameworks, tasks and offers are not in it.
 */
import type { AgentInfo } from '#model/messages/bodies.ts'

export interface RegistryAgent {
  readonly name: string
  readonly info: AgentInfo
}

export interface RegistryLost {
  readonly name: string
  /** Virtual ms. */
  readonly atMs: number
}

export interface RegistryDrain {
  readonly maxGraceMs: number | null
  readonly markGone: boolean
  readonly state: 'DRAINING' | 'DRAINED'
}

/** Resource texts. */
export interface QuotaRecord {
  readonly guarantees: string
  readonly limits: string
}

export interface Registry {
  /** Admitted, by slave id. */
  readonly agents: Record<string, RegistryAgent>
  readonly unreachable: Record<string, RegistryLost>
  readonly gone: Record<string, RegistryLost>
  readonly deactivated: Record<string, true>
  readonly draining: Record<string, RegistryDrain>
  readonly weights: Record<string, number>
  readonly quotas: Record<string, QuotaRecord>
}

/** Who goes on when it is written: the agent's machine where `key` is given, with the event `written`. */
interface Of<K extends string> {
  readonly kind: K
  readonly key?: string
  /** Passed on to the machine. */
  readonly pass?: Readonly<Record<string, unknown>>
}

type AgentOperation =
  | (Of<'admit' | 'markReachable' | 'updateSlave'> & { readonly slaveId: string; readonly agent: RegistryAgent })
  | (Of<'markUnreachable' | 'markGone'> & { readonly slaveId: string; readonly name: string; readonly atMs: number })
  | (Of<'remove'> & { readonly slaveId: string })

type SettingOperation =
  | (Of<'deactivate' | 'reactivate'> & { readonly slaveId: string })
  | (Of<'drain'> & { readonly slaveId: string; readonly drain: RegistryDrain })
  | (Of<'weight'> & { readonly role: string; readonly weight: number })
  | (Of<'quota'> & { readonly role: string; readonly quota: QuotaRecord })
  | (Of<'prune'> & { readonly slaveIds: readonly string[] })

export type RegistryOperation = AgentOperation | SettingOperation

export function emptyRegistry(): Registry {
  return { agents: {}, unreachable: {}, gone: {}, deactivated: {}, draining: {}, weights: {}, quotas: {} }
}

/** Changes the registry in place. */
export function applyOperation(registry: Registry, operation: RegistryOperation): void {
  switch (operation.kind) {
    case 'admit':
    case 'updateSlave':
      registry.agents[operation.slaveId] = operation.agent
      return
    case 'markReachable':
      delete registry.unreachable[operation.slaveId]
      registry.agents[operation.slaveId] = operation.agent
      return
    case 'markUnreachable':
      delete registry.agents[operation.slaveId]
      registry.unreachable[operation.slaveId] = { name: operation.name, atMs: operation.atMs }
      return
    case 'markGone':
      delete registry.agents[operation.slaveId]
      delete registry.unreachable[operation.slaveId]
      delete registry.deactivated[operation.slaveId]
      delete registry.draining[operation.slaveId]
      registry.gone[operation.slaveId] = { name: operation.name, atMs: operation.atMs }
      return
    case 'remove':
      delete registry.agents[operation.slaveId]
      delete registry.deactivated[operation.slaveId]
      delete registry.draining[operation.slaveId]
      return
    default:
      applySetting(registry, operation)
  }
}

function applySetting(registry: Registry, operation: SettingOperation): void {
  switch (operation.kind) {
    case 'deactivate':
      registry.deactivated[operation.slaveId] = true
      return
    case 'reactivate':
      delete registry.deactivated[operation.slaveId]
      delete registry.draining[operation.slaveId]
      return
    case 'drain':
      registry.deactivated[operation.slaveId] = true
      registry.draining[operation.slaveId] = operation.drain
      return
    case 'weight':
      registry.weights[operation.role] = operation.weight
      return
    case 'quota':
      registry.quotas[operation.role] = operation.quota
      return
    case 'prune':
      for (const id of operation.slaveIds) {
        delete registry.unreachable[id]
        delete registry.gone[id]
      }
  }
}
