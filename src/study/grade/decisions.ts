/**
 * Moments at which a learner can say what comes next: which framework is offered an agent, whether an offer is taken, on
 * which agent a task lands, which message follows. The run itself knows the answer; why is told by keys and parameters
 * that the page puts into words.
 */
import type { Grant } from '#model/trace/records.ts'
import { appSeries, offerSeries, type AppPoint, type OfferPoint } from '#model/trace/series.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { whyFramework, type Standing } from '../why/offer.ts'

export type DecisionKind = 'framework' | 'answer' | 'agent' | 'message'
export type Params = Readonly<Record<string, string | number | readonly string[]>>

export interface Decision {
  /** `KIND:ORDINAL:SUBJECT`; the same in every replay. */
  readonly id: string
  readonly kind: DecisionKind
  /** The run stops before this record. */
  readonly ordinal: number
  /** Virtual ms. */
  readonly at: number
  readonly question: { readonly key: string; readonly params: Params }
  readonly options: readonly string[]
  readonly right: string
  readonly why: { readonly key: string; readonly params: Params }
}

interface Offered {
  readonly id: string
  readonly hostname: string
  readonly resources: string
  readonly allocationInfo: { readonly role: string }
}

function shareText(order: readonly Standing[]): string[] {
  return order.map(({ framework, share }) => `${framework} ${Math.round(share * 1000) / 10} %`)
}

function offerOfGrant(trace: TraceStore, i: number, grant: Grant): string | null {
  for (const series of trace.series.values()) {
    if (!series.name.startsWith('offer/') || (series.ordinals[0] as number) < i) continue
    const point = trace.pointBody(series, 0) as OfferPoint | null
    if (point?.agent === grant.agent && point.framework === grant.framework && point.role === grant.role)
      return point.offer
  }
  return null
}

/** Which framework gets the agent: asked where the run had a choice. */
function ofAllocation(trace: TraceStore, i: number): Decision[] {
  const { grants, run } = trace.body(i) as { grants: readonly Grant[]; run: number }
  const [grant] = grants
  const offer = grant ? offerOfGrant(trace, i, grant) : null
  const why = offer === null ? null : whyFramework(trace, offer)
  if (!grant || !why) return []
  const options = [...new Set([...why.order.map(({ framework }) => framework), grant.framework])].sort()
  if (options.length < 2) return []
  const params = { agent: grant.agent, framework: grant.framework, run }
  const passedOver = why.passedOver.map(({ framework, reason }) => `${framework}: ${reason}`)
  return [
    {
      id: `framework:${i}:${grant.agent}`,
      kind: 'framework',
      ordinal: i,
      at: trace.at[i] as number,
      question: { key: 'predict.framework', params: { agent: grant.agent, run } },
      options,
      right: grant.framework,
      why: { key: 'predict.framework.why', params: { ...params, shares: shareText(why.order), passedOver } },
    },
  ]
}

function endOf(trace: TraceStore, offer: string): OfferPoint | null {
  const series = trace.series.get(offerSeries(offer))
  const last = series ? series.points.length - 1 : -1
  return series && series.values[last] === 0 ? (trace.pointBody(series, last) as OfferPoint | null) : null
}

function shortId(offer: string): string {
  return offer.slice(offer.lastIndexOf('-') + 1)
}

/** What Marathon said of an offer that it left: the first reason of any of its apps. */
function reasonOf(trace: TraceStore, framework: string, offer: string): string {
  for (const series of trace.series.values()) {
    if (!series.name.startsWith(appSeries(framework, ''))) continue
    for (let k = series.points.length - 1; k >= 0; k -= 1) {
      const unused = (trace.pointBody(series, k) as AppPoint | null)?.offers?.find((one) => one.offer.endsWith(offer))
      if (unused?.reasons[0]) return unused.reasons[0].reason
    }
  }
  return ''
}

/** Accept or decline: asked when offers arrive; an offer that ends otherwise is not asked about. */
function ofOffers(trace: TraceStore, i: number): Decision[] {
  const framework = trace
    .text(trace.to[i] as number)
    .replace(/^driver:/, '')
    .replace(/~2$/, '')
  const { offers } = trace.body(trace.link[i] as number) as { offers: readonly Offered[] }
  const ends = offers.map((offer) => ({ offer, end: endOf(trace, shortId(offer.id)) }))
  const at = trace.at[i] as number
  const taken = ends.filter(({ end }) => end?.end === 'accepted')
  const found: Decision[] = []
  const [first] = ends
  if (first && (first.end?.end === 'accepted' || first.end?.end === 'declined')) {
    const id = shortId(first.offer.id)
    const right = first.end.end === 'accepted' ? 'accept' : 'decline'
    const params = { framework, offer: id, agent: first.offer.hostname, resources: first.offer.resources }
    const reason = right === 'decline' ? reasonOf(trace, framework, id) : ''
    const why = { key: `predict.answer.${right}`, params: { ...params, used: first.end.used ?? '', reason } }
    const question = { key: 'predict.answer', params }
    found.push({
      id: `answer:${i}:${id}`,
      kind: 'answer',
      ordinal: i + 1,
      at,
      question,
      options: ['accept', 'decline'],
      right,
      why,
    })
  }
  const agents = [...new Set(offers.map(({ hostname }) => hostname))].sort()
  if (agents.length > 1 && new Set(taken.map(({ offer }) => offer.hostname)).size === 1) {
    const right = (taken[0] as (typeof ends)[number]).offer.hostname
    const used = taken[0]?.end?.used ?? ''
    const question = { key: 'predict.agent', params: { framework, agents } }
    const why = { key: 'predict.agent.why', params: { framework, agent: right, used } }
    found.push({
      id: `agent:${i}:${framework}`,
      kind: 'agent',
      ordinal: i + 1,
      at,
      question,
      options: agents,
      right,
      why,
    })
  }
  return found
}

/** The twelve arrows by step, as the figure has them. */
function stepNames(trace: TraceStore): Map<number, string> {
  const names = new Map<number, string>()
  for (let i = 0; i < trace.count; i += 1) {
    const step = trace.typeOf(i) === 'sent' ? trace.stepOf(i) : 0
    if (step > 0 && !names.has(step)) names.set(step, trace.text(trace.name[i] as number))
  }
  return names
}

function isCausedBy(trace: TraceStore, i: number, cause: number): boolean {
  let at = i
  while (at > cause) at = trace.cause[at] as number
  return at === cause
}

/** A launch is followed step by step: how far ahead the next arrow of the figure is looked for. */
const REACH = 200

/** Which of the twelve messages follows one that has arrived. */
function ofStep(trace: TraceStore, i: number, names: ReadonlyMap<number, string>): Decision[] {
  const step = trace.stepOf(i)
  const name = trace.text(trace.name[i] as number)
  for (let next = i + 1; next < Math.min(trace.count, i + REACH); next += 1) {
    if (trace.typeOf(next) !== 'sent' || trace.stepOf(next) === 0 || !isCausedBy(trace, next, i)) continue
    const right = trace.text(trace.name[next] as number)
    const others = [...names].filter(([at, other]) => at !== step && other !== right).map(([, other]) => other)
    const options = [...new Set([right, ...others.slice(0, 3)])].sort()
    if (options.length < 2) return []
    const params = { name, to: trace.text(trace.to[i] as number), step }
    const why = { key: 'predict.message.why', params: { ...params, next: right, nextStep: trace.stepOf(next) } }
    const question = { key: 'predict.message', params }
    const at = trace.at[i] as number
    return [{ id: `message:${i}:${name}`, kind: 'message', ordinal: i + 1, at, question, options, right, why }]
  }
  return []
}

const OFFERS: ReadonlySet<string> = new Set(['ResourceOffersMessage', 'OFFERS'])
/** Steps that have one certain successor: the launch and the status on its way back. */
const FOLLOWED: ReadonlySet<number> = new Set([6, 7, 9, 10, 11])

/** Decisions at records `from` to `to`, at most `most`, in order. The trace must reach beyond `to` for the answers. */
export function decisions(trace: TraceStore, from = 0, to = trace.count - 1, most = 500): Decision[] {
  const names = stepNames(trace)
  const found: Decision[] = []
  for (let i = Math.max(0, from); i <= Math.min(to, trace.count - 1) && found.length < most; i += 1) {
    const type = trace.typeOf(i)
    if (type === 'allocation') found.push(...ofAllocation(trace, i))
    else if (type === 'delivered' && OFFERS.has(trace.text(trace.name[i] as number)) && trace.stepOf(i) > 0)
      found.push(...ofOffers(trace, i))
    else if (type === 'delivered' && FOLLOWED.has(trace.stepOf(i))) found.push(...ofStep(trace, i, names))
  }
  return found
}

export interface Grade {
  readonly correct: boolean
  readonly right: string
  readonly why: Decision['why']
}

export function grade({ right, why }: Decision, answer: string): Grade {
  return { correct: answer === right, right, why }
}
