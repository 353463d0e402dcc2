/** The lessons, the twelve steps to read, each a way into the run, and the glossary. */
import { TERMS } from '#content/glossary/terms.ts'
import { closeDialog } from '#store/surface.ts'
import { type ReactNode, useState } from 'react'
import { Button } from '../../widgets/Button.tsx'
import { useApp, useWords } from '../../widgets/context.ts'
import { DialogFrame } from '../../widgets/DialogFrame.tsx'
import { Tabs } from '../../widgets/Tabs.tsx'
import styles from './learn.module.css'
import { Lessons } from './Lessons.tsx'

const STEPS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const

function Steps(): ReactNode {
  const { stage, surface } = useApp()
  const { t } = useWords()
  const { beats } = stage.timeline()
  return (
    <ol className={styles.steps}>
      {STEPS.map((step) => {
        const ordinal = beats.firstOf(step)
        return (
          <li key={step}>
            <h3>{t(`step.${step}.headline`)}</h3>
            <p>{t(`step.${step}.text`)}</p>
            {ordinal < 0 ? null : (
              <Button
                look="bare"
                onClick={() => {
                  closeDialog(surface)
                  stage.land(ordinal)
                }}
              >
                {t('learn.show', { n: step })}
              </Button>
            )}
          </li>
        )
      })}
    </ol>
  )
}

function Glossary(): ReactNode {
  const { t, lang } = useWords()
  const [query, setQuery] = useState('')
  const wanted = query.trim().toLowerCase()
  const other = lang === 'en' ? 'zh' : 'en'
  const found = TERMS.filter(({ en, zh, meaning }) => `${en} ${zh} ${meaning[lang]}`.toLowerCase().includes(wanted))
  return (
    <>
      <input
        type="search"
        className={styles.find}
        aria-label={t('learn.find')}
        placeholder={t('learn.find')}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <dl className={styles.terms}>
        {found.map((term) => (
          <div key={term.id}>
            <dt>
              {term[lang]} <span lang={other === 'zh' ? 'zh-CN' : 'en'}>{term[other]}</span>
            </dt>
            <dd>{term.meaning[lang]}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.note}>{t('learn.slave')}</p>
    </>
  )
}

export function Learn(): ReactNode {
  const { t } = useWords()
  const [tab, setTab] = useState<'lessons' | 'steps' | 'glossary'>('lessons')
  return (
    <DialogFrame title={t('learn.title')}>
      <Tabs
        label={t('learn.title')}
        value={tab}
        tabs={[
          { value: 'lessons', label: t('learn.lessons') },
          { value: 'steps', label: t('learn.steps') },
          { value: 'glossary', label: t('learn.glossary') },
        ]}
        onChange={setTab}
      >
        {tab === 'lessons' ? <Lessons /> : tab === 'steps' ? <Steps /> : <Glossary />}
      </Tabs>
    </DialogFrame>
  )
}
