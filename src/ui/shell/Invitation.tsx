/** First visit: what this is in a sentence, and three ways to begin. */
import type { ReactNode } from 'react'
import { openDialog } from '#store/surface.ts'
import { Button } from '../widgets/Button.tsx'
import { useApp, useSession, useWords } from '../widgets/context.ts'
import { IconButton } from '../widgets/Button.tsx'
import styles from './shell.module.css'

export function Invitation(): ReactNode {
  const { intents, surface } = useApp()
  const { t } = useWords()
  const shown = useSession((s) => !s.settings.invited && !s.playing && !s.opening && s.cursor.ordinal < 0)
  if (!shown) return null
  const answer = (act: () => void): void => {
    intents.setSettings({ invited: true })
    act()
  }
  return (
    <section className={styles.invitation} aria-label={t('invitation.title')}>
      <div className={styles.invitationHead}>
        <h2>{t('invitation.title')}</h2>
        <IconButton icon="cross" label={t('notice.dismiss')} onClick={() => answer(() => undefined)} />
      </div>
      <p>{t('invitation.text')}</p>
      <div className={styles.invitationActions}>
        <Button look="primary" onClick={() => answer(() => intents.setPlaying(true))}>
          {t('invitation.play')}
        </Button>
        <Button onClick={() => answer(() => openDialog(surface, 'submit'))}>{t('invitation.submit')}</Button>
      </div>
    </section>
  )
}
