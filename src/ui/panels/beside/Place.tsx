/** Where the other views stand, loaded when one is first wanted. */
import { type ReactNode, Suspense } from 'react'
import { CommandButton } from '../../widgets/Button.tsx'
import { useSession, useWords } from '../../widgets/context.ts'
import { lazily } from '../../widgets/lazily.ts'
import styles from './beside.module.css'
import { useBeside } from './useBeside.ts'

const Panel = lazily(async () => ({ default: (await import('./Beside.tsx')).BesidePanel }))

export function BesidePlace(): ReactNode {
  const { t } = useWords()
  const tab = useBeside((state) => state.tab)
  const embed = useSession((session) => session.embed)
  const figure = useSession((session) => session.view.figure)
  if (tab)
    return (
      <Suspense fallback={null}>
        <Panel tab={tab} />
      </Suspense>
    )
  // An embedded page is the diagram and the transport.
  if (embed) return null
  return (
    <span className={styles.open}>
      <CommandButton id="nextView" look="outline">
        {t(figure === 'concept' ? 'view.sequence' : 'view.concept')}
      </CommandButton>
      <CommandButton id="transcript" look="outline">
        {t('beside.transcript')}
      </CommandButton>
    </span>
  )
}
