/** “Find me a run where…”: many seeds tried in workers beside the page, what fits listed, opened, made smaller, shared. */
import { FIND_TEXTS } from '#content/locales/parts/find.ts'
import { currentBranch } from '#store/session.ts'
import { poolSize } from '#store/workerPool.ts'
import { type ReactNode, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../widgets/Button.tsx'
import { useApp, useWords } from '../../widgets/context.ts'
import { DialogFrame } from '../../widgets/DialogFrame.tsx'
import { usePartWords } from '../../widgets/partWords.ts'
import { Copy } from '../share/Copy.tsx'
import { choicesOf, type Draft, firstDraft } from './draft.ts'
import { commandOf } from './commandLine.ts'
import { finding, isGood, mistakesOf, setDraft, startFinding, stopFinding } from './finding.ts'
import styles from './find.module.css'
import { Stories } from './Stories.tsx'
import { What } from './What.tsx'
import { Where } from './Where.tsx'

function Progress(): ReactNode {
  const { number } = useWords()
  const say = usePartWords(FIND_TEXTS)
  const { found, running, stopped } = useStore(finding)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (running) place.current?.scrollIntoView({ block: 'nearest' })
  }, [running])
  if (!found) return null
  const { tried, total, hits, stories, impossible, failed } = found
  const parts = [
    say('tried', { tried: number(tried), count: total }),
    say('hits', { count: hits }),
    say('stories', { count: stories.length }),
    ...(impossible > 0 ? [say('impossible', { count: impossible })] : []),
    ...(failed > 0 ? [say('failed', { count: failed })] : []),
  ]
  const none = !running && !stopped && hits === 0
  return (
    <div className={styles.progress} ref={place}>
      <progress aria-label={say('progress')} max={total} value={tried} />
      <output aria-live={running ? 'off' : 'polite'}>
        {parts.join(' · ')}
        {stopped ? ` · ${say('stopped')}` : ''}
        {none ? ` · ${say('nothing')}` : ''}
      </output>
    </div>
  )
}

function Command({ draft, base }: { readonly draft: Draft; readonly base: string | null }): ReactNode {
  const say = usePartWords(FIND_TEXTS)
  const text = commandOf(draft, base)
  return (
    <details className={styles.measures}>
      <summary>{say('command')}</summary>
      <p>
        <code className={styles.command}>{text}</code>
      </p>
      <Copy text={text} label={say('copyCommand')} />
    </details>
  )
}

/** A draft of another scenario names what this one lacks: then it begins anew, its seeds kept. */
function useDraft(): { draft: Draft; choices: ReturnType<typeof choicesOf> } {
  const { store } = useApp()
  const { document } = currentBranch(store.getState())
  const kept = useStore(finding, (now) => now.draft)
  const choices = choicesOf(document)
  const fits =
    kept !== null &&
    (kept.app === '' ? choices.apps.length === 0 : choices.apps.includes(kept.app)) &&
    choices.roles.includes(kept.role) &&
    kept.knobs.every(({ path, name }) => path || choices.knobs.includes(name))
  const draft = fits
    ? kept
    : { ...firstDraft(choices), ...(kept ? { from: kept.from, to: kept.to, own: kept.own } : {}) }
  useEffect(() => {
    if (!fits) finding.setState({ draft })
  })
  return { draft, choices }
}

export function Find(): ReactNode {
  const app = useApp()
  const say = usePartWords(FIND_TEXTS)
  const running = useStore(finding, (now) => now.running)
  const { draft, choices } = useDraft()
  const session = app.store.getState()
  const { document } = currentBranch(session)
  const mistakes = mistakesOf(draft, document)
  const start = (): void => startFinding(app, draft, document, session.base)
  return (
    <DialogFrame title={say('title')} size="wide">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isGood(mistakes)) start()
        }}
      >
        <What draft={draft} choices={choices} issue={mistakes.find} change={setDraft} />
        <Where draft={draft} choices={choices} issue={mistakes.vary} badSeeds={mistakes.seeds} change={setDraft} />
        <p className={styles.row}>
          {/* Two buttons with keys of their own: one that turned into a submit button under the click would submit. */}
          {running ? (
            <Button key="stop" look="primary" onClick={stopFinding}>
              {say('stop')}
            </Button>
          ) : (
            <Button key="start" look="primary" type="submit" disabled={!isGood(mistakes)}>
              {say('start')}
            </Button>
          )}
          <span className={styles.note}>{say('workers', { count: poolSize(navigator.hardwareConcurrency) })}</span>
        </p>
      </form>
      <Progress />
      <Stories />
      <Command draft={draft} base={session.base} />
    </DialogFrame>
  )
}
