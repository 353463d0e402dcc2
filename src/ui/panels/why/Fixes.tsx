/** Why it waits, in one sentence, and what would launch it: both as `mesoscope explain` tells them. */
import { WHY_TEXTS } from '#content/locales/parts/why.ts'
import { applyPatch, type PatchOperation } from '#model/patch.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { printScenario } from '#model/scenario/print.ts'
import { openBranch } from '#store/openBranch.ts'
import { currentBranch, type Cursor } from '#store/session.ts'
import { closeDialog } from '#store/surface.ts'
import { type ReactNode, useState } from 'react'
import { Button } from '../../widgets/Button.tsx'
import { useApp, useWords } from '../../widgets/context.ts'
import { usePartWords } from '../../widgets/partWords.ts'
import { fixText } from './fixText.ts'
import { type Asked, useAsked } from './useAsked.ts'
import styles from './why.module.css'

interface Fix {
  readonly change: readonly PatchOperation[]
  readonly launchesAtMs: number
}

/** Of contracts.md 4, what is told here. */
interface Explained {
  readonly waiting: boolean
  readonly why: string | null
  readonly fixes?: readonly Fix[]
}

/** How far behind the moment a launch still counts. Source: study/why/fixes.ts. */
const HORIZON_S = 150
/** A branch goes on for so long behind the launch. */
const AFTER_MS = 30_000

function longEnough(document: ScenarioDocument, launchesAtMs: number): ScenarioDocument {
  const { untilMs } = document
  if (typeof untilMs !== 'number' || untilMs > launchesAtMs) return document
  return { ...document, untilMs: launchesAtMs + AFTER_MS }
}

function One({ document, fix }: { readonly document: ScenarioDocument; readonly fix: Fix }): ReactNode {
  const app = useApp()
  const { seconds } = useWords()
  const say = usePartWords(WHY_TEXTS)
  const text = fixText(say, document, fix.change)
  const open = (): void => {
    const patched = applyPatch(document, fix.change)
    if (!patched.ok) return
    closeDialog(app.surface)
    const changed = longEnough(patched.value as ScenarioDocument, fix.launchesAtMs)
    openBranch(app, changed, text, { atMs: fix.launchesAtMs })
  }
  return (
    <li className={styles.fix}>
      <span>
        {text}
        <small>{say('at', { s: seconds(fix.launchesAtMs) })}</small>
      </span>
      <Button onClick={open} aria-label={say('openOf', { fix: text })}>
        {say('open')}
      </Button>
    </li>
  )
}

function List({
  asked,
  document,
}: {
  readonly asked: Asked<Explained>
  readonly document: ScenarioDocument
}): ReactNode {
  const say = usePartWords(WHY_TEXTS)
  if (asked.state === 'asking') return <output className={styles.note}>{say('searching')}</output>
  if (asked.state === 'failed') return <output className={styles.note}>{say('failed', { why: asked.why })}</output>
  const { fixes = [] } = asked.answer
  if (fixes.length === 0) return <output className={styles.note}>{say('none', { s: HORIZON_S })}</output>
  return (
    <ol className={styles.fixes}>
      {fixes.map((fix) => (
        <One key={JSON.stringify(fix.change)} document={document} fix={fix} />
      ))}
    </ol>
  )
}

/** What was asked stays, though the cursor goes on. */
function useQuestion(id: string): { document: ScenarioDocument; cursor: Cursor; text: string } {
  const { store } = useApp()
  const [asked] = useState(() => {
    const session = store.getState()
    const { document } = currentBranch(session)
    return { document, cursor: session.cursor, text: printScenario(document), id }
  })
  return asked
}

export function Fixes({ id }: { readonly id: string }): ReactNode {
  const say = usePartWords(WHY_TEXTS)
  const { maybe } = useWords()
  const { document, cursor, text } = useQuestion(id)
  const question = {
    text,
    app: id,
    at: Math.floor(cursor.at),
    ...(cursor.ordinal < 0 ? {} : { record: cursor.ordinal }),
  }
  const [why, fixes] = useAsked<Explained>([
    { kind: 'why', ...question },
    { kind: 'fixes', ...question },
  ])
  const reason = why?.state === 'answered' && why.answer.waiting ? why.answer.why : null
  const key = `why.${reason ?? ''}`
  return (
    <>
      <p className={styles.first} aria-live="polite">
        {reason === null ? '' : key in WHY_TEXTS.en ? say(key as 'why.Backoff') : maybe(`reason.${reason}`, {}, reason)}
      </p>
      <section className={styles.part} aria-label={say('fixes')}>
        <h3 className={styles.sub}>{say('fixes')}</h3>
        <p className={styles.note}>{say('fixesNote')}</p>
        {fixes ? <List asked={fixes} document={document} /> : null}
      </section>
    </>
  )
}
