/** Branches of this scenario: switch, rename, close, undo. */
import type { ReactNode } from 'react'
import { commandOf, runCommand } from '#store/commands.ts'
import { openDialog } from '#store/surface.ts'
import { Button } from '../widgets/Button.tsx'
import { useApp, useSessionShallow, useSession, useWords } from '../widgets/context.ts'
import { Icon } from '../widgets/Icon.tsx'
import { MenuButton, type MenuAction, type MenuGroup } from '../widgets/Menu.tsx'
import styles from './topbar.module.css'

/** The first branch is the scenario itself, until the reader names it. */
export function useBranchName(): (id: string) => string {
  const { store } = useApp()
  const { t } = useWords()
  return (id) => {
    const { branches } = store.getState()
    const branch = branches[id]
    return branch && (branch.parent || branch.isNamed) ? branch.name : t('branch.main')
  }
}

export function BranchMenu({ compact }: { readonly compact: boolean }): ReactNode {
  const app = useApp()
  const { t, seconds } = useWords()
  const nameOf = useBranchName()
  const order = useSessionShallow((session) => session.order)
  const current = useSession((session) => session.current)
  useSession((session) => session.branches[current]?.name)
  const groups = (): readonly MenuGroup[] => {
    const { branches } = app.store.getState()
    const choices = order.map((id): MenuAction => {
      const forked = branches[id]?.forkedAtMs
      const note = forked === null || forked === undefined ? undefined : t('branch.from', { s: seconds(forked) })
      return { label: nameOf(id), note, chosen: id === current, run: () => app.intents.switchBranch(id) }
    })
    const onlyOne = order.length < 2 ? t('branch.onlyOne') : null
    const undo = commandOf('undo')
    const redo = commandOf('redo')
    return [
      { label: t('branch.title'), items: choices },
      {
        items: [
          {
            label: t('branch.compare'),
            icon: 'branch',
            refused: onlyOne,
            run: () => runCommand(app, 'compare'),
          },
          { label: t('branch.rename'), run: () => openDialog(app.surface, 'scenario', 'branch') },
          { label: t('branch.close'), icon: 'trash', refused: onlyOne, run: () => app.intents.closeBranch(current) },
        ],
      },
      {
        items: [
          {
            label: t(undo.name),
            icon: 'undo',
            refused: undo.when?.(app) ? null : t('refusal.nothing'),
            run: () => undo.run(app),
          },
          {
            label: t(redo.name),
            icon: 'redo',
            refused: redo.when?.(app) ? null : t('refusal.nothing'),
            run: () => redo.run(app),
          },
        ],
      },
    ]
  }
  const name = nameOf(current)
  const trigger = (
    <Button look="bare" className={styles.branch} aria-label={t('branch.menu', { name, count: order.length })}>
      <Icon name="branch" />
      {compact && order.length === 1 ? null : <span>{name}</span>}
      <Icon name="down" />
    </Button>
  )
  return <MenuButton trigger={trigger} groups={groups} />
}
