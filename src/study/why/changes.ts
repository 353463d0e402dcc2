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
}

/** The last action before the moment that gave the app its document. */
export function placeOf(document: ScenarioDocument, app: string, at: number): Place | null {
  const actions = (document.actions ?? []) as readonly Record<string, unknown>[]
  const index = actions.findLastIndex((action) => {
    const given = action['app'] as { id?: unknown } | undefined
    return action['do'] === 'submitApp' && Number(action['atMs']) <= at && absolute(given?.id) === app
  })
  if (index < 0) return null
  return { pointer: `/actions/${index}/app`, app: (actions[index] as { app: Record<string, unknown> }).app }
}

function absolute(id: unknown): string {
  const text = String(id ?? '')
  return text.startsWith('/') ? text : `/${text}`
}

const DEFAULTS: Readonly<Record<string, number>> = { cpus: 1, mem: 128, disk: 0, gpus: 0 }

/** What the app needs, lowered to what an offer holds: exact, per resource that is short there. */
function lowered({ pointer, app }: Place, offer: UnusedOffer): Change | null {
  const held = quantities(resourcesOf(offer.resources))
  const operations: PatchOperation[] = []
  let size = 0
  for (const [name, otherwise] of Object.entries(DEFAULTS)) {
    const needed = Number(app[name] ?? otherwise)
    const offered = (held.get(name) ?? 0) / 1000
    if (needed <= offered || needed === 0) continue
    operations.push({ op: name in app ? 'replace' : 'add', path: `${pointer}/${name}`, value: offered })
    size += (needed - offered) / needed
  }
  return operations.length === 0 ? null : { operations, size }
}

function dropped({ pointer, app }: Place): Change[] {
  const constraints = (app['constraints'] as unknown[] | undefined) ?? []
  const each = constraints.map((_, k): Change => ({
    operations: [{ op: 'remove', path: `${pointer}/constraints/${k}` }],
    size: 1 / constraints.length,
  }))
  const keys = ['requirePorts', 'acceptedResourceRoles'].filter((key) => key in app)
  return [
    ...each,
    ...keys.map((key): Change => ({ operations: [{ op: 'remove', path: `${pointer}/${key}` }], size: 1 })),
  ]
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
  const need = (name: string) => Number(app[name] ?? DEFAULTS[name])
  const enough = `cpus:${need('cpus')};mem:${need('mem')};disk:${Math.max(need('disk'), 0)};ports:[31000-32000]`
  const held = first ? quantities(resourcesOf(first.resources ?? '')) : new Map<string, number>()
  const roomy = ['cpus', 'mem', 'disk'].every((name) => (held.get(name) ?? 0) / 1000 >= need(name))
  const agent = first && roomy ? { ...first, id: 'one-more', count: undefined } : { id: 'one-more', resources: enough }
  const value = JSON.parse(JSON.stringify(agent)) as unknown
  return { operations: [{ op: 'add', path: '/agents/-', value }], size: 1.5 }
}

/** Candidates, those that speak to the reason first; who tries them sorts what worked. */
export function candidates(
  document: ScenarioDocument,
  explanation: Explanation,
  framework: string | null,
  unused: readonly UnusedOffer[],
): Change[] {
  const place = placeOf(document, explanation.app, explanation.at)
  if (!place) return []
  const lower = unused.flatMap((offer) => lowered(place, offer) ?? [])
  const filters = framework === null ? [] : flagChange(document, framework, 'declineOfferDurationMs', 5000, 1)
  const awake = framework === null ? [] : flagChange(document, framework, 'disableSuppressOffers', true, 1)
  const quick: Change[] = [
    {
      operations: [
        { op: 'backoffSeconds' in place.app ? 'replace' : 'add', path: `${place.pointer}/backoffSeconds`, value: 0 },
      ],
      size: 1,
    },
  ]
  const byWhy: Readonly<Partial<Record<string, Change[]>>> = {
    Backoff: quick,
    OffersSuppressed: awake,
    HeldByOthers: [offerTimeout(document)],
    Filtered: filters,
  }
  const first = byWhy[explanation.why ?? ''] ?? []
  return [...first, ...lower, ...dropped(place), ...(first === filters ? [] : filters), anotherAgent(document, place)]
}
