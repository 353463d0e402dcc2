/**
 * What happened between the processes of a cluster, told in one form for a recording and for a run of ours. Names stay those
 * of the teller; `names.ts` finds out who is whom.
 */
export type ActorRole = 'framework' | 'master' | 'observer' | 'agent' | 'executor'

export interface Actor {
  readonly role: ActorRole
  /** Within its role: the framework, the agent (of an observer: its agent), the executor's id. */
  readonly id: string
}

export interface ToldOffer {
  readonly id: string
  readonly role: string
  readonly resources: string
  /** Agent, by the teller's name of the actor. */
  readonly agent: string
}

export interface ToldTask {
  readonly task: string
  readonly resources: string
}

export interface Item {
  /** Position in the tale. */
  readonly n: number
  /** `broken`: `to` learns that its connection to `from` closed. */
  readonly kind: 'message' | 'broken'
  /** When it was sent, ms; of a call or event over HTTP, when it was seen. */
  readonly at: number
  /** When it was received, or null: never. */
  readonly receivedAt: number | null
  readonly from: Actor
  readonly to: Actor
  /** As in our traces: calls by their verb. */
  readonly name: string
  readonly framework: string | null
  readonly task: string | null
  readonly executor: string | null
  readonly agent: string | null
  readonly state: string | null
  readonly reason: string | null
  readonly source: string | null
  /** State that an acknowledgement speaks of. */
  readonly acknowledges: string | null
  readonly latestState: string | null
  readonly offers: readonly ToldOffer[]
  /** Ids of the offers that are answered or rescinded. */
  readonly offerIds: readonly string[]
  readonly refuseMs: number | null
  readonly launches: readonly ToldTask[]
  readonly resources: string | null
  /** What else must agree, as text. */
  readonly detail: string
}

export interface Tale {
  readonly items: readonly Item[]
  /** When the story ends: what comes after is not compared. */
  readonly endMs: number
}

/** An item with nothing but its ends; the teller fills in the rest. */
export function anItem(
  keys: Pick<Item, 'n' | 'kind' | 'at' | 'receivedAt' | 'from' | 'to' | 'name'> & Partial<Item>,
): Item {
  return {
    framework: null,
    task: null,
    executor: null,
    agent: null,
    state: null,
    reason: null,
    source: null,
    acknowledges: null,
    latestState: null,
    offers: [],
    offerIds: [],
    refuseMs: null,
    launches: [],
    resources: null,
    detail: '',
    ...keys,
  }
}

const UPDATES: ReadonlySet<string> = new Set(['StatusUpdateMessage', 'UPDATE'])
const ACKNOWLEDGEMENTS: ReadonlySet<string> = new Set([
  'ACKNOWLEDGE',
  'StatusUpdateAcknowledgementMessage',
  'ACKNOWLEDGED',
])
const OFFERS: ReadonlySet<string> = new Set(['ResourceOffersMessage', 'OFFERS'])

export function isUpdate({ name }: Pick<Item, 'name'>): boolean {
  return UPDATES.has(name)
}

export function isAcknowledgement({ name }: Pick<Item, 'name'>): boolean {
  return ACKNOWLEDGEMENTS.has(name)
}

export function isOffers({ name }: Pick<Item, 'name'>): boolean {
  return OFFERS.has(name)
}

/** The few texts of errors that mean something: why a framework was refused. */
export function errorKind(message: string): string {
  const text = message.toLowerCase()
  return ['failed over', 'disconnected', 'removed', 'torn down'].find((kind) => text.includes(kind)) ?? ''
}
