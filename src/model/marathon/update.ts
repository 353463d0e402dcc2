/** Partial documents, and what kind of change they make. Source: AppConversion.scala, appUpdateRamlReader; AppNormalization.scala, forDeprecatedUpdates; AppDefinition.scala, isUpgrade. */
import { type Result, err, ok } from '#base/result.ts'
import { Findings, type MarathonError, notValid, refusal } from './errors.ts'
import { hasVolumes, isHostMode, migrate, updatedContainer } from './migrate.ts'
import { withDefaults } from './read.ts'
import { checkDeprecated } from './rulesDeprecated.ts'
import { hostPorts } from './task.ts'
import type { App, AppUpdate, Container, Network, PortDefinition, RawApp, RawContainer } from './shape.ts'

/** Whether the update is one that can be merged: `version` asks for an older version instead, and stands alone. */
export function canMerge(id: string, update: AppUpdate): Result<null, MarathonError> {
  if (update.version === null) return ok(null)
  const others = Object.entries(update).some(([key, value]) => value !== null && key !== 'id' && key !== 'version')
  if (!others) return err(refusal(404, `App '${id}' does not exist in version ${update.version}`))
  const findings = new Findings()
  findings.add('/', "The 'version' field may only be combined with the 'id' field.")
  return err(notValid(findings))
}

/** The app with the update's members in place, ready for the rules. */
export function merged(app: App, update: AppUpdate, bridgeName: string): Result<RawApp, MarathonError> {
  const alone = withDefaults(update, app.id)
  const findings = new Findings()
  checkDeprecated(alone, findings)
  if (findings.any) return err(notValid(findings))
  const canonical = migrate({ ...alone, role: null }, '*', bridgeName)
  if (!canonical.ok) return canonical
  const { networks, fetch, healthChecks } = canonical.value
  const ports = update.ports?.map((port) => ({ port, name: null, protocol: 'tcp' as const, labels: {} })) ?? null
  const portDefinitions = update.portDefinitions ?? ports
  const container =
    update.container === null && update.ipAddress === null ? null : asRawContainer(updatedContainer(alone))
  checkPorts(networks, portDefinitions ?? [], container, findings)
  if (findings.any) return err(notValid(findings))
  const old = asRaw(app)
  const given = Object.fromEntries(Object.entries(update).filter(([, value]) => value !== null)) as Partial<RawApp>
  const networked = update.networks ?? update.ipAddress ?? update.container?.docker?.network ?? null
  return ok({
    ...old,
    ...given,
    id: app.id,
    networks: networked === null ? old.networks : networks,
    fetch: update.fetch === null && update.uris === null ? old.fetch : fetch,
    healthChecks: update.healthChecks === null ? old.healthChecks : healthChecks,
    container: container ?? old.container,
    portDefinitions: portDefinitions ?? old.portDefinitions,
    ports: null,
    ipAddress: null,
    uris: null,
  })
}

/** What a new document loses silently, an update may not say. Source: AppValidation.scala, validateCanonicalAppUpdateAPI. */
function checkPorts(
  networks: readonly Network[],
  definitions: readonly PortDefinition[],
  container: RawContainer | null,
  findings: Findings,
): void {
  const onHost = networks.some(({ mode }) => mode === 'host')
  const elsewhere = networks.some(({ mode }) => mode !== 'host')
  const mapped = (container?.portMappings?.length ?? 0) > 0
  findings.demand(!onHost || !mapped, '/', 'portMappings are not allowed with host-networking')
  findings.demand(!elsewhere || definitions.length === 0, '/', 'portDefinitions are only allowed with host-networking')
}

function asRaw(app: App): RawApp {
  return {
    ...app,
    container: asRawContainer(app.container),
    portDefinitions: isHostMode(app.networks) ? app.portDefinitions : null,
    ports: null,
    ipAddress: null,
    uris: null,
    version: null,
  }
}

function asRawContainer(container: Container | null): RawContainer | null {
  if (container === null) return null
  const { docker } = container
  return { ...container, docker: docker && { ...docker, credential: null, network: null, portMappings: null } }
}

/** Equal in all but the number of instances, and different in that: a ScaleApplication instead of a RestartApplication. */
export function isOnlyScaling(from: App, to: App): boolean {
  return from.instances !== to.instances && !isConfigChange(from, to)
}

/** Anything but the number of instances: gets a new configuration version, a fresh backoff and a rolling upgrade. */
export function isConfigChange(from: App, to: App): boolean {
  return stable({ ...from, instances: 0 }) !== stable({ ...to, instances: 0 })
}

/**
 * What is reserved for a resident app's instances stays: neither volumes nor amounts change. The path is that of a plan's
 * first app. Source: AppDefinition.scala, updateIsValid, residentUpdateIsValid; DeploymentPlan.scala, deploymentPlanValidator.
 */
export function checkResidentUpdate(from: App, to: App, findings: Findings): void {
  if (!hasVolumes(from, 'persistent') && !hasVolumes(to, 'persistent')) return
  const path = '/app(0)'
  findings.demand(stable(volumesOf(from)) === stable(volumesOf(to)), path, 'Persistent volumes can not be changed!')
  findings.demand(
    stable(amountsOf(from)) === stable(amountsOf(to)),
    path,
    'Resident Tasks may not change resource requirements!',
  )
}

/** By container path, in any order. */
function volumesOf({ container }: App): unknown {
  const volumes = (container?.volumes ?? []).filter(({ kind }) => kind === 'persistent')
  return Object.fromEntries(volumes.map((volume) => [volume.containerPath, volume]))
}

function amountsOf(app: App): unknown {
  const { cpus, mem, disk, gpus, requirePorts } = app
  const taken = new Set(hostPorts(app).filter((port) => port !== null))
  return { cpus, mem, disk, gpus, requirePorts, ports: [...taken].sort((a, b) => a - b) }
}

/** JSON with the members of every object in order of their names. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : each,
  )
}
