/** Tablet: the side panels as one sheet below the diagram, with tabs. */
import { SHEET_TABS, type SheetTab } from '#store/surface.ts'
import type { ReactNode } from 'react'
import { Act } from '../panels/act/Act.tsx'
import { Apps } from '../panels/apps/Apps.tsx'
import { Capacity } from '../panels/capacity/Capacity.tsx'
import { Inspector } from '../panels/inspector/Inspector.tsx'
import { Narration } from '../panels/narration/Narration.tsx'
import { Shares } from '../panels/shares/Shares.tsx'
import { IconButton } from '../widgets/Button.tsx'
import { Tabs } from '../widgets/Tabs.tsx'
import { useApp, useSurface, useWords } from '../widgets/context.ts'
import styles from './sheet.module.css'

const CONTENTS: Readonly<Record<SheetTab, () => ReactNode>> = {
  explain: () => (
    <>
      <Narration />
      <Apps />
    </>
  ),
  act: () => (
    <>
      <Act />
      <Apps />
    </>
  ),
  cluster: () => (
    <>
      <Shares />
      <Capacity />
    </>
  ),
  details: () => <Inspector />,
}

export function Sheet(): ReactNode {
  const { surface } = useApp()
  const { t } = useWords()
  const { tab, size } = useSurface((s) => s.sheet)
  const inLesson = useSurface((s) => s.lesson !== null)
  const next = size === 'closed' ? 'low' : size === 'low' ? 'high' : 'closed'
  const choose = (value: SheetTab): void =>
    surface.setState({ sheet: { tab: value, size: size === 'closed' ? 'low' : size } })
  const grip = (
    <IconButton
      icon="down"
      className={styles.grip}
      label={t(`sheet.to.${next}`)}
      aria-expanded={size !== 'closed'}
      onClick={() => surface.setState({ sheet: { tab, size: next } })}
    />
  )
  return (
    <aside className={styles.sheet} data-size={size} data-lesson={inLesson || undefined} aria-label={t('sheet.title')}>
      <Tabs
        label={t('sheet.title')}
        value={tab}
        tabs={SHEET_TABS.map((value) => ({ value, label: t(`sheet.${value}`) }))}
        onChange={choose}
        aside={grip}
      >
        <div className={styles.contents} data-tab={tab}>
          {CONTENTS[tab]()}
        </div>
      </Tabs>
    </aside>
  )
}
