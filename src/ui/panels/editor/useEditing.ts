/** The text that is being edited: what can be read is run at once, what cannot be read is kept. */
import { readScenario } from '#model/scenario/parse.ts'
import { printScenario } from '#model/scenario/print.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import type { ParseIssue } from '#model/scenario/types.ts'
import { useEffect, useRef, useState } from 'react'
import { useApp, useBranch, useWords } from '../../widgets/context.ts'
import { useIssueText } from '../../widgets/issueText.ts'

/** A hand rests so long before the scenario runs again. */
const REST_MS = 250

export interface Editing {
  readonly text: string
  readonly issues: readonly ParseIssue[]
  /** The document that the text says, or null while it has mistakes. */
  readonly document: ScenarioDocument | null
  readonly write: (text: string) => void
  /** Takes a document over, or gives back why it is none: then nothing changes. */
  readonly change: (document: ScenarioDocument) => string | null
}

/** What a part of the form has to do with. */
export interface Part {
  readonly document: ScenarioDocument
  readonly change: Editing['change']
}

export function useEditing(): Editing {
  const { intents, store } = useApp()
  const { t } = useWords()
  const issueText = useIssueText()
  const shown = useBranch((branch) => branch.document)
  const [text, setText] = useState(() => printScenario(shown, 2))
  const read = readScenario(text)
  const known = useRef<ScenarioDocument>(shown)
  const own = useRef<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const name = t('editor.branch')

  // Somebody acted in the diagram, took an edit back, or went to another branch: the text follows, unless it has mistakes.
  useEffect(() => {
    if (shown === known.current) return
    known.current = shown
    setText((before) => (readScenario(before).ok ? printScenario(shown, 2) : before))
  }, [shown])
  useEffect(() => () => clearTimeout(timer.current), [])

  const run = (document: ScenarioDocument): void => {
    known.current = document
    const issues = intents.edit(document, name, own.current)
    if (issues.length === 0) own.current = store.getState().current
  }
  const write = (next: string): void => {
    setText(next)
    clearTimeout(timer.current)
    const now = readScenario(next)
    if (now.ok) timer.current = setTimeout(() => run(now.value.document), REST_MS)
  }
  return {
    text,
    issues: read.ok ? [] : read.error,
    document: read.ok ? read.value.document : null,
    write,
    change: (document) => {
      const now = readScenario(document)
      if (!now.ok) return now.error.map(({ path, message }) => `${path}: ${issueText(message)}`).join('; ')
      write(printScenario(document, 2))
      return null
    },
  }
}
