/** Sentences at the edge of the page: branched, refused, restarting. Read aloud as they come. */
import type { Words } from '#content/locales/words.ts'
import type { Notice } from '#store/session.ts'
import { useEffect, type ReactNode } from 'react'
import { Button, IconButton } from '../widgets/Button.tsx'
import { useApp, useSession, useWords } from '../widgets/context.ts'
import { Icon } from '../widgets/Icon.tsx'
import { useIssueText } from '../widgets/issueText.ts'
import styles from './shell.module.css'

/** News go by themselves; what went wrong stays until it was read. */
const NEWS_MS = 8000

export function noticeText({ maybe }: Words, { key, params }: Notice): string {
  return maybe(key, params, key)
}

function Card({ notice }: { readonly notice: Notice }): ReactNode {
  const { intents } = useApp()
  const words = useWords()
  const issueText = useIssueText()
  const { n, tone, details, params, act } = notice
  const { about } = params
  const told = typeof about === 'string' ? { ...notice, params: { ...params, about: issueText(about) } } : notice
  useEffect(() => {
    if (tone !== 'info' || act) return
    const timer = setTimeout(() => intents.dismiss(n), NEWS_MS)
    return () => clearTimeout(timer)
  }, [n, tone, act, intents])
  return (
    <li className={styles.notice} data-tone={tone}>
      <Icon name={tone === 'info' ? 'info' : 'warning'} />
      <div>
        <p>{noticeText(words, told)}</p>
        {details ? (
          <ul>
            {details.slice(0, 8).map(({ path, message }) => (
              <li key={`${path} ${message}`}>
                <code>{path || '/'}</code> {issueText(message)}
              </li>
            ))}
          </ul>
        ) : null}
        {act ? <Button onClick={act.run}>{words.maybe(act.label, {}, act.label)}</Button> : null}
      </div>
      <IconButton icon="cross" label={words.t('notice.dismiss')} onClick={() => intents.dismiss(n)} />
    </li>
  )
}

export function Notices(): ReactNode {
  const { t } = useWords()
  const notices = useSession((session) => session.notices)
  return (
    <section className={styles.notices} aria-label={t('notice.title')} aria-live="polite" aria-relevant="additions">
      <ul>
        {notices.map((notice) => (
          <Card key={notice.n} notice={notice} />
        ))}
      </ul>
    </section>
  )
}
