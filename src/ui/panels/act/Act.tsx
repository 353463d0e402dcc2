/** What a reader may do to the cluster: submit, scale, kill, and faults. */
import { frameworksOf } from '#store/scenarioFacts.ts'
import { openDialog } from '#store/surface.ts'
import { type ReactNode, Suspense } from 'react'
import { Button, useChord } from '../../widgets/Button.tsx'
import { useApp, useBranch, useWords } from '../../widgets/context.ts'
import { Icon } from '../../widgets/Icon.tsx'
import { lazily } from '../../widgets/lazily.ts'
import styles from './act.module.css'

const Faults = lazily(async () => ({ default: (await import('./Faults.tsx')).Faults }))

export function Act(): ReactNode {
  const app = useApp()
  const { t } = useWords()
  const chord = useChord('submit')
  const marathon = useBranch((branch) => frameworksOf(branch.scenario, 'marathon').length > 0)
  const refused = marathon ? undefined : t('act.noMarathon')
  const open = (name: 'submit' | 'scale' | 'kill'): void => {
    if (marathon || name === 'kill') openDialog(app.surface, name)
  }
  return (
    <section className={styles.act} aria-label={t('act.title')}>
      <h2 className={styles.title}>{t('act.title')}</h2>
      <div className={styles.first}>
        <Button
          look="primary"
          data-tour="submit"
          aria-disabled={!marathon}
          title={refused}
          data-tip={t('command.submit')}
          data-chord={chord}
          onClick={() => open('submit')}
        >
          <Icon name="plus" />
          {t('act.submit')}
        </Button>
        <Button aria-disabled={!marathon} title={refused} onClick={() => open('scale')}>
          {t('act.scale')}
        </Button>
        <Button onClick={() => open('kill')}>{t('act.kill')}</Button>
      </div>
      {marathon ? null : <p className={styles.note}>{refused}</p>}
      <h3 className={styles.sub}>{t('act.faults')}</h3>
      <Suspense fallback={<div className={styles.faults} />}>
        <Faults />
      </Suspense>
    </section>
  )
}
