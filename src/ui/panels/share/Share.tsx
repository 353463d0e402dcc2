/** The moment as a link, a QR code, an embed; the scenario and the run as files. */
import { linesOf } from '#store/answers.ts'
import { titleOf } from '#store/builtIn.ts'
import { currentBranch } from '#store/session.ts'
import { linkOf } from '#store/link.ts'
import { printScenario } from '#model/scenario/print.ts'
import { type ReactNode, useEffect, useState } from 'react'
import { encode } from 'uqr'
import { Button } from '../../widgets/Button.tsx'
import { useApp, useWords } from '../../widgets/context.ts'
import { DialogFrame } from '../../widgets/DialogFrame.tsx'
import styles from './share.module.css'

/** A longer link makes a code that no telephone reads from a screen. */
const LONGEST_QR = 1200

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

function Qr({ text }: { readonly text: string }): ReactNode {
  const { t } = useWords()
  const { data, size } = encode(text, { ecc: 'L', border: 2 })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <figure className={styles.qr}>
      <svg viewBox={`0 0 ${size} ${size}`} aria-hidden="true" shapeRendering="crispEdges">
        <rect width={size} height={size} />
        <path d={path} />
      </svg>
      <figcaption>{t('share.qr')}</figcaption>
    </figure>
  )
}

function Copy({ text, label }: { readonly text: string; readonly label: string }): ReactNode {
  const { t } = useWords()
  const [copied, setCopied] = useState('')
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(() => setCopied(text))
  }
  return (
    <Button look="primary" onClick={copy}>
      {copied === text ? t('share.copied') : label}
    </Button>
  )
}

function save(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = name
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

function Files(): ReactNode {
  const { store } = useApp()
  const { t } = useWords()
  const { document: scenario, trace } = currentBranch(store.getState())
  const name = (titleOf(scenario, 'en') || 'scenario').toLowerCase().replace(/[^a-z0-9]+/g, '-')
  return (
    <p className={styles.files}>
      <Button onClick={() => save(`${name}.json`, 'application/json', `${printScenario(scenario, 2)}\n`)}>
        {t('share.file')}
      </Button>
      <Button onClick={() => save(`${name}.jsonl`, 'application/x-ndjson', linesOf(trace, 0, trace.count - 1))}>
        {t('share.lines')}
      </Button>
    </p>
  )
}

function embedOf(link: string): string {
  return `<iframe src="${link.replace('#', '?embed=1#')}" width="800" height="600" title="Mesoscope"></iframe>`
}

export function Share(): ReactNode {
  const { t } = useWords()
  const link = useLink()
  return (
    <DialogFrame title={t('share.title')}>
      {link === null ? <p>{t('share.tooLarge')}</p> : null}
      {link ? (
        <>
          <label className={styles.field}>
            <span>
              {t('share.link')} <small>{t('share.length', { count: link.length })}</small>
            </span>
            <textarea readOnly rows={3} value={link} onFocus={(event) => event.target.select()} />
          </label>
          <p className={styles.note}>{t('share.holds')}</p>
          <p className={styles.files}>
            <Copy text={link} label={t('share.copy')} />
          </p>
          {link.length <= LONGEST_QR ? <Qr text={link} /> : null}
          <label className={styles.field}>
            <span>{t('share.embed')}</span>
            <textarea readOnly rows={3} value={embedOf(link)} onFocus={(event) => event.target.select()} />
          </label>
        </>
      ) : null}
      <Files />
    </DialogFrame>
  )
}
