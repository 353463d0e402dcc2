/** Filters of the search as a menu: each puts its word into the field, or takes it out again. */
import { appsAt } from '#derive/seriesIndex.ts'
import { PRESETS, toggledFilter, type Preset } from '#derive/query.ts'
import { MESSAGE_KINDS } from '#model/messages/catalogue.ts'
import { modelOf } from '#store/commandsPlay.ts'
import { currentBranch } from '#store/session.ts'
import type { ReactNode } from 'react'
import { Button } from '../widgets/Button.tsx'
import { useApp, useWords } from '../widgets/context.ts'
import { Icon } from '../widgets/Icon.tsx'
import { MenuButton, type MenuAction, type MenuGroup } from '../widgets/Menu.tsx'
import { laneDetail, laneName } from '../widgets/names.ts'

/** Lanes and apps that the menu lists; more are typed. */
const MOST = 12

export function SearchFilters(): ReactNode {
  const { surface, store, intents } = useApp()
  const words = useWords()
  const { t } = words
  const entry = (label: string, filter: string, then?: () => void): MenuAction => ({
    label,
    note: filter,
    chosen: surface.getState().find.text.split(/\s+/).includes(filter),
    run: () => {
      const { text } = surface.getState().find
      surface.setState({ find: { open: true, text: toggledFilter(text, filter) } })
      then?.()
    },
  })
  /** Acknowledgements are on the wire. */
  const reveal = (preset: Preset): void => {
    if (preset === 'lostAck') intents.setView({ depth: 3, folded: {} })
  }
  const groups = (): readonly MenuGroup[] => {
    const session = store.getState()
    const lanes = modelOf(session).lanes.lanes.filter(({ hidden }) => !hidden)
    const apps = appsAt(currentBranch(session).trace, session.cursor.ordinal).slice(0, MOST)
    return [
      {
        label: t('search.presets'),
        items: PRESETS.map((preset) => entry(t(`search.${preset}`), `is:${preset}`, () => reveal(preset))),
      },
      { label: t('until.kind'), items: MESSAGE_KINDS.map((kind) => entry(t(`kind.${kind}`), `kind:${kind}`)) },
      {
        label: t('search.lanes'),
        items: lanes
          .slice(0, MOST)
          .map((lane) => entry([laneName(words, lane), laneDetail(lane)].filter(Boolean).join(' '), `lane:${lane.id}`)),
      },
      { label: t('apps.title'), items: apps.map(({ point }) => entry(point.id, `app:${point.id}`)) },
    ].filter(({ items }) => items.length > 0)
  }
  return (
    <MenuButton
      groups={groups}
      trigger={
        <Button look="bare" aria-label={t('search.filters')}>
          {t('search.filter')}
          <Icon name="down" />
        </Button>
      }
    />
  )
}
