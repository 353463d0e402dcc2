/** Why an offer is what it is: which run granted it, why this framework, why this agent. */
import { WHY_TEXTS } from '#content/locales/parts/why.ts'
import { printScenario } from '#model/scenario/print.ts'
import type { OfferPoint } from '#model/trace/series.ts'
import { lastAtMost } from '#base/search.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { currentBranch, type Session } from '#store/session.ts'
import { type ReactNode, useState } from 'react'
import { useApp, useWords } from '../../widgets/context.ts'
import { agentName, frameworkName, shortOffer } from '../../widgets/names.ts'
import { usePartWords } from '../../widgets/partWords.ts'
import { amounts } from '../inspector/sentence.ts'
import { useAsked } from './useAsked.ts'
import styles from './why.module.css'

interface Granted {
  readonly framework: string
  readonly role: string
  readonly agent: string
  readonly resources: string
  readonly run: number
  readonly trigger: string
  readonly stage: 1 | 2
}

interface WhyFramework extends Granted {
  readonly order: readonly {
    readonly role: string
    readonly framework: string
    readonly share: number
    readonly count: number
  }[]
  readonly passedOver: readonly { readonly framework: string; readonly role: string; readonly reason: string }[]
}

interface WhyAgent extends Granted {
  readonly others: readonly {
    readonly agent: string
    readonly granted: string | null
    readonly reason: string | null
  }[]
}

interface OfferAnswer {
  readonly framework: WhyFramework | null
  readonly agent: WhyAgent | null
}

/** Offers in the list: the newest. */
const MOST_OFFERS = 60

/** Offers made up to a record, the newest first. */
export function offersUpTo(trace: TraceStore, ordinal: number): readonly OfferPoint[] {
  const found: { at: number; point: OfferPoint }[] = []
  for (const series of trace.series.values()) {
    if (!series.name.startsWith('offer/') || lastAtMost(series.ordinals, ordinal) < 0) continue
    const point = trace.pointBody(series, 0) as OfferPoint | null
    if (point) found.push({ at: series.ordinals[0] as number, point })
  }
  return found
    .sort((a, b) => b.at - a.at)
    .slice(0, MOST_OFFERS)
    .map(({ point }) => point)
}

/** The offer of the message that is selected, or the newest one. */
export function firstOffer({ selection, cursor }: Session, trace: TraceStore): string {
  const chosen = selection?.kind === 'record' ? trace.body(selection.ordinal) : null
  const { offers, offerIds } = (chosen ?? {}) as { offers?: readonly { id?: unknown }[]; offerIds?: readonly unknown[] }
  const named = String(offers?.[0]?.id ?? offerIds?.[0] ?? '')
  const newest = offersUpTo(trace, cursor.ordinal)
  const found = newest.find(({ offer }) => named !== '' && (named === offer || named.endsWith(`-${offer}`)))
  return (found ?? newest[0])?.offer ?? ''
}

function Order({ why }: { readonly why: WhyFramework }): ReactNode {
  const words = useWords()
  const { number, maybe } = words
  const say = usePartWords(WHY_TEXTS)
  const { order, passedOver, framework, role, agent } = why
  const isGot = (one: { framework: string; role: string }): boolean => one.framework === framework && one.role === role
  const outcome = (one: { framework: string; role: string }): string => {
    if (isGot(one)) return say('got')
    const over = passedOver.find((other) => other.framework === one.framework && other.role === one.role)
    return over ? maybe(`check.${over.reason}`, {}, over.reason) : say('notAsked')
  }
  if (order.length === 0) return <p>{say('first')}</p>
  return (
    <table className={styles.table}>
      <caption>{say('order')}</caption>
      <thead>
        <tr>
          <th scope="col">{words.t('name.framework')}</th>
          <th scope="col">{say('share')}</th>
          <th scope="col">{say('grants')}</th>
          <th scope="col">{say('outcome', { agent: agentName(words, agent) })}</th>
        </tr>
      </thead>
      <tbody>
        {order.map((one) => (
          <tr key={`${one.role} ${one.framework}`} data-got={isGot(one) || undefined}>
            <th scope="row">
              {frameworkName(one.framework)} <small>{one.role}</small>
            </th>
            <td>{number(one.share)}</td>
            <td>{number(one.count)}</td>
            <td>{outcome(one)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Agents({ why }: { readonly why: WhyAgent }): ReactNode {
  const words = useWords()
  const say = usePartWords(WHY_TEXTS)
  const { others, framework } = why
  if (others.length === 0) return <p>{say('only')}</p>
  return (
    <>
      <p className={styles.note}>{say('agentNote', { framework: frameworkName(framework) })}</p>
      <ul className={styles.list}>
        {others.slice(0, MOST_OFFERS).map(({ agent, granted, reason }) => (
          <li key={agent}>
            <b>{agentName(words, agent)}</b>:{' '}
            {granted !== null
              ? say('gotThere', { what: amounts(words, granted) })
              : reason !== null
                ? words.maybe(`check.${reason}`, {}, reason)
                : say('notVisited')}
          </li>
        ))}
      </ul>
    </>
  )
}

function Answer({ answer }: { readonly answer: OfferAnswer }): ReactNode {
  const words = useWords()
  const say = usePartWords(WHY_TEXTS)
  const { framework: why, agent: whyAgent } = answer
  if (!why || !whyAgent) return <p>{say('unknown')}</p>
  const { run, trigger, stage, role } = why
  const framework = frameworkName(why.framework)
  const agent = agentName(words, why.agent)
  const what = amounts(words, why.resources)
  const told = words.maybe(`trigger.${trigger}`, {}, trigger)
  return (
    <div className={styles.reasons}>
      <p>
        {say('granted', { run: String(run), trigger: told, what, agent, framework, role })} {say(`stage${stage}`)}
      </p>
      <h3 className={styles.sub}>{say('whyFramework', { framework })}</h3>
      <Order why={why} />
      <h3 className={styles.sub}>{say('whyAgent', { agent })}</h3>
      <Agents why={whyAgent} />
    </div>
  )
}

function Asked({ offer }: { readonly offer: string }): ReactNode {
  const { store } = useApp()
  const say = usePartWords(WHY_TEXTS)
  const [of] = useState(() => {
    const session = store.getState()
    return { text: printScenario(currentBranch(session).document), at: Math.floor(session.cursor.at) }
  })
  const [asked] = useAsked<OfferAnswer>([{ kind: 'offer', ...of, offer }])
  if (!asked || asked.state === 'asking') return <output className={styles.note}>{say('asking')}</output>
  if (asked.state === 'failed') return <output className={styles.note}>{say('failed', { why: asked.why })}</output>
  return <Answer answer={asked.answer} />
}

export function OfferWhy(): ReactNode {
  const { store } = useApp()
  const words = useWords()
  const say = usePartWords(WHY_TEXTS)
  const session = store.getState()
  const { trace } = currentBranch(session)
  const [offer, setOffer] = useState(() => firstOffer(session, trace))
  const offers = offersUpTo(trace, session.cursor.ordinal)
  if (offers.length === 0) return <p>{say('noOffer')}</p>
  return (
    <>
      <label className={styles.app}>
        {say('offer')}
        <select value={offer} onChange={(event) => setOffer(event.target.value)}>
          {offers.map((one) => (
            <option key={one.offer} value={one.offer}>
              {say('offerOf', {
                offer: shortOffer(one.offer),
                agent: agentName(words, one.agent),
                framework: frameworkName(one.framework),
              })}
            </option>
          ))}
        </select>
      </label>
      <Asked offer={offer} />
    </>
  )
}
