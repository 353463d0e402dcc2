/** Which message of the recording is which of ours; what only one of the two tells. */
import type { Scenario } from '#model/scenario/types.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { align } from './align.ts'
import { BATCH_TIMER, causeOf } from './causes.ts'
import type { Cast, Names } from './names.ts'
import type { Item, Tale } from './tale.ts'
import { breaksOf, strandsOf, type Told } from './topics.ts'

export interface Side {
  readonly tale: Tale
  readonly cast: Cast
  readonly names: Names
}

export interface Sides {
  readonly theirs: Side
  readonly ours: Side
}

export interface Difference {
  /** Time in the recording, or in ours where the recording has nothing. */
  readonly at: number
  readonly text: string
}

export interface Pair {
  readonly theirs: Told
  readonly ours: Told
}

export interface Matching {
  readonly pairs: readonly Pair[]
  /** Broken links that both noticed. */
  readonly breaks: readonly (readonly [theirs: Item, ours: Item])[]
  readonly differences: readonly Difference[]
}

/** What ours tells so shortly before the recording's end may have come behind it there. */
const TAIL_MS = 500

/** Names that a recorder may leave out as noise. */
const NOISE: ReadonlySet<string> = new Set(['HEARTBEAT'])

/** What follows from an admitted agent, and from a launch, whatever becomes of them. */
const AFTER_ADMISSION: ReadonlySet<string> = new Set(['PingSlaveMessage', 'PongSlaveMessage', 'UpdateSlaveMessage'])
const AFTER_LAUNCH: ReadonlySet<string> = new Set([
  'RunTaskMessage',
  'RunTaskGroupMessage',
  'RegisterExecutorMessage',
  'ACKNOWLEDGE',
])

/**
 * A recording that has nothing of what its own messages bring about was shortened to some kinds of message; then only these are
 * compared. Otherwise a kind that it does not have at all must not be in ours.
 */
export function isShortened(items: readonly Item[]): boolean {
  const has = (names: ReadonlySet<string>): boolean => items.some(({ name }) => names.has(name))
  const launched = items.some(({ launches }) => launches.length > 0)
  const admitted = items.some(({ name }) => name === 'SlaveRegisteredMessage')
  return (launched && !has(AFTER_LAUNCH)) || (admitted && !has(AFTER_ADMISSION))
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(3)} s`
}

function words({ strand, key }: Told): string {
  return `${strand}: ${key}`
}

/** Middle of how much later ours tells what both tell. */
function shiftOf(pairs: readonly Pair[]): number {
  const shifts = pairs.map(({ theirs, ours }) => ours.item.at - theirs.item.at).sort((a, b) => a - b)
  return shifts[shifts.length >> 1] ?? 0
}

interface Loose {
  readonly theirs: readonly Told[]
  readonly ours: readonly Told[]
}

function compareStrand(
  theirs: readonly Told[],
  ours: readonly Told[],
): { readonly pairs: readonly Pair[]; readonly loose: Loose } {
  const { both, onlyFirst, onlySecond } = align(
    theirs.map(({ key }) => key),
    ours.map(({ key }) => key),
  )
  return {
    pairs: both.map(([a, b]) => ({ theirs: theirs[a] as Told, ours: ours[b] as Told })),
    loose: {
      theirs: onlyFirst.map((at) => theirs[at] as Told),
      ours: onlySecond.map((at) => ours[at] as Told),
    },
  }
}

/** One sentence for each message that has no counterpart; two of one name tell one difference. */
function strandDifferences({ theirs, ours }: Loose): readonly Difference[] {
  const rest = [...ours]
  const differences = theirs.map((told): Difference => {
    const same = rest.findIndex(({ key }) => key === told.key)
    const alike = same >= 0 ? same : rest.findIndex(({ item }) => item.name === told.item.name)
    const [mine] = alike >= 0 ? rest.splice(alike, 1) : []
    const at = told.item.at
    const when = `recorded at ${seconds(at)}`
    if (!mine) return { at, text: `${words(told)}: ${when}, missing in ours` }
    if (mine.key === told.key)
      return { at, text: `${words(told)}: in another order (${when}, ours at ${seconds(mine.item.at)})` }
    return { at, text: `${words(told)}: ${when}, ours is ${mine.key} at ${seconds(mine.item.at)}` }
  })
  const extra = rest.map((told) => ({
    at: told.item.at,
    text: `${words(told)}: ours at ${seconds(told.item.at)}, not recorded`,
  }))
  return [...differences, ...extra]
}

/** Messages of ours that follow the recording's end, seen from the back of their strand. */
function withoutTail(loose: Loose, strand: readonly Told[], isLate: (told: Told) => boolean): Loose {
  const late = new Set<Told>()
  for (const told of [...strand].reverse()) {
    if (!loose.ours.includes(told) || !isLate(told)) break
    late.add(told)
  }
  return { theirs: loose.theirs, ours: loose.ours.filter((told) => !late.has(told)) }
}

function receptionDifferences(pairs: readonly Pair[], endMs: number): readonly Difference[] {
  return pairs.flatMap(({ theirs, ours }): readonly Difference[] => {
    const [r, o] = [theirs.item, ours.item]
    if ((r.receivedAt === null) === (o.receivedAt === null) || r.at > endMs - TAIL_MS) return []
    const what = r.receivedAt === null ? 'never received there, received in ours' : 'received there, lost in ours'
    return [{ at: r.at, text: `${words(theirs)}: recorded at ${seconds(r.at)}: ${what}` }]
  })
}

/** A batch may come a whole interval later there, and with it all that follows from it. */
function lateness(trace: TraceStore, scenario: Scenario, endMs: number): (told: Told) => boolean {
  const batchMs = endMs - scenario.master.allocationIntervalMs
  return ({ item }) => {
    if (item.at > endMs - TAIL_MS) return true
    if (item.at <= batchMs) return false
    const { root, at } = causeOf(trace, item.n, () => false)
    return root === BATCH_TIMER && at > batchMs
  }
}

export function matched(trace: TraceStore, { theirs, ours }: Sides, scenario: Scenario): Matching {
  const recorded = strandsOf(theirs.tale, theirs.cast, theirs.names)
  const simulated = strandsOf(ours.tale, ours.cast, ours.names)
  const sorts = new Set([...recorded.values()].flat().map(({ sort }) => sort))
  const shortened = isShortened(theirs.tale.items)
  const counts = ({ sort, item }: Told): boolean => sorts.has(sort) || (!shortened && !NOISE.has(item.name))
  const strands = [...new Set([...recorded.keys(), ...simulated.keys()])].map((strand) => {
    const own = (simulated.get(strand) ?? []).filter(counts)
    return { own, ...compareStrand(recorded.get(strand) ?? [], own) }
  })
  const pairs = strands.flatMap((strand) => strand.pairs)
  const isLate = lateness(trace, scenario, theirs.tale.endMs + shiftOf(pairs))
  const differences = strands.flatMap(({ loose, own }) => strandDifferences(withoutTail(loose, own, isLate)))
  return {
    pairs,
    breaks: matchedBreaks(theirs, ours),
    differences: [...differences, ...receptionDifferences(pairs, theirs.tale.endMs)],
  }
}

function matchedBreaks(theirs: Side, ours: Side): Matching['breaks'] {
  const simulated = breaksOf(ours.tale, ours.cast, ours.names)
  return [...breaksOf(theirs.tale, theirs.cast, theirs.names)].flatMap(([strand, list]) => {
    const own = simulated.get(strand) ?? []
    return list.flatMap((item, at): readonly (readonly [Item, Item])[] => {
      const mine = own[at]
      return mine ? [[item, mine]] : []
    })
  })
}
