/** What is wrong in a line of the form, said in the reader's language with its place, and the place pointed at. */
import { FIND_TEXTS } from '#content/locales/parts/find.ts'
import type { SyntaxIssue } from '#model/sweep/grammar.ts'
import type { ReactNode } from 'react'
import { usePartWords } from '../../widgets/partWords.ts'
import styles from './find.module.css'

/** So much of the line stands before the place that is wrong. */
const BEFORE = 24

interface MistakeProps {
  readonly id: string
  readonly text: string
  readonly issue: SyntaxIssue
}

export function Mistake({ id, text, issue }: MistakeProps): ReactNode {
  const say = usePartWords(FIND_TEXTS)
  const { at, code, about } = issue
  const key = code === 'missing' && about === '' ? 'mistake.missingValue' : (`mistake.${code}` as const)
  const what = key === 'mistake.missingValue' ? say(key) : say(key, { about })
  const before = text.slice(Math.max(0, at - BEFORE), at)
  const rest = text.slice(at, at + BEFORE)
  return (
    <p className={styles.mistake} id={id} role="alert">
      {say('place', { at: String(at + 1), what })}
      <code aria-hidden="true">
        {at > BEFORE ? '…' : ''}
        {before}
        <mark>{rest === '' ? ' ' : rest}</mark>
      </code>
    </p>
  )
}
