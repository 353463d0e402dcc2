/**
 * What the master tells the allocator: calls inside the process, each a dispatch of its own.
 * Source: allocator.hpp; reference 5.7.
 */
import type { AgentInfo, Filters, FrameworkInfo } from '#model/messages/bodies.ts'
import type { OfferConstraints } from '#model/offerConstraints.ts'
import type { MasterApi } from './books.ts'

export interface UsedPart {
  readonly frameworkId: string
  readonly role: string
  readonly resources: string
}

export interface AllocatorCalls {
  addFramework: {
    readonly frameworkId: string
    readonly frameworkInfo: FrameworkInfo
    readonly used: readonly { readonly agent: string; readonly role: string; readonly resources: string }[]
    readonly active: boolean
    readonly suppressedRoles: readonly string[]
    readonly offerConstraints?: OfferConstraints
  }
  removeFramework: { readonly frameworkId: string }
  activateFramework: { readonly frameworkId: string }
  deactivateFramework: { readonly frameworkId: string }
  updateFramework: {
    readonly frameworkId: string
    readonly frameworkInfo: FrameworkInfo
    readonly suppressedRoles: readonly string[]
    readonly offerConstraints?: OfferConstraints
  }
  addSlave: {
    readonly agent: string
    readonly slaveInfo: AgentInfo
    readonly capabilities: readonly string[]
    readonly total: string
    readonly used: readonly UsedPart[]
  }
  removeSlave: { readonly agent: string }
  updateSlave: { readonly agent: string; readonly slaveInfo: AgentInfo; readonly total: string }
  activateSlave: { readonly agent: string }
  deactivateSlave: { readonly agent: string }
  recoverResources: {
    readonly frameworkId: string
    readonly agent: string
    readonly role: string
    readonly resources: string
    readonly filters?: Filters
    /** What tasks used, not what was only offered. */
    readonly isAllocated: boolean
  }
  updateAllocation: {
    readonly frameworkId: string
    readonly agent: string
    readonly role: string
    readonly from: string
    readonly to: string
  }
  updateAvailable: { readonly agent: string; readonly from: string; readonly to: string }
  transitionOfferedToAllocated: {
    readonly frameworkId: string
    readonly agent: string
    readonly role: string
    readonly resources: string
  }
  suppressOffers: { readonly frameworkId: string; readonly roles: readonly string[] }
  reviveOffers: { readonly frameworkId: string; readonly roles: readonly string[] }
  requestResources: { readonly frameworkId: string; readonly requests: readonly { readonly resources: string }[] }
  updateQuota: { readonly role: string; readonly guarantees: string; readonly limits: string }
  updateWeights: { readonly role: string; readonly weight: number }
  updateWhitelist: { readonly hostnames: readonly string[] | null }
  pause: Record<string, never>
  resume: Record<string, never>
  recover: { readonly expectedAgents: number }
}

/** What the allocator answers: one call a framework and run (H:__generateOffers, offerCallback). */
export interface OfferCallback {
  readonly framework: string
  readonly frameworkId: string
  readonly offers: readonly { readonly agent: string; readonly role: string; readonly resources: string }[]
}

export function call<K extends keyof AllocatorCalls>(api: MasterApi, name: K, body: AllocatorCalls[K]): void {
  api.books.callsToAllocator += 1
  api.send('allocator', name, body)
}
