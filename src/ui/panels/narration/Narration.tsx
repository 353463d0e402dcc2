/** The twelve steps in words, as they happen in the run: which one, what it means, on to the next. */
import type { Key } from '#content/locales/words.ts'
import { runCommand } from '#store/commands.ts'
import { currentBranch } from '#store/session.ts'
import type { ReactNode } from 'react'
import { CommandButton, IconButton, useChord } from '../../widgets/Button.tsx'
import { useApp, useSession, useWords } from '../../widgets/context.ts'
import { useMoment } from '../../widgets/moment.ts'
import telling from '../learn/telling.module.css'
import { Telling } from '../learn/Telling.tsx'
import styles from './narration.module.css'

const STEPS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const
type Step = (typeof STEPS)[number]

export interface Told {
  /** The newest step, or 0 before the first. */
  readonly step: Step | 0
  /** When it was sent, virtual ms. */
  readonly at: number
  /** Bits 1 to 12: steps that were told already. */
  readonly done: number
}

/** Where the narration stands at the cursor. */
export function useTold(): Told {
  const { stage, store } = useApp()
  const moment = useMoment('atOnce')
  useSession((session) => currentBranch(session).revision)
  const { beats, trace } = stage.timeline()
  const { cursor } = store.getState()
  const ordinal = Math.min(moment.ordinal, cursor.ordinal)
  const sent = beats.at(ordinal)
  if (sent < 0 || sent >= trace.count) return { step: 0, at: 0, done: 0 }
  return { step: trace.stepOf(sent) as Step, at: trace.at[sent] as number, done: beats.told(ordinal) }
}

export function Dots({ told }: { readonly told: Told }): ReactNode {
  const { t } = useWords()
  const label = told.step === 0 ? t('narration.before') : t('narration.step', { n: told.step })
  return (
    <span className={telling.dots}>
      <span className={styles.hidden}>{label}</span>
      {STEPS.map((step) => {
        const state = step === told.step ? 'current' : (told.done >> step) & 1 ? 'done' : 'ahead'
        return <i key={step} data-state={state} aria-hidden="true" />
      })}
    </span>
  )
}

/** Headline and explanation of a step. */
export function StepText({
  step,
  short = false,
}: {
  readonly step: Told['step']
  readonly short?: boolean
}): ReactNode {
  const { t } = useWords()
  const headline: Key = step === 0 ? 'step.0.headline' : `step.${step}.headline`
  const text: Key = step === 0 ? 'step.0.text' : `step.${step}.text`
  return (
    <>
      <h3 className={telling.headline}>{t(headline)}</h3>
      <p className={telling.text} data-short={short || undefined}>
        {t(text)}
      </p>
    </>
  )
}

function TwelveSteps(): ReactNode {
  const app = useApp()
  const back = (): void => runCommand(app, 'previousBeat')
  const told = useTold()
  const { t, seconds } = useWords()
  return (
    <section className={styles.narration} aria-label={t('narration.title')}>
      <div className={styles.head}>
        <h2 className={styles.title}>
          {told.step === 0 ? t('narration.title') : t('narration.step', { n: told.step })}
        </h2>
        {told.step === 0 ? null : <span className={styles.time}>{t('time.s', { s: seconds(told.at) })}</span>}
      </div>
      <Dots told={told} />
      <StepText step={told.step} />
      <div className={styles.actions}>
        <IconButton icon="left" label={t('narration.back')} chord={useChord('previousBeat')} onClick={back} />
        <CommandButton id="predict" look="outline">
          {t('predict.title')}
        </CommandButton>
        <CommandButton id="nextBeat" look="primary" showKey>
          {t('narration.next')}
        </CommandButton>
      </div>
    </section>
  )
}

/** The twelve steps, or the lesson that is open. */
export function Narration(): ReactNode {
  return <Telling otherwise={<TwelveSteps />} />
}
