/** The page: top bar, act and be told at the left, diagram, inspector, strip, transport; a sheet or a card where there is less room. */
import { comparedBranch, comparing } from '#store/comparing.ts'
import { chordText } from '#store/keys.ts'
import { type ReactNode, useEffect } from 'react'
import { useStore } from 'zustand'
import { Act } from '../panels/act/Act.tsx'
import { Narration } from '../panels/narration/Narration.tsx'
import { useSession, useSurface, useWords } from '../widgets/context.ts'
import { useRoom, type Room } from '../widgets/media.ts'
import { isMac } from '../widgets/Button.tsx'
import { Broken } from './Broken.tsx'
import { Caption } from './Caption.tsx'
import { Dialogs } from './Dialogs.tsx'
import {
  Apps,
  Capacity,
  Compare,
  DropPlace,
  Inspector,
  PlaceMenu,
  Presentation,
  Shares,
  Sheet,
  Speaker,
  Tips,
  Tour,
} from './later.tsx'
import { Notices } from './Notices.tsx'
import styles from './shell.module.css'
import { Stage } from './Stage.tsx'
import { TopBar } from './TopBar.tsx'
import { Transport } from './Transport.tsx'
import { useKeys } from './useKeys.ts'
import { usePlayback } from './usePlayback.ts'

/** Theme and language of the document, from the settings. */
function useRootAttributes(): void {
  const theme = useSession((session) => session.settings.theme)
  const still = useSession((session) => session.settings.reducedMotion)
  const lang = useSession((session) => session.lang)
  useEffect(() => {
    const { dataset } = document.documentElement
    if (theme === 'system') delete dataset['theme']
    else dataset['theme'] = theme
    if (still === true) dataset['still'] = ''
    else delete dataset['still']
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en'
  }, [theme, still, lang])
}

function Left(): ReactNode {
  const { t } = useWords()
  return (
    <aside className={styles.left} aria-label={t('shell.left')}>
      <Act />
      <div className={styles.apps}>
        <Apps />
      </div>
      <Narration />
    </aside>
  )
}

function Right(): ReactNode {
  const { t } = useWords()
  return (
    <aside className={styles.right} aria-label={t('inspector.title')}>
      <Broken>
        <Inspector />
      </Broken>
    </aside>
  )
}

function Sides({ room }: { readonly room: Room }): ReactNode {
  const { t } = useWords()
  const inspector = useSurface((s) => s.inspector)
  const size = useSurface((s) => s.sheet.size)
  if (room === 'desktop') {
    return (
      <>
        <Left />
        {inspector ? <Right /> : null}
        <section className={styles.strip} aria-label={t('shell.strip')}>
          <Shares />
          <Capacity />
        </section>
      </>
    )
  }
  return room === 'phone' && size === 'closed' ? <Caption /> : <Sheet />
}

export function Shell(): ReactNode {
  useKeys()
  usePlayback()
  useRootAttributes()
  const room = useRoom()
  const embed = useSession((session) => session.embed)
  const inspector = useSurface((s) => s.inspector)
  const placed = useSurface((s) => s.menu !== null)
  const touring = useSurface((s) => s.tour !== null)
  const presenting = useSurface((s) => s.presenting)
  const empty = useSession((session) => session.order.length === 0)
  const wanted = useStore(comparing, (state) => state.with)
  const compared = useSession((session) => comparedBranch(session, wanted))
  const { t } = useWords()
  if (empty) return <Opening />
  return (
    <div
      className={styles.shell}
      data-room={room}
      data-embed={embed || undefined}
      data-inspector={inspector || undefined}
      data-presenting={presenting || undefined}
      data-compare={compared !== null || undefined}
    >
      {embed || presenting ? null : <TopBar room={room} />}
      <main className={styles.main} aria-label={t('diagram.title')}>
        <Broken>
          {compared === null ? <Stage key={presenting ? 'presented' : 'seen'} /> : <Compare other={compared} />}
        </Broken>
        {touring && !presenting ? <Tour /> : null}
        {placed ? <PlaceMenu /> : null}
      </main>
      {embed || presenting || compared !== null ? null : <Sides room={room} />}
      {presenting ? <Presentation /> : <Transport room={room} />}
      <Notices />
      <Speaker />
      {embed ? null : <DropPlace />}
      <Dialogs />
      <Tips chordText={(chord) => chordText(chord, isMac())} />
    </div>
  )
}

/** Until the link is unpacked. */
function Opening(): ReactNode {
  const { t } = useWords()
  return (
    <main className={styles.opening}>
      <output>{t('shell.opening')}</output>
    </main>
  )
}
