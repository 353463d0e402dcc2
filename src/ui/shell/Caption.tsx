/** Phone: one card instead of panels, with the step in words and big buttons. */
import type { ReactNode } from 'react'
import { Dots, StepText, useTold } from '../panels/narration/Narration.tsx'
import { Telling } from '../panels/learn/Telling.tsx'
import { Button, CommandButton } from '../widgets/Button.tsx'
import { useApp, useWords } from '../widgets/context.ts'
import styles from './shell.module.css'

function StepCard(): ReactNode {
  const { surface } = useApp()
  const { t } = useWords()
  const told = useTold()
  const title = told.step === 0 ? t('narration.title') : t('narration.step', { n: told.step })
  return (
    <section aria-label={t('narration.title')}>
      <div className={styles.captionHead}>
        <h2>{title}</h2>
        <Dots told={told} />
      </div>
      <StepText step={told.step} short />
      <div className={styles.captionActions}>
        <Button data-tour="more" onClick={() => surface.setState({ sheet: { tab: 'explain', size: 'high' } })}>
          {t('caption.more')}
        </Button>
        <CommandButton id="nextBeat" look="primary">
          {t('narration.next')}
        </CommandButton>
      </div>
    </section>
  )
}

export function Caption(): ReactNode {
  return (
    <div className={styles.caption}>
      <Telling otherwise={<StepCard />} />
    </div>
  )
}
