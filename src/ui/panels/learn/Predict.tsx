/** Predict before reveal: the run stops before a decision, asks, and explains from what it then did. */
import { filled, type Words } from '#content/locales/words.ts'
import { PREDICT_WORDS } from '#content/teaching.ts'
import { learningOf } from '#store/learning.ts'
import { noteMissed, notePrediction } from '#store/learningNotes.ts'
import { Asking, type Decision, decisionsOf, scenarioKey } from '#store/predictions.ts'
import { currentBranch } from '#store/session.ts'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../widgets/Button.tsx'
import { useApp, useSession, useWords } from '../../widgets/context.ts'
import { componentName } from '../../widgets/names.ts'
import styles from './predict.module.css'

type Told = Decision['question']

function said(words: Words, { key, params }: Told): string {
  const shown = Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (typeof value === 'object') return [name, words.list(value.map((one) => nameIn(words, name, one)))]
      return [name, typeof value === 'string' ? nameIn(words, name, value) : value]
    }),
  )
  const later = PREDICT_WORDS[key]?.[words.lang]
  return later === undefined ? words.maybe(key, shown, key) : filled(later, shown)
}

function nameIn(words: Words, place: string, value: string): string {
  return ['agent', 'agents', 'framework', 'to'].includes(place) ? componentName(words, value) : value
}

function optionText(words: Words, { kind }: Decision, option: string): string {
  if (kind === 'reason') return PREDICT_WORDS[option]?.[words.lang] ?? words.maybe(`reason.${option}`, {}, option)
  if (kind === 'answer') return words.maybe(`predict.option.${option}`, {}, option)
  return kind === 'message' ? option : componentName(words, option)
}

/** Why, with what else the run says of it. */
function explained(words: Words, { decision: { kind, right, why }, asksWhy }: Put): string {
  const { reason, passedOver } = why.params
  const more: string[] = []
  const told = kind === 'reason' || (kind === 'answer' && right === 'decline' && !asksWhy)
  if (told) {
    const name = words.maybe(`reason.${String(reason)}`, {}, String(reason))
    more.push(reason ? words.t('predict.reason', { reason: name }) : words.t('predict.noReason'))
  }
  if (Array.isArray(passedOver) && passedOver.length > 0)
    more.push(words.t('predict.framework.passed', { list: words.list(passedOver as string[]) }))
  return [said(words, why), ...more].join(' ')
}

interface Put {
  readonly decision: Decision
  readonly answer: string | null
  /** It was put before and missed. */
  readonly back: boolean
  /** The question why comes after it: the answer is not given away. */
  readonly asksWhy: boolean
}

function Question({ put, onAnswer }: { readonly put: Put; readonly onAnswer: (option: string) => void }): ReactNode {
  const words = useWords()
  const { t } = words
  const { decision, answer, back } = put
  const right = answer === decision.right
  return (
    <>
      {back ? <p className={styles.note}>{t('predict.back')}</p> : null}
      <fieldset className={styles.options}>
        <legend className={styles.question}>{said(words, decision.question)}</legend>
        {decision.options.map((option) => (
          <Button
            key={option}
            aria-pressed={answer === option}
            disabled={answer !== null && answer !== option}
            onClick={() => (answer === null ? onAnswer(option) : undefined)}
          >
            {optionText(words, decision, option)}
          </Button>
        ))}
      </fieldset>
      {answer === null ? null : (
        <p className={styles.answer} data-right={right}>
          <strong>
            {right ? t('predict.right') : t('predict.wrong', { right: optionText(words, decision, decision.right) })}
          </strong>{' '}
          {explained(words, put)} {right ? '' : t('predict.again')}
        </p>
      )}
    </>
  )
}

/** The questions of the run on the screen; found anew when the document changes or the cursor has gone on. */
function useDecisions(asked: number): readonly Decision[] | null {
  const app = useApp()
  const document = useSession((session) => session.branches[session.current]?.document)
  const [found, setFound] = useState<readonly Decision[] | null>(null)
  useEffect(() => {
    let wanted = true
    void decisionsOf(app).then((decisions) => {
      if (wanted) setFound(decisions)
    })
    return () => {
      wanted = false
    }
  }, [app, document, asked])
  return found
}

interface Questions {
  readonly put: Put | null
  /** Nothing more is decided, as far as the run is computed. */
  readonly none: boolean
  readonly ready: boolean
  readonly answer: (option: string) => void
  readonly next: () => void
}

/** Calls with the question that playing has come to; the run stands before it then. */
function useStops(
  decisions: readonly Decision[] | null,
  asking: Asking,
  open: boolean,
  stop: (d: Decision) => void,
): void {
  const { store } = useApp()
  const stopAt = useRef(stop)
  useEffect(() => {
    stopAt.current = stop
  })
  useEffect(
    () =>
      store.subscribe((session, before) => {
        if (open || !session.playing || decisions === null || session.cursor === before.cursor) return
        const found = asking.between(decisions, before.cursor.ordinal, session.cursor.ordinal)
        if (found) stopAt.current(found)
      }),
    [store, decisions, asking, open],
  )
}

function useQuestions(): Questions {
  const app = useApp()
  const [asking] = useState(() => new Asking())
  const [put, setPut] = useState<Put | null>(null)
  const [searched, setSearched] = useState(0)
  const [none, setNone] = useState(false)
  const decisions = useDecisions(searched)
  useEffect(() => {
    const { document } = currentBranch(app.store.getState())
    asking.recall(decisions ?? [], learningOf(app).getState().missed[scenarioKey(document)] ?? [])
  }, [app, asking, decisions])
  const ask = (decision: Decision): void => {
    setNone(false)
    const why = decision.id.replace(/^answer/, 'reason')
    const asksWhy = why !== decision.id && (decisions ?? []).some(({ id }) => id === why)
    setPut({ decision, answer: null, back: asking.wasPut(decision), asksWhy })
    app.stage.land(decision.ordinal - 1)
  }
  useStops(decisions, asking, put !== null && put.answer === null, ask)
  const answer = (option: string): void => {
    if (!put || put.answer !== null) return
    const right = asking.answered(put.decision, option)
    const learning = learningOf(app)
    notePrediction(learning, put.decision.kind, right)
    noteMissed(learning, scenarioKey(currentBranch(app.store.getState()).document), put.decision.id, right)
    setPut({ ...put, answer: option })
  }
  const next = (): void => {
    const found = decisions === null ? null : asking.next(decisions, app.store.getState().cursor.ordinal)
    if (found) return ask(found)
    setNone(true)
    setSearched(searched + 1)
  }
  return { put, none, ready: decisions !== null, answer, next }
}

export function Predict(): ReactNode {
  const learning = learningOf(useApp())
  const { t } = useWords()
  const predicted = useStore(learning, (state) => state.predicted)
  const { put, none, ready, answer, next } = useQuestions()
  const sum = (which: 'right' | 'wrong'): number =>
    Object.values(predicted).reduce((total, one) => total + one[which], 0)
  return (
    <section className={styles.predict} aria-label={t('predict.title')}>
      <h2 className={styles.title}>{t('predict.title')}</h2>
      <div aria-live="polite">
        {put ? <Question put={put} onAnswer={answer} /> : <p className={styles.note}>{t('predict.intro')}</p>}
        {none ? <p className={styles.note}>{t('predict.none')}</p> : null}
        {ready ? null : <p className={styles.note}>{t('predict.loading')}</p>}
      </div>
      <p className={styles.note}>{t('predict.score', { right: sum('right'), wrong: sum('wrong') })}</p>
      <div className={styles.actions}>
        <Button look="bare" onClick={() => learning.setState({ predicting: false })}>
          {t('predict.off')}
        </Button>
        <Button disabled={!ready} onClick={next}>
          {t('predict.next')}
        </Button>
      </div>
    </section>
  )
}
