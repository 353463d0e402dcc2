/** What a search found: each story once, with its moment, its picture, and the ways to go there. */
import { FIND_TEXTS } from '#content/locales/parts/find.ts'
import { encodeLink } from '#model/link/encode.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import type { HitFound } from '#model/sweep/answers.ts'
import { builtIn } from '#store/builtIn.ts'
import { deflate } from '#store/deflate.ts'
import { openBranch } from '#store/openBranch.ts'
import { closeDialog } from '#store/surface.ts'
import type { Story } from '#store/sweeping.ts'
import { type ReactNode, useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../widgets/Button.tsx'
import { useApp, useWords } from '../../widgets/context.ts'
import { usePartWords } from '../../widgets/partWords.ts'
import { Small as Picture } from '../gallery/Small.tsx'
import { sentenceOf } from '../inspector/sentence.ts'
import { finding, makeSmaller, shownOf, type Small } from './finding.ts'
import styles from './find.module.css'
import { useThumbnails } from './useThumbnails.ts'

/** Stories in the list. */
export const MOST_SHOWN = 40

interface Shown {
  readonly document: ScenarioDocument
  readonly hit: HitFound
}

/** The link is made when it is asked for. */
function CopyLink({ shown, seed }: { readonly shown: Shown; readonly seed: number }): ReactNode {
  const { t } = useWords()
  const say = usePartWords(FIND_TEXTS)
  const [said, setSaid] = useState<string | null>(null)
  const copy = async (): Promise<void> => {
    const { base: id } = finding.getState()
    const original = id === null ? undefined : builtIn(id)
    const base = original && id !== null ? { id, document: original } : null
    const link = await encodeLink({ document: shown.document, base, position: shown.hit.position }, deflate)
    if (link.ok) await navigator.clipboard.writeText(`${location.origin}${location.pathname}${link.value}`)
    setSaid(link.ok ? t('share.copied') : say('noLink'))
  }
  return (
    <Button onClick={() => void copy()} aria-label={said ?? say('linkOf', { seed: String(seed) })}>
      {said ?? say('link')}
    </Button>
  )
}

function SmallText({ small }: { readonly small: Small | undefined }): ReactNode {
  const { seconds } = useWords()
  const say = usePartWords(FIND_TEXTS)
  if (!small) return null
  if (small.state === 'working') return <output className={styles.note}>{say('shrinking')}</output>
  if (small.state === 'failed')
    return <output className={styles.note}>{say('shrinkFailed', { why: small.why })}</output>
  const { agents, frameworks, actions = [], untilMs } = small.document
  const params = { agents: agents.length, frameworks: frameworks.length, actions: actions.length }
  return <output className={styles.note}>{say('shrunk', { ...params, s: seconds(untilMs ?? 0) })}</output>
}

function Item({ story, shown }: { readonly story: Story; readonly shown: Shown }): ReactNode {
  const app = useApp()
  const words = useWords()
  const say = usePartWords(FIND_TEXTS)
  const small = useStore(finding, (now) => now.small.get(story.hit.seed))
  const find = useStore(finding, (now) => now.sweep?.find ?? '')
  const { seed } = story.hit
  const { record, body, records, position } = shown.hit
  const lost = record.type === 'lost' ? record.why : null
  const open = (): void => {
    closeDialog(app.surface)
    openBranch(app, shown.document, say('branch', { seed: String(seed), find }), { position })
  }
  return (
    <div className={styles.words}>
      <h3>{say('seed', { seed: String(seed) })}</h3>
      <p>{sentenceOf({ words, record, look: null, body, lost })}</p>
      <p className={styles.note}>
        {say('moment', { n: position.ordinal + 1, count: records, s: words.seconds(position.at) })}
        {story.runs > 1 ? ` · ${say('others', { count: story.runs - 1 })}` : ''}
      </p>
      <p className={styles.row}>
        <Button onClick={open} aria-label={say('openOf', { seed: String(seed) })}>
          {say('open')}
        </Button>
        {small && small.state !== 'failed' ? null : (
          <Button onClick={() => void makeSmaller(app, seed)} aria-label={say('shrinkOf', { seed: String(seed) })}>
            {say('shrink')}
          </Button>
        )}
        <CopyLink key={small?.state} shown={shown} seed={seed} />
      </p>
      <SmallText small={small} />
    </div>
  )
}

export function Stories(): ReactNode {
  const say = usePartWords(FIND_TEXTS)
  const now = useStore(finding)
  const stories = now.found?.stories ?? []
  const shown = stories.slice(0, MOST_SHOWN).flatMap((story) => {
    const what = shownOf(now, story)
    return what ? [{ story, what }] : []
  })
  const pictures = useThumbnails(shown.map(({ what }) => what))
  if (shown.length === 0) return null
  return (
    <section aria-label={say('list')}>
      <h3 className={styles.heading}>{say('list')}</h3>
      <ul className={styles.list}>
        {shown.map(({ story, what }) => (
          <li key={story.hit.seed} className={styles.card}>
            <Picture picture={pictures.get(what.hit)} />
            <Item story={story} shown={what} />
          </li>
        ))}
      </ul>
      {stories.length > MOST_SHOWN ? (
        <p className={styles.note}>{say('more', { count: stories.length - MOST_SHOWN })}</p>
      ) : null}
    </section>
  )
}
