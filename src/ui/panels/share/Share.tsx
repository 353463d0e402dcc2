/** The moment as a link, a QR code, an embed, pictures; the scenario and the run as files; an app as a command. */
import { linkOf } from '#store/link.ts'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useApp, useWords } from '../../widgets/context.ts'
import { DialogFrame } from '../../widgets/DialogFrame.tsx'
import { LONGEST_QR, Qr } from '../../widgets/Qr.tsx'
import { Copy } from './Copy.tsx'
import { Curl, Files, Pictures } from './Exports.tsx'
import styles from './share.module.css'
import { Storyboard } from './Storyboard.tsx'

function useLink(): string | null | undefined {
  const { store } = useApp()
  const [link, setLink] = useState<string | null | undefined>(undefined)
  useEffect(() => {
    let wanted = true
    void linkOf(store.getState()).then((fragment) => {
      const { origin, pathname } = location
      if (wanted) setLink(fragment === null ? null : `${origin}${pathname}${fragment}`)
    })
    return () => {
      wanted = false
    }
  }, [store])
  return link
}

function QrOf({ text }: { readonly text: string }): ReactNode {
  const { t } = useWords()
  return (
    <figure className={styles.qr}>
      <Qr text={text} />
      <figcaption>{t('share.qr')}</figcaption>
    </figure>
  )
}

function embedOf(link: string): string {
  return `<iframe src="${link.replace('#', '?embed=1#')}" width="800" height="600" title="Mesoscope"></iframe>`
}

function LinkParts({ link }: { readonly link: string }): ReactNode {
  const { t } = useWords()
  const first = useRef<HTMLTextAreaElement>(null)
  // The link comes a moment after the dialog: what the dialog is for takes the focus then.
  useEffect(() => first.current?.focus(), [])
  return (
    <>
      <label className={styles.field}>
        <span>
          {t('share.link')} <small>{t('share.length', { count: link.length })}</small>
        </span>
        <textarea ref={first} readOnly rows={3} value={link} onFocus={(event) => event.target.select()} />
      </label>
      <p className={styles.note}>{t('share.holds')}</p>
      <p className={styles.files}>
        <Copy text={link} label={t('share.copy')} look="primary" />
      </p>
      {link.length <= LONGEST_QR ? <QrOf text={link} /> : null}
      <label className={styles.field}>
        <span>{t('share.embed')}</span>
        <textarea readOnly rows={3} value={embedOf(link)} onFocus={(event) => event.target.select()} />
      </label>
      <p className={styles.files}>
        <Copy text={embedOf(link)} label={t('share.copyEmbed')} />
      </p>
    </>
  )
}

export function Share(): ReactNode {
  const { t } = useWords()
  const link = useLink()
  return (
    <DialogFrame title={t('share.title')}>
      {link === undefined ? <output>{t('share.none')}</output> : null}
      {link === null ? <p>{t('share.tooLarge')}</p> : null}
      {link ? <LinkParts link={link} /> : null}
      <Pictures />
      <Storyboard />
      <Files />
      <Curl />
    </DialogFrame>
  )
}
