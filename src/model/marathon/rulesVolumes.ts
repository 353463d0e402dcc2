/** Rules over volumes. Source: AppValidation.scala, validVolume. */
import { compilePattern } from '../pattern.ts'
import { type Findings } from './errors.ts'
import { checkExternal } from './rulesExternal.ts'
import { type Settings, areUnique, demandFeature } from './rulesFeatures.ts'
import type { CanonicalApp } from './migrate.ts'
import type { Container, PersistentVolume, Volume } from './shape.ts'

export function checkVolumes(
  container: Container,
  secrets: CanonicalApp['secrets'],
  settings: Settings,
  findings: Findings,
): void {
  const path = '/container/volumes'
  const names = container.volumes.flatMap((volume) =>
    (volume.kind === 'external' || volume.kind === 'csi') && volume.external.name !== null
      ? [volume.external.name]
      : [],
  )
  findings.demand(areUnique(names), path, 'Volume names must be unique')
  container.volumes.forEach((volume, index) => {
    const at = `${path}(${index})`
    if (volume.kind === 'external' || volume.kind === 'csi')
      checkExternal(volume, container.type, at, settings, findings)
    else checkVolume(volume, secrets, at, findings)
  })
  checkSecretVolumes(container, settings, findings)
}

/** The path is the text of Marathon's own expression. */
function checkSecretVolumes({ volumes }: Container, settings: Settings, findings: Findings): void {
  if (volumes.every(({ kind }) => kind !== 'secret') || settings.features.has('secrets')) return
  const path = '/container/secretVolumes(container)'
  findings.add(path, 'must be empty')
  demandFeature('secrets', settings, path, findings)
}

type InnerVolume = Exclude<Volume, { readonly kind: 'external' | 'csi' }>

function checkVolume(volume: InnerVolume, secrets: CanonicalApp['secrets'], path: string, findings: Findings): void {
  switch (volume.kind) {
    case 'host':
      return
    case 'secret':
      findings.demand(Object.hasOwn(secrets, volume.secret), path, 'volume.secret must refer to an existing secret')
      return
    case 'persistent': {
      const { containerPath } = volume
      findings.demand(!['.', '..'].includes(containerPath), `${path}/containerPath`, 'can not be one of (.,..)')
      findings.demand(!containerPath.includes('/'), `${path}/containerPath`, 'value must not contain "/"')
      findings.demand(volume.mode === 'RW', `${path}/mode`, 'does not equal RW')
      checkPersistent(volume.persistent, `${path}/persistent`, findings)
    }
  }
}

function checkPersistent(info: PersistentVolume, path: string, findings: Findings): void {
  findings.demand(info.size > 0, `${path}/size`, `got ${info.size}, expected more than 0`)
  findings.demand(info.type === 'mount' || info.maxSize === null, path, 'Only mount volumes can have maxSize')
  findings.demand(
    info.type !== 'root' || info.constraints.length === 0,
    path,
    'Constraints on root volumes are not supported',
  )
  findings.demand(info.maxSize === null || info.maxSize > info.size, path, 'Max size must be larger than size')
  info.constraints.forEach((constraint, index) => checkPlace(constraint, `${path}/constraints(${index})`, findings))
}

const OTHER_OPERATORS = ['UNIQUE', 'CLUSTER', 'GROUP_BY', 'MAX_PER', 'IS', 'IN']

/** A pattern that cannot be read is told at a path that ends with it. */
function checkPlace(constraint: readonly string[], path: string, findings: Findings): void {
  const [field, operator, value] = constraint
  if (field === undefined) findings.add(path, 'Missing field and operator')
  else if (field !== 'path' || operator === undefined || value === undefined)
    findings.add(path, `Unsupported constraint ${constraint.join(',')}`)
  else if (operator === 'LIKE' || operator === 'UNLIKE')
    findings.demand(compilePattern(value).ok, `${path}/${value}`, 'Invalid regular expression')
  else if (OTHER_OPERATORS.includes(operator)) findings.add(path, 'Operator must be one of LIKE, UNLIKE')
  else findings.add(path, `unknown constraint operator ${operator}`)
}
