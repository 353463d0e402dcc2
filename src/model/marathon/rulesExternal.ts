/**
 * Rules of the two providers of external volumes: `dvdi`, a driver for Docker's volume interface, and `csi`.
 * Source: AppValidation.scala, validExternalVolume; ExternalVolumes.scala, DVDIProvider.scala, CSIProvider.scala,
 * ProviderValidationHelpers.scala.
 */
import { type Findings, javaDouble } from './errors.ts'
import type { CanonicalApp } from './migrate.ts'
import { type Settings, demandFeature } from './rulesFeatures.ts'
import type { App, CsiVolume, EngineType, Labels, Volume } from './shape.ts'

export type External = Extract<Volume, { readonly kind: 'external' | 'csi' }>
type Dvdi = Extract<Volume, { readonly kind: 'external' }>

const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9_.=,-]*)$/
const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/
/** Namespace, slash, name. */
const OPTION = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?\/[A-Za-z0-9](?:[-A-Za-z0-9._:]*[A-Za-z0-9])?$/
const DRIVER = 'dvdi/driver'

function demandMatch(value: string, pattern: RegExp, path: string, findings: Findings): void {
  findings.demand(pattern.test(value), path, `must match regular expression '${pattern.source.replaceAll('\\/', '/')}'`)
}

export function checkExternal(
  volume: External,
  engine: EngineType,
  path: string,
  settings: Settings,
  findings: Findings,
): void {
  demandFeature('external_volumes', settings, path, findings)
  if (volume.kind === 'csi') return
  const { name, provider, options } = volume.external
  for (const [key, value, pattern] of [['name', name, NAME] as const, ['provider', provider, LABEL] as const]) {
    if (value === null) findings.add(`${path}/external/${key}`, 'not defined')
    else demandMatch(value, pattern, `${path}/external/${key}`, findings)
  }
  Object.keys(options).forEach((key, index) =>
    demandMatch(key, OPTION, `${path}/external/options/keys(${index})`, findings),
  )
  if (provider === 'dvdi') checkDvdi(volume, engine, path, findings)
  else if (provider !== null) findings.add(`${path}/external/provider`, 'is unknown provider')
}

function option(options: Labels, key: string): string | null {
  return Object.hasOwn(options, key) ? (options[key] ?? null) : null
}

function checkDvdi(volume: Dvdi, engine: EngineType, path: string, findings: Findings): void {
  const { options } = volume.external
  const driver = option(options, DRIVER)
  if (driver === null) findings.add(`${path}/external/options("${DRIVER}")`, 'not defined')
  else demandMatch(driver, LABEL, `${path}/external/options("${DRIVER}")`, findings)
  if (driver === 'rexray') checkRexRay(options, `${path}/external/options`, findings)
  checkMount(volume, engine, path, findings)
}

/** What the engine that mounts it can do. */
function checkMount(
  { containerPath, external, mode }: Dvdi,
  engine: EngineType,
  path: string,
  findings: Findings,
): void {
  findings.demand(!['.', '..'].includes(containerPath), `${path}/containerPath`, 'can not be one of (.,..)')
  if (engine === 'MESOS') {
    findings.demand(mode === 'RW', `${path}/mode`, 'does not equal RW')
    return
  }
  const alone = Object.keys(external.options).every((key) => key === DRIVER)
  findings.demand(alone, `${path}/external/options`, `must only contain ${DRIVER}`)
  findings.demand(external.size === null, `${path}/external/size`, 'must be undefined for Docker containers')
}

/** Only `true` passes for a truth value: Marathon takes what it reads for the answer. */
function checkRexRay(options: Labels, path: string, findings: Findings): void {
  for (const key of ['dvdi/volumetype', 'dvdi/newfstype']) {
    const value = option(options, key)
    if (value !== null) demandMatch(value, LABEL, `${path}/"${key}"`, findings)
  }
  const iops = option(options, 'dvdi/iops')
  const natural = iops !== null && /^\+?\d{1,18}$/.test(iops) && Number(iops) > 0
  const message = `Expected a valid, positive integer instead of ${iops}`
  findings.demand(iops === null || natural, `${path}/"dvdi/iops"`, message)
  const overwrite = option(options, 'dvdi/overwritefs')
  const yes = overwrite === null || overwrite.toLowerCase() === 'true'
  findings.demand(yes, `${path}/"dvdi/overwritefs"`, 'Expected a valid boolean')
}

type Contained = { readonly container: { readonly volumes: readonly Volume[] } | null }

function volumesOf({ container }: Contained): readonly External[] {
  const isExternal = (volume: Volume): volume is External => volume.kind === 'external' || volume.kind === 'csi'
  return container?.volumes.filter(isExternal) ?? []
}

function isDvdi(volume: External): volume is Dvdi {
  return volume.kind === 'external' && volume.external.provider === 'dvdi'
}

/** Whether the volume can be of one app only, and there once. */
function isSingle({ kind, external, mode }: External): boolean {
  if (kind === 'external') return !external.shared
  return !isShareable(external) || (mode === 'RW' && accessMode(external) === 'MULTI_NODE_SINGLE_WRITER')
}

/** An app with a dvdi volume has one instance, and no second one during an upgrade. Positions count external volumes only. */
export function checkDvdiApp(app: CanonicalApp, findings: Findings): void {
  const volumes = volumesOf(app)
  if (!volumes.some(isDvdi)) return
  const names = volumes.flatMap((volume) => (isDvdi(volume) && isSingle(volume) ? [volume.external.name ?? ''] : []))
  for (const name of names.filter((each, index) => names.indexOf(each) < index))
    findings.add('/', `Requested DVDI volume '${name}' is declared more than once within app ${app.id}`)
  findings.demand(
    app.instances <= 1,
    '/',
    `Number of instances is limited to 1 when declaring DVDI volumes in app [${app.id}]`,
  )
  volumes.forEach((volume, index) => {
    const engine = app.container?.type ?? 'MESOS'
    if (isDvdi(volume)) checkMount(volume, engine, `/container/volumes(${index})`, findings)
  })
  const over = app.upgradeStrategy?.maximumOverCapacity ?? 0
  findings.demand(over === 0, '/upgradeStrategy/maximumOverCapacity', `got ${javaDouble(over)}, expected 0.0`)
}

function accessMode({ options }: CsiVolume): string {
  return options.capability.accessMode
}

function isShareable(volume: CsiVolume): boolean {
  return accessMode(volume).startsWith('MULTI_NODE_')
}

/** Stage 5: access modes against instances and mounts. */
export function checkCsiApp(app: App, findings: Findings): void {
  const volumes = app.container?.volumes ?? []
  const csi = volumes.flatMap((volume) => (volume.kind === 'csi' ? [volume] : []))
  const limit = (reason: string) =>
    findings.demand(app.instances <= 1, '/instances', `got ${app.instances}, expected 1 or less ${reason}`)
  if (csi.some(({ external }) => !isShareable(external))) limit('while non-shareable CSI volumes are defined')
  else if (csi.some(isSingle)) limit('while a multi-node single-writer volume is defined mounted as read/write')
  volumes.forEach((volume, index) => {
    const readOnly = volume.kind === 'csi' && accessMode(volume.external).endsWith('_READER_ONLY')
    findings.demand(
      !readOnly || volume.mode === 'RO',
      `/container/volumes(${index})/volume`,
      'CSI volume must be mounted readonly with a read-only access mode',
    )
  })
}

/** Name of each volume that other apps may not have, with its provider. */
function singlesOf(app: Contained): ReadonlyMap<string, string> {
  const singles = volumesOf(app).filter(isSingle)
  return new Map(singles.map(({ external }) => [`${external.provider} ${external.name}`, external.name ?? '']))
}

/** Stage 6: a volume is of one app in the whole tree. Told for each app that has it, at its place in the tree. */
export function checkSharing(apps: readonly App[], findings: Findings): void {
  const owned = apps.map((app) => ({ id: app.id, singles: singlesOf(app) })).filter(({ singles }) => singles.size > 0)
  for (const { id, singles } of owned) {
    for (const [key, name] of singles) {
      const others = owned.filter((other) => other.id !== id && other.singles.has(key)).map((other) => other.id)
      const message = `Volume name '${name}' in ${id} conflicts with volume(s) of same name in app(s): ${others.join(', ')}`
      findings.demand(others.length === 0, `${placeOf(id, apps)}/container`, message)
    }
  }
}

/** `/groups(0)/apps(1)`: positions in order of appearance. */
function placeOf(id: string, apps: readonly App[]): string {
  const parts = id.split('/').slice(1)
  return parts
    .map((_, depth) => {
      const inside = apps.map((app) => app.id.split('/').slice(1)).filter((each) => isUnder(each, parts, depth))
      const leaf = depth === parts.length - 1
      const siblings = inside.filter((each) => (each.length === depth + 1) === leaf).map((each) => each[depth])
      const at = [...new Set(siblings)].indexOf(parts[depth])
      return `/${leaf ? 'apps' : 'groups'}(${at})`
    })
    .join('')
}

function isUnder(path: readonly string[], parts: readonly string[], depth: number): boolean {
  return parts.slice(0, depth).every((part, index) => path[index] === part)
}
