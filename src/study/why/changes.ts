/** One change that might launch an app, as JSON Patches on the scenario: what `fixes.ts` tries. */
import type { PatchOperation } from '#model/patch.ts'
import { quantities, resourcesOf } from '#model/resources.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import type { UnusedOffer } from '#model/trace/series.ts'
import type { Explanation } from './explain.ts'

export interface Change {
  readonly operations: readonly PatchOperation[]
  /** How much it changes, relative to what stands there; what is added or dropped counts 1. */
  readonly size: number
}

interface Place {
  /** JSON pointer of the app's document in the scenario. */
  readonly pointer: string
  readonly app: Readonly<Record<string, unknown>>
  /** Pointer of the document that said a key last: an update overrides what was submitted. */
  readonly saidAt: ReadonlyMap<string, string>
}

type Actions = readonly Record<string, unknown>[]

/** The last submitted document of the app before the moment: what is not said anywhere is said there. */
export function placeOf(document: ScenarioDocument, app: string, at: number): Place | null {
  const actions = (document.actions ?? []) as Actions
  const given = actions.flatMap((action, index) => {
    const isGiven = action['do'] === 'submitApp' || action['do'] === 'updateApp'
    const own = action['app'] as Readonly<Record<string, unknown>> | undefined
    return isGiven && Number(action['atMs']) <= at && absolute(own?.['id']) === app && own
      ? [{ action, index, own }]
      : []
  })
  const first = given.findLastIndex(({ action }) => action['do'] === 'submitApp')
  const submitted = given[first]
  if (!submitted) return null
  const pointers = new Map<string, string>()
  const merged: Record<string, unknown> = {}
  for (const { index, own } of given.slice(first)) {
    for (const [key, value] of Object.entries(own)) {
      merged[key] = value
      pointers.set(key, `/actions/${index}/app`)
    }
  }
  return { pointer: `/actions/${submitted.index}/app`, app: merged, saidAt: pointers }
}

/** The operation that gives a key of the app another value, where it was said last. */
function set({ pointer, app, saidAt }: Place, key: string, value: unknown): PatchOperation {
  return { op: key in app ? 'replace' : 'add', path: `${saidAt.get(key) ?? pointer}/${key}`, value }
}

function absolute(id: unknown): string {
  const text = String(id ?? '')
  return text.startsWith('/') ? text : `/${text}`
}

const DEFAULTS: Readonly<Record<string, number>> = { cpus: 1, mem: 128, disk: 0, gpus: 0 }

interface KeptVolume {
  /** Its place among the container's volumes. */
  readonly index: number
  readonly size: number
}

/** A resident app's volumes: they take disk beside what the app itself asks for. */
function volumesOf({ container }: Readonly<Record<string, unknown>>): readonly KeptVolume[] {
  const volumes = (container as { volumes?: { persistent?: { size?: number } }[] } | undefined)?.volumes ?? []
  return volumes.flatMap(({ persistent }, index) => (persistent ? [{ index, size: Number(persistent.size ?? 0) }] : []))
}

function sizeOf(volumes: readonly KeptVolume[]): number {
  return volumes.reduce((sum, { size }) => sum + size, 0)
}

/** The largest volume made so small that all of them fit; null where it cannot be, or needs not be. */
function smallerVolume({ pointer, app, saidAt }: Place, offered: number): Change | null {
  const volumes = volumesOf(app)
  const [largest] = volumes.toSorted((a, b) => b.size - a.size)
  if (!largest) return null
  const value = Math.floor(offered - Number(app['disk'] ?? 0) - (sizeOf(volumes) - largest.size))
  if (value < 1 || value >= largest.size) return null
  const path = `${saidAt.get('container') ?? pointer}/container/volumes/${largest.index}/persistent/size`
  return { operations: [{ op: 'replace', path, value }], size: (largest.size - value) / largest.size }
}

/** What the app needs, lowered to what an offer holds: exact, per resource that is short there. */
function lowered(place: Place, offer: UnusedOffer): Change | null {
  const { app } = place
  const held = quantities(resourcesOf(offer.resources))
  const operations: PatchOperation[] = []
  let size = 0
  for (const [name, otherwise] of Object.entries(DEFAULTS)) {
    const needed = Number(app[name] ?? otherwise)
    const offered = (held.get(name) ?? 0) / 1000
    if (needed <= offered || needed === 0) continue
    operations.push(set(place, name, offered))
    size += (needed - offered) / needed
  }
  const volume = smallerVolume(place, (held.get('disk') ?? 0) / 1000)
  if (volume) return { operations: [...operations, ...volume.operations], size: size + volume.size }
  return operations.length === 0 ? null : { operations, size }
}

function dropped({ pointer, app, saidAt }: Place): Change[] {
  const where = (key: string): string => `${saidAt.get(key) ?? pointer}/${key}`
  const constraints = (app['constraints'] as unknown[] | undefined) ?? []
  const each = constraints.map((_, k): Change => ({
    operations: [{ op: 'remove', path: `${where('constraints')}/${k}` }],
    size: 1 / constraints.length,
  }))
  const keys = ['requirePorts', 'acceptedResourceRoles'].filter((key) => key in app)
  return [...each, ...keys.map((key): Change => ({ operations: [{ op: 'remove', path: where(key) }], size: 1 }))]
}

/** Room for the new beside the old is not asked for: the old one goes first. Source: marathon.md 8.3. */
function oldOnesFirst(place: Place): Change {
  const value = { minimumHealthCapacity: 0, maximumOverCapacity: 0 }
  return { operations: [set(place, 'upgradeStrategy', value)], size: 1 }
}

function withoutPorts(place: Place): Change[] {
  const bridged = 'container' in place.app || 'networks' in place.app
  return bridged ? [] : [{ operations: [set(place, 'portDefinitions', [])], size: 1 }]
}

function flagChange(
  document: ScenarioDocument,
  framework: string,
  flag: string,
  value: unknown,
  size: number,
): Change[] {
  const index = document.frameworks.findIndex(({ id }) => id === framework)
  if (index < 0) return []
  const flags = (document.frameworks[index] as { flags?: Record<string, unknown> }).flags
  const base = `/frameworks/${index}/flags`
  if (!flags) return [{ operations: [{ op: 'add', path: base, value: { [flag]: value } }], size }]
  return [{ operations: [{ op: flag in flags ? 'replace' : 'add', path: `${base}/${flag}`, value }], size }]
}

function offerTimeout(document: ScenarioDocument): Change {
  const value = 10_000
  const master = document.master
  return master
    ? {
        operations: [{ op: 'offerTimeoutMs' in master ? 'replace' : 'add', path: '/master/offerTimeoutMs', value }],
        size: 1,
      }
    : { operations: [{ op: 'add', path: '/master', value: { offerTimeoutMs: value } }], size: 1 }
}

/** One more agent like the first, or at least as large as the app needs. */
function anotherAgent(document: ScenarioDocument, { app }: Place): Change {
  const first = document.agents[0]
  const need = (name: string) => Number(app[name] ?? DEFAULTS[name]) + (name === 'disk' ? sizeOf(volumesOf(app)) : 0)
  const enough = `cpus:${need('cpus')};mem:${need('mem')};disk:${Math.max(need('disk'), 0)};ports:[31000-32000]`
  const held = first ? quantities(resourcesOf(first.resources ?? '')) : new Map<string, number>()
  const roomy = ['cpus', 'mem', 'disk'].every((name) => (held.get(name) ?? 0) / 1000 >= need(name))
  const agent =
    first && roomy
      ? { ...first, id: 'one-more', count: undefined, startAtMs: undefined }
      : { id: 'one-more', resources: enough }
  const value = JSON.parse(JSON.stringify(agent)) as unknown
  return { operations: [{ op: 'add', path: '/agents/-', value }], size: 1.5 }
}

const SHORT_FILTER_MS = 5000
/** Marathon's own. Source: marathon.md 4.3, 4.5. */
const FILTER_MS = 120_000
const TOKENS = 100

function flagOf(document: ScenarioDocument, framework: string, flag: string, otherwise: number): number {
  const found = document.frameworks.find(({ id }) => id === framework) as
    | { flags?: Record<string, unknown> }
    | undefined
  return Number(found?.flags?.[flag] ?? otherwise)
}

function shorterFilter(document: ScenarioDocument, framework: string): Change[] {
  const now = flagOf(document, framework, 'declineOfferDurationMs', FILTER_MS)
  if (now <= SHORT_FILTER_MS) return []
  return flagChange(document, framework, 'declineOfferDurationMs', SHORT_FILTER_MS, (now - SHORT_FILTER_MS) / now)
}

function moreTokens(document: ScenarioDocument, framework: string, missing: number): Change[] {
  const now = flagOf(document, framework, 'launchTokens', TOKENS)
  return flagChange(document, framework, 'launchTokens', now + missing, missing / Math.max(1, now))
}

/** Candidates, those that speak to the reason first; who tries them sorts what worked. */
export function candidates(
  document: ScenarioDocument,
  explanation: Explanation,
  framework: string,
  unused: readonly UnusedOffer[],
): Change[] {
  const place = placeOf(document, explanation.app, explanation.at)
  if (!place) return []
  const { wanted, running } = explanation.instances
  const filters = shorterFilter(document, framework)
  const byWhy: Readonly<Partial<Record<string, Change[]>>> = {
    Backoff: [{ operations: [set(place, 'backoffSeconds', 0)], size: 1 }],
    LaunchTokens: moreTokens(document, framework, Math.max(1, wanted - running)),
    OffersSuppressed: flagChange(document, framework, 'disableSuppressOffers', true, 1),
    HeldByOthers: [offerTimeout(document)],
    Filtered: filters,
    InsufficientPorts: withoutPorts(place),
  }
  const first = byWhy[explanation.why ?? ''] ?? []
  return [
    ...first,
    ...unused.flatMap((offer) => lowered(place, offer) ?? []),
    ...dropped(place),
    ...(running > 0 ? [oldOnesFirst(place)] : []),
    ...(first === filters ? [] : filters),
    anotherAgent(document, place),
  ]
}
