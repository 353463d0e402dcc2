/** What may go wrong: crashes, cut links, lost messages, drains, each with its menu. Loaded right after the first picture. */
import { openDialog } from '#store/surface.ts'
import type { ReactNode } from 'react'
import { Button } from '../../widgets/Button.tsx'
import { useApp, useWords } from '../../widgets/context.ts'
import { Icon, type IconName } from '../../widgets/Icon.tsx'
import { MenuButton, type MenuGroup } from '../../widgets/Menu.tsx'
import { crashGroups, cutGroups, drainGroups, loseGroups } from '../faults/wishes.ts'
import styles from './act.module.css'

function Fault({
  icon,
  label,
  groups,
}: {
  icon: IconName
  label: string
  groups: () => readonly MenuGroup[]
}): ReactNode {
  return (
    <MenuButton
      groups={groups}
      trigger={
        <Button look="bare" className={styles.fault}>
          <Icon name={icon} />
          {label}
        </Button>
      }
    />
  )
}

export function Faults(): ReactNode {
  const app = useApp()
  const words = useWords()
  const { t } = words
  return (
    <div className={styles.faults}>
      <Fault icon="cross" label={t('act.crash')} groups={() => crashGroups(app, words)} />
      <Fault icon="cut" label={t('act.cut')} groups={() => cutGroups(app, words)} />
      <Fault icon="lose" label={t('act.lose')} groups={() => loseGroups(app, words)} />
      <Fault icon="drain" label={t('act.drain')} groups={() => drainGroups(app, words)} />
      <Button look="bare" className={styles.more} onClick={() => openDialog(app.surface, 'operate')}>
        {t('act.more')}
      </Button>
    </div>
  )
}
