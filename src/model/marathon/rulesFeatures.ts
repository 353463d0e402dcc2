/** What a Marathon is started with, and the rules that ask for it. Source: MarathonConf.scala, Features.scala, Validation.scala. */
import { type Findings } from './errors.ts'

/** What a Marathon is started with, as far as documents depend on it. */
export interface Settings {
  /** Flag `mesos_role`. */
  readonly defaultRole: string
  /** Flag `enable_features`: `gpu_resources`, `secrets`, `external_volumes` … */
  readonly features: ReadonlySet<string>
  /** Flag `default_network_name`. */
  readonly defaultNetworkName: string | null
  /** Flag `mesos_bridge_name`; absent: its default. */
  readonly mesosBridgeName?: string
  /** Flags `local_port_min` and `local_port_max`, both included; absent: their defaults. */
  readonly servicePorts?: { readonly low: number; readonly high: number }
}

export function demandFeature(feature: string, settings: Settings, path: string, findings: Findings): void {
  const message = `Feature ${feature} is not enabled. Enable with --enable_features ${feature})` // the stray bracket is Marathon's
  findings.demand(settings.features.has(feature), path, message)
}

/** Default of flag `mesos_bridge_name`. */
export const MESOS_BRIDGE = 'mesos-bridge'

export function areUnique(items: readonly unknown[]): boolean {
  return new Set(items).size === items.length
}
