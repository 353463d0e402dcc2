/** The scenario as JSON and as a form, beside the diagram that it makes: every change runs at once. */
import { closeDialog } from '#store/surface.ts'
import { Dialog } from '@base-ui/react/dialog'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { IconButton } from '../../widgets/Button.tsx'
import { useApp, useWords } from '../../widgets/context.ts'
import { type IssueText, useIssueText } from '../../widgets/issueText.ts'
import { Segmented } from '../../widgets/Segmented.tsx'
import { type CodeView, openCode } from './codeView.ts'
import styles from './editor.module.css'
import { Form } from './Form.tsx'
import { useAbove } from './useAbove.ts'
import { type Editing, useEditing } from './useEditing.ts'

function Code({ text, write }: Pick<Editing, 'text' | 'write'>): ReactNode {
  const { t } = useWords()
  const place = useRef<HTMLDivElement>(null)
  const code = useRef<CodeView>(null)
  const heard = useRef(write)
  const issueText = useIssueText()
  const told = useRef<IssueText>(issueText)
  const first = useRef(text)
  const label = t('editor.label')
  useEffect(() => {
    heard.current = write
    told.current = issueText
  })
  useEffect(() => {
    if (!place.current) return
    const made = openCode(place.current, first.current, label, {
      onText: (next) => heard.current(next),
      issueText: (message) => told.current(message),
    })
    code.current = made
    return () => {
      made.view.destroy()
      code.current = null
    }
  }, [label])
  useEffect(() => code.current?.setText(text), [text])
  return <div className={styles.code} ref={place} />
}

function Status({ issues }: Pick<Editing, 'issues'>): ReactNode {
  const { t } = useWords()
  const issueText = useIssueText()
  return (
    <div className={styles.status}>
      <output>{issues.length === 0 ? t('editor.good') : t('editor.bad', { count: issues.length })}</output>
      {issues.length > 0 ? (
        <ul>
          {issues.slice(0, 5).map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <code>{path}</code> {issueText(message)}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

export function Editor(): ReactNode {
  const { surface } = useApp()
  const { t } = useWords()
  const editing = useEditing()
  const bottom = useAbove('footer')
  const [side, setSide] = useState<'json' | 'form'>('json')
  const close = (): void => closeDialog(surface)
  return (
    <Dialog.Root open modal={false} disablePointerDismissal onOpenChange={(open) => (open ? undefined : close())}>
      <Dialog.Portal>
        <Dialog.Popup className={styles.editor} style={{ bottom }}>
          <div className={styles.head}>
            <Dialog.Title className={styles.title}>{t('editor.title')}</Dialog.Title>
            <Segmented
              label={t('editor.title')}
              value={side}
              choices={(['json', 'form'] as const).map((value) => ({ value, label: t(`editor.${value}`) }))}
              onChange={(value) => setSide(value === 'form' ? 'form' : 'json')}
            />
            <IconButton icon="cross" label={t('dialog.close')} onClick={close} />
          </div>
          {side === 'json' ? <Code text={editing.text} write={editing.write} /> : <Form editing={editing} />}
          <Status issues={editing.issues} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
