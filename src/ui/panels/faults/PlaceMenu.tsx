/** The menu that a key, a lane's head or a message opens at its place. */
import type { MenuPlace } from '#store/surface.ts'
import type { ReactNode } from 'react'
import { useApp, useSurface, useWords } from '../../widgets/context.ts'
import { MenuAt, type MenuGroup } from '../../widgets/Menu.tsx'
import { viewGroups, followGroups } from './viewGroups.ts'
import { crashGroups, laneGroups, messageGroups } from './wishes.ts'

function useGroups(): (what: MenuPlace['what']) => readonly MenuGroup[] {
  const app = useApp()
  const words = useWords()
  return (what) => {
    if (what.kind === 'lane') return [...viewGroups(app, words, what.id), ...laneGroups(app, words, what.id)]
    if (what.kind === 'message')
      return [...followGroups(app, words, what.ordinal), ...messageGroups(app, words, what.ordinal)]
    return crashGroups(app, words)
  }
}

export function PlaceMenu(): ReactNode {
  const { surface } = useApp()
  const { t } = useWords()
  const menu = useSurface((s) => s.menu)
  const groupsOf = useGroups()
  if (!menu) return null
  return (
    <MenuAt
      x={menu.x}
      y={menu.y}
      label={t('command.faults')}
      groups={groupsOf(menu.what)}
      onClose={() => surface.setState({ menu: null })}
    />
  )
}
