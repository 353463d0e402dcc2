/** Who, what and where of the link: scenario, seed, branch, depth; then search, learn, share and the page itself. */
import { commandOf } from '#store/commands.ts'
import { openDialog } from '#store/surface.ts'
import type { Depth } from '#model/trace/records.ts'
import type { ReactNode } from 'react'
import { Button, CommandButton, IconButton, Kbd, useChord } from '../widgets/Button.tsx'
import { useApp, useSession, useSurface, useWords } from '../widgets/context.ts'
import { Icon } from '../widgets/Icon.tsx'
import type { Room } from '../widgets/media.ts'
import { MenuButton, type MenuAction } from '../widgets/Menu.tsx'
import { Segmented } from '../widgets/Segmented.tsx'
import { BranchMenu } from './BranchMenu.tsx'
import { ScenarioMenu } from './ScenarioMenu.tsx'
import { SearchBar } from './later.tsx'
import styles from './topbar.module.css'

export function DepthControl(): ReactNode {
  const { intents } = useApp()
  const { t } = useWords()
  const depth = useSession((session) => session.view.depth)
  return (
    <Segmented
      label={t('depth.label')}
      value={String(depth)}
      choices={(['1', '2', '3'] as const).map((value) => ({ value, label: t(`depth.${value}`) }))}
      onChange={(value) => intents.setView({ depth: Number(value) as Depth, folded: {} })}
    />
  )
}

/** A command as an entry of a menu. */
function useEntry(): (id: string) => MenuAction {
  const app = useApp()
  const { t } = useWords()
  return (id) => ({ label: t(commandOf(id).name), run: () => commandOf(id).run(app) })
}

function MoreMenu(): ReactNode {
  const { intents, store } = useApp()
  const { t } = useWords()
  const entry = useEntry()
  const groups = () => {
    const { view } = store.getState()
    const depths = ([1, 2, 3] as const).map((depth) => ({
      label: t(`depth.${depth}`),
      chosen: depth === view.depth,
      run: () => intents.setView({ depth, folded: {} }),
    }))
    return [
      { label: t('depth.label'), items: depths },
      { items: ['nextView', 'until', 'markers', 'search', 'palette', 'learn', 'share'].map(entry) },
      { items: ['undo', 'redo', 'faults'].map(entry) },
      { items: ['language', 'theme', 'settings', 'help'].map(entry) },
    ]
  }
  return <MenuButton groups={groups} trigger={<IconButton icon="more" label={t('top.more')} />} />
}

function Find(): ReactNode {
  const { surface } = useApp()
  const { t } = useWords()
  const chord = useChord('search')
  const open = (): void => surface.setState((s) => ({ find: { ...s.find, open: true } }))
  return (
    <Button look="bare" className={styles.find} onClick={open}>
      <Icon name="search" />
      <span>{t('search.placeholder')}</span>
      <Kbd chord={chord} />
    </Button>
  )
}

function Wide(): ReactNode {
  const { t } = useWords()
  return (
    <>
      <DepthControl />
      <Find />
      <CommandButton id="learn" look="bare">
        {t('top.learn')}
      </CommandButton>
      <CommandButton id="share" icon="share" look="outline">
        {t('top.share')}
      </CommandButton>
      <CommandButton id="language" icon="globe" />
      <CommandButton id="theme" icon="theme" />
      <CommandButton id="help" icon="help" />
    </>
  )
}

function Narrow({ room }: { readonly room: Room }): ReactNode {
  const { t } = useWords()
  return (
    <>
      <span className={styles.space} />
      {room === 'tablet' ? (
        <CommandButton id="share" icon="share" look="outline">
          {t('top.share')}
        </CommandButton>
      ) : (
        <CommandButton id="share" icon="share" />
      )}
      {room === 'tablet' ? <CommandButton id="theme" icon="theme" /> : null}
      <MoreMenu />
    </>
  )
}

function Seed(): ReactNode {
  const { surface } = useApp()
  const { t } = useWords()
  const seed = useSession((session) => session.branches[session.current]?.scenario.seed ?? 0)
  return (
    <Button look="bare" className={styles.seed} onClick={() => openDialog(surface, 'scenario', 'seed')}>
      {t('top.seed', { n: String(seed) })}
    </Button>
  )
}

export function TopBar({ room }: { readonly room: Room }): ReactNode {
  const finding = useSurface((s) => s.find.open)
  return (
    <header className={styles.top}>
      <span className={styles.logo}>
        <Icon name="logo" />
        <h1>Mesoscope</h1>
      </span>
      <span className={styles.rule} aria-hidden="true" />
      <ScenarioMenu />
      {room === 'phone' ? null : <Seed />}
      <BranchMenu compact={room === 'phone'} />
      {room === 'desktop' ? <Wide /> : <Narrow room={room} />}
      {finding ? <SearchBar /> : null}
    </header>
  )
}
