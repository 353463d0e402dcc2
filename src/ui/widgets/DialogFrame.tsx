/** The frame of every dialog: title, close, body that scrolls, actions below. */
import { closeDialog } from '#store/surface.ts'
import { Dialog } from '@base-ui/react/dialog'
import { type ReactNode, useRef } from 'react'
import { IconButton } from './Button.tsx'
import { useApp, useWords } from './context.ts'
import styles from './dialog.module.css'

interface DialogFrameProps {
  readonly title: string
  readonly size?: 'small' | 'medium' | 'wide'
  readonly children: ReactNode
  readonly actions?: ReactNode
}

/** What takes the focus when a dialog opens: what it says itself, what is typed into, what is chosen, what is pressed. */
const FIRST = [
  '[data-first]',
  'input:not([type=radio], [type=file]), textarea, select',
  'input[type=radio]:checked',
  'button, a[href]',
] as const

/** Where the focus goes when a dialog closes that no button opened: to the diagram. */
function returnFocus(): HTMLElement | true {
  const before = document.activeElement
  if (before && before !== document.body && !before.closest('[role=dialog]')) return true
  return document.querySelector<HTMLElement>('[role=application]') ?? true
}

export function DialogFrame({ title, size = 'medium', children, actions }: DialogFrameProps): ReactNode {
  const { surface } = useApp()
  const { t } = useWords()
  const body = useRef<HTMLDivElement>(null)
  const close = (): void => closeDialog(surface)
  const first = (): HTMLElement | true => {
    const found = FIRST.map((wanted) => body.current?.querySelector<HTMLElement>(wanted))
    return found.find((element) => element) ?? true
  }
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : close())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.scrim} />
        <Dialog.Popup className={styles.dialog} data-size={size} initialFocus={first} finalFocus={returnFocus}>
          <div className={styles.head}>
            <Dialog.Title className={styles.title}>{title}</Dialog.Title>
            <IconButton icon="cross" label={t('dialog.close')} onClick={close} />
          </div>
          <div className={styles.body} ref={body}>
            {children}
          </div>
          {actions ? <div className={styles.foot}>{actions}</div> : null}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
