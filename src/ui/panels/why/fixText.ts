/** A fix in words: what its one change does to the scenario. What has no words of its own is told as the operation it is. */
import { WHY_TEXTS } from '#content/locales/parts/why.ts'
import type { Say } from '#content/locales/words.ts'
import type { PatchOperation } from '#model/patch.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'

type Said = Say<typeof WHY_TEXTS.en>
type Values = Readonly<Record<string, unknown>>

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function inside(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, part) => (isValues(at) || Array.isArray(at) ? (at as Values)[part] : undefined),
    value,
  )
}

const LOWERED: ReadonlySet<string> = new Set(['cpus', 'mem', 'disk', 'gpus'])
const DEFAULTS: Values = { cpus: 1, mem: 128, disk: 0, gpus: 0 }

function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value)
}

/** A value that was added as a whole object of one key is that key with its value. */
function leaf(path: readonly string[], value: unknown): { key: string; value: unknown } {
  const last = path.at(-1) ?? ''
  const entries = isValues(value) ? Object.entries(value) : []
  const [only] = entries
  if ((last === 'flags' || last === 'master') && only && entries.length === 1) return { key: only[0], value: only[1] }
  return { key: last, value }
}

function flagText(say: Said, name: string, key: string, value: unknown): string | null {
  switch (key) {
    case 'declineOfferDurationMs':
      return say('fix.decline', { name, s: Number(value) / 1000 })
    case 'launchTokens':
      return say('fix.tokens', { name, value: Number(value) })
    case 'disableSuppressOffers':
      return say('fix.suppress', { name })
    default:
      return null
  }
}

function appText(
  say: Said,
  document: ScenarioDocument,
  path: readonly string[],
  key: string,
  value: unknown,
): string | null {
  if (LOWERED.has(key)) {
    const was = inside(document, path) ?? DEFAULTS[key]
    return say('fix.lower', { name: key, amount: plain(value), was: plain(was) })
  }
  if (path.at(-2) === 'persistent' && key === 'size')
    return say('fix.volume', { amount: plain(value), was: plain(inside(document, path)) })
  if (path.at(-2) === 'constraints') return say('fix.dropConstraint', { what: plain(inside(document, path)) })
  switch (key) {
    case 'requirePorts':
      return say('fix.dropRequirePorts')
    case 'acceptedResourceRoles':
      return say('fix.dropRoles')
    case 'upgradeStrategy':
      return say('fix.oldFirst')
    case 'portDefinitions':
      return say('fix.noPorts')
    case 'backoffSeconds':
      return say('fix.backoff', { value: plain(value) })
    default:
      return null
  }
}

function operationText(say: Said, document: ScenarioDocument, operation: PatchOperation): string {
  const path = operation.path.split('/').slice(1)
  const given = operation.op === 'remove' ? undefined : operation.value
  const { key, value } = leaf(path, given)
  const other = say('fix.other', {
    op: operation.op,
    path: operation.path,
    value: given === undefined ? '' : plain(given),
  })
  if (path[0] === 'agents' && isValues(given)) return say('fix.agent', { resources: plain(given['resources'] ?? '') })
  if (path[0] === 'master' && key === 'offerTimeoutMs') return say('fix.offerTimeout', { s: Number(value) / 1000 })
  if (path[0] === 'frameworks') {
    const name = plain(inside(document, ['frameworks', path[1] ?? '', 'id']) ?? '')
    return flagText(say, name, key, value) ?? other
  }
  return path[2] === 'app' ? (appText(say, document, path, key, value) ?? other) : other
}

export function fixText(say: Said, document: ScenarioDocument, change: readonly PatchOperation[]): string {
  return change.map((operation) => operationText(say, document, operation)).join('; ')
}
