/** The built-in scenarios, and one's own by file. */
import type { BuiltInScenario } from '#content/scenarios/index.ts'
import { loadBuiltIn, titleOf } from '#store/builtIn.ts'
import { openBuiltIn } from '#store/opening.ts'
import { openDialog } from '#store/surface.ts'
import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '../widgets/Button.tsx'
import { useApp, useBranch, useSession, useWords } from '../widgets/context.ts'
import { Icon } from '../widgets/Icon.tsx'
import { MenuButton, type MenuGroup } from '../widgets/Menu.tsx'
import styles from './topbar.module.css'

export function ScenarioMenu(): ReactNode {
  const app = useApp()
  const { t, lang } = useWords()
  const base = useSession((session) => session.base)
  const document = useBranch((branch) => branch.document)
  const title = titleOf(document, lang) || t('scenario.untitled')
  const [builtIns, setBuiltIns] = useState<readonly BuiltInScenario[]>([])
  // What comes before the first records would take the way from them.
  const opening = useSession((session) => session.opening)
  useEffect(() => {
    if (!opening) void loadBuiltIn().then(setBuiltIns)
  }, [opening])
  const groups = (): readonly MenuGroup[] => [
    {
      label: t('scenario.builtIn'),
      items: builtIns.map(({ id, document: other }) => ({
        label: titleOf(other, lang) || id,
        chosen: id === base,
        run: () => void openBuiltIn(app.opener, id),
      })),
    },
    {
      items: [
        { label: t('scenario.gallery'), run: () => openDialog(app.surface, 'gallery') },
        { label: t('command.find'), run: () => openDialog(app.surface, 'find') },
        { label: t('scenario.edit'), run: () => openDialog(app.surface, 'editor') },
        { label: t('scenario.open'), icon: 'file', run: () => openDialog(app.surface, 'scenario') },
      ],
    },
  ]
  const trigger = (
    <Button look="bare" className={styles.scenario} aria-label={t('scenario.menu', { title })}>
      <span>{title}</span>
      <Icon name="down" />
    </Button>
  )
  return <MenuButton trigger={trigger} groups={groups} />
}
