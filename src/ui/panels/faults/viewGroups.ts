/** Entries of a lane's and a message's menu that change what is seen, not what happens. */
import type { Words } from '#content/locales/words.ts'
import type { App } from '#store/app.ts'
import { modelOf } from '#store/commandsPlay.ts'
import { causeOf, effectOf, shownIn } from '#store/follow.ts'
import { currentBranch } from '#store/session.ts'
import type { MenuAction, MenuGroup } from '../../widgets/Menu.tsx'

export function viewGroups(app: App, { t }: Words, id: string): readonly MenuGroup[] {
  const { view } = app.store.getState()
  const lane = modelOf(app.store.getState()).lanes.lanes.find((other) => other.id === id)
  if (!lane) return []
  const folded = view.folded[lane.group]
  const fold = (value: boolean): void => app.intents.setView({ folded: { ...view.folded, [lane.group]: value } })
  const items: MenuAction[] = [
    {
      label: t('laneMenu.select'),
      run: () => app.intents.select({ kind: 'component', id: lane.component ?? lane.id }),
    },
  ]
  const isOpen = folded === false || (folded === undefined && view.depth > 1)
  if (lane.foldable && isOpen) items.push({ label: t('laneMenu.fold'), run: () => fold(true) })
  if (lane.foldable && folded !== false) items.push({ label: t('laneMenu.unfold'), run: () => fold(false) })
  items.push({ label: t('laneMenu.hide'), run: () => app.intents.setView({ hidden: [...view.hidden, lane.id] }) })
  if (view.hidden.length > 0)
    items.push({ label: t('laneMenu.showAll'), run: () => app.intents.setView({ hidden: [] }) })
  return [{ items }]
}

export function followGroups(app: App, { t }: Words, ordinal: number): readonly MenuGroup[] {
  const { trace } = currentBranch(app.store.getState())
  const select = (i: number): void => app.intents.select({ kind: 'record', ordinal: i })
  const shown = shownIn(modelOf(app.store.getState()))
  const cause = causeOf(trace, ordinal, shown)
  const effect = effectOf(trace, ordinal, shown)
  return [
    {
      items: [
        { label: t('inspector.goTo'), run: () => app.stage.land(ordinal) },
        { label: t('command.cause'), refused: cause < 0 ? t('refusal.noCause') : null, run: () => select(cause) },
        { label: t('command.effect'), refused: effect < 0 ? t('refusal.noEffect') : null, run: () => select(effect) },
      ],
    },
  ]
}
