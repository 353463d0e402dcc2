/** The dialog that is open, if one is. Each is loaded when it is first wanted. */
import { closeDialog, type DialogName } from '#store/surface.ts'
import { type ComponentType, type ReactNode, Suspense } from 'react'
import { useApp, useSurface, useWords } from '../widgets/context.ts'
import { lazily } from '../widgets/lazily.ts'
import { Broken } from './Broken.tsx'
import styles from './shell.module.css'

export interface DialogProps {
  /** What it is about: an app's id, for instance. */
  readonly about: string | null
}

const DIALOGS: Readonly<Record<DialogName, ComponentType<DialogProps>>> = {
  submit: lazily(async () => ({ default: (await import('../panels/submit/SubmitDialog.tsx')).SubmitDialog })),
  palette: lazily(async () => ({ default: (await import('../panels/palette/Palette.tsx')).Palette })),
  help: lazily(async () => ({ default: (await import('../panels/help/Help.tsx')).Help })),
  share: lazily(async () => ({ default: (await import('../panels/share/Share.tsx')).Share })),
  settings: lazily(async () => ({ default: (await import('../panels/settings/SettingsDialog.tsx')).SettingsDialog })),
  learn: lazily(async () => ({ default: (await import('../panels/learn/Learn.tsx')).Learn })),
  scale: lazily(async () => ({ default: (await import('../panels/scale/ScaleDialog.tsx')).ScaleDialog })),
  kill: lazily(async () => ({ default: (await import('../panels/scale/KillDialog.tsx')).KillDialog })),
  why: lazily(async () => ({ default: (await import('../panels/why/Why.tsx')).Why })),
  editor: lazily(async () => ({ default: (await import('../panels/editor/Editor.tsx')).Editor })),
  until: lazily(async () => ({ default: (await import('../panels/until/UntilDialog.tsx')).UntilDialog })),
  markers: lazily(async () => ({ default: (await import('../panels/markers/Markers.tsx')).Markers })),
  gallery: lazily(async () => ({ default: (await import('../panels/gallery/Gallery.tsx')).Gallery })),
  deliver: lazily(async () => ({ default: (await import('../panels/delivery/DeliverDialog.tsx')).DeliverDialog })),
  operate: lazily(async () => ({ default: (await import('../panels/operate/OperateDialog.tsx')).OperateDialog })),
  find: lazily(async () => ({ default: (await import('../panels/find/Find.tsx')).Find })),
  handout: lazily(async () => ({ default: (await import('../panels/handout/Handout.tsx')).Handout })),
  scenario: lazily(async () => ({ default: (await import('../panels/scenario/ScenarioDialog.tsx')).ScenarioDialog })),
}

function Loading(): ReactNode {
  const { t } = useWords()
  return <output className={styles.loading}>{t('dialog.loading')}</output>
}

export function Dialogs(): ReactNode {
  const { surface } = useApp()
  const open = useSurface((s) => s.dialog)
  if (!open) return null
  const Shown = DIALOGS[open.name]
  return (
    <Broken key={`${open.name} ${open.about ?? ''}`} onLeave={() => closeDialog(surface)}>
      <Suspense fallback={<Loading />}>
        <Shown about={open.about} />
      </Suspense>
    </Broken>
  )
}
