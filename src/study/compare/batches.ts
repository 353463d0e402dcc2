/**
 * When an offer could be made first. Between the moment when it became possible and the offer lies at most one batch: "a 5 s filter
 * means 5 to 6 s, since only the batch re-offers". Source: hierarchical.cpp, recoverResources, expire; reference 5.6.
 */
import { containsResources, parseResources, type Resources } from '#model/resources.ts'
import { agentAt } from './names.ts'
import { isUpdate, type Item, type Tale, type ToldOffer } from './tale.ts'

interface Held {
  readonly offer: ToldOffer
  readonly framework: string
}

interface Filter {
  readonly agent: string
  readonly framework: string
  readonly resources: Resources
  readonly fromMs: number
  readonly untilMs: number
}

interface Release {
  /** Null: on every agent. */
  readonly agent: string | null
  /** Null: for every framework. */
  readonly framework: string | null
  readonly at: number
}

/** What lets offers be made again, in order of time. */
export interface Openings {
  readonly filters: readonly Filter[]
  readonly releases: readonly Release[]
}

const TERMINAL = /^TASK_(FINISHED|FAILED|KILLED|ERROR|LOST|DROPPED|GONE|GONE_BY_OPERATOR|UNREACHABLE)$/
const SUBSCRIPTIONS: ReadonlySet<string> = new Set(['SUBSCRIBE', 'REVIVE', 'UPDATE_FRAMEWORK'])
const ADMISSIONS: ReadonlySet<string> = new Set([
  'RegisterSlaveMessage',
  'ReregisterSlaveMessage',
  'UpdateSlaveMessage',
  'SlaveRegisteredMessage',
  'SlaveReregisteredMessage',
])

function resources(text: string): Resources {
  const parsed = parseResources(text)
  return parsed.ok ? parsed.value : []
}

function seenAt({ receivedAt, at }: Item): number {
  return receivedAt ?? at
}

/** An answer to offers: the filter it sets and what it gives back. A filter lasts at least one interval. */
function answered(
  item: Item,
  { offer, framework }: Held,
  intervalMs: number,
): { filter: Filter | null; release: Release } {
  const at = seenAt(item)
  const refuseMs = item.refuseMs ?? 0
  const used = resources(item.launches.map((launch) => launch.resources).join(';'))
  const left = item.launches.length === 0 ? resources(offer.resources) : without(resources(offer.resources), used)
  const filter =
    refuseMs === 0
      ? null
      : {
          agent: offer.agent,
          framework,
          resources: left,
          fromMs: at,
          untilMs: at + Math.max(refuseMs, intervalMs),
        }
  return { filter, release: { agent: offer.agent, framework: null, at } }
}

function without(whole: Resources, part: Resources): Resources {
  return whole
    .map((entry) => {
      const taken = part.find(({ name, role }) => name === entry.name && role === entry.role)
      return taken && entry.ranges === null ? { ...entry, milli: entry.milli - taken.milli } : entry
    })
    .filter(({ milli, ranges }) => ranges !== null || milli > 0)
}

export function openingsOf({ items }: Tale, homes: ReadonlyMap<string, string>, intervalMs: number): Openings {
  const held = new Map<string, Held>()
  const filters: Filter[] = []
  const releases: Release[] = []
  for (const item of items) {
    const { framework, name, task } = item
    for (const offer of item.offers) held.set(offer.id, { offer, framework: framework ?? '' })
    for (const id of item.offerIds) {
      const offer = held.get(id)
      if (!offer) continue
      const { filter, release } = answered(item, offer, intervalMs)
      if (filter && name !== 'RescindResourceOfferMessage' && name !== 'RESCIND') filters.push(filter)
      releases.push(release)
    }
    const at = seenAt(item)
    if (SUBSCRIPTIONS.has(name)) releases.push({ agent: null, framework, at })
    if (ADMISSIONS.has(name)) releases.push({ agent: agentAt(item), framework: null, at })
    const ended = isUpdate(item) && TERMINAL.test(item.latestState ?? item.state ?? '')
    if (ended)
      releases.push({ agent: homes.get(`${framework ?? ''}/${task ?? ''}`) ?? null, framework: null, at: item.at })
    if (name === 'TEARDOWN') releases.push({ agent: null, framework: null, at })
    if (item.kind === 'broken') releases.push({ agent: null, framework: null, at })
  }
  return { filters, releases }
}

/** The earliest moment at which the offer could be made, or null where nothing is known of it. */
export function openSince({ filters, releases }: Openings, item: Item, offer: ToldOffer): number | null {
  const { framework, at } = item
  const offered = resources(offer.resources)
  let since: number | null = null
  let cleared = 0
  for (const release of releases) {
    if (release.at >= at) continue
    const here = release.agent === null || release.agent === offer.agent
    const mine = release.framework === null || release.framework === framework
    if (!here || !mine) continue
    since = Math.max(since ?? 0, release.at)
    if (release.agent === null && release.framework !== null) cleared = Math.max(cleared, release.at)
  }
  for (const filter of filters) {
    const applies = filter.agent === offer.agent && filter.framework === framework && filter.fromMs < at
    if (!applies || filter.fromMs < cleared || !containsResources(filter.resources, offered)) continue
    since = Math.max(since ?? 0, filter.untilMs)
  }
  return since
}
