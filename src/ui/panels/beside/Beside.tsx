/** The lower half of the diagram's place: the same run as a table, a chart, or decisions. */
import { BESIDE_TABS, type BesideTab, openBeside } from '#store/beside.ts'
import { type ComponentType, lazy, type ReactNode, Suspense, useRef } from 'react'
import { IconButton } from '../../widgets/Button.tsx'
import { useWords } from '../../widgets/context.ts'
import { useFocusKept } from '../../widgets/focus.ts'
import { Tabs } from '../../widgets/Tabs.tsx'
import styles from './beside.module.css'

const CONTENTS: Readonly<Record<BesideTab, ComponentType>> = {
  transcript: lazy(async () => ({ default: (await import('../transcript/Transcript.tsx')).Transcript })),
  machine: lazy(async () => ({ default: (await import('../machine/Machine.tsx')).Machine })),
  allocation: lazy(async () => ({ default: (await import('../allocation/Allocation.tsx')).Allocation })),
}

export function BesidePanel({ tab }: { readonly tab: BesideTab }): ReactNode {
  const { t } = useWords()
  const part = useRef<HTMLElement>(null)
  useFocusKept(part)
  const Shown = CONTENTS[tab]
  return (
    <section ref={part} className={styles.beside} aria-label={t('beside.title')}>
      <Tabs
        label={t('beside.title')}
        value={tab}
        tabs={BESIDE_TABS.map((value) => ({ value, label: t(`beside.${value}`) }))}
        onChange={openBeside}
        aside={<IconButton icon="cross" label={t('beside.close')} onClick={() => openBeside(null)} />}
      >
        <h2 className={styles.heading}>{t(`beside.${tab}`)}</h2>
        <Suspense fallback={<output className={styles.loading}>{t('dialog.loading')}</output>}>
          <Shown />
        </Suspense>
      </Tabs>
    </section>
  )
}
