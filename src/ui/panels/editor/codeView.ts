/** The code editor: JSON with completion from the schema and mistakes where they stand. */
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete'
import { json } from '@codemirror/lang-json'
import { defaultHighlightStyle, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint'
import { EditorState, type Text } from '@codemirror/state'
import { basicSetup, EditorView } from 'codemirror'
import { readScenario } from '#model/scenario/parse.ts'
import type { ParseIssue } from '#model/scenario/types.ts'
import { placeAt, rangeOf } from './jsonPlaces.ts'
import type { IssueText } from '../../widgets/issueText.ts'
import { keyProposals, type Proposal, valueProposals } from './schemaAt.ts'

/** Words are told apart by weight, so that every theme keeps its contrast. */
const LOOKS = HighlightStyle.define(defaultHighlightStyle.specs.map(({ tag }) => ({ tag, color: 'var(--text-1)' })))

const THEME = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--canvas)', color: 'var(--text-1)', font: 'var(--text-payload)' },
  '.cm-scroller': { font: 'var(--text-payload)', overflow: 'auto' },
  '.cm-gutters': { backgroundColor: 'var(--panel)', color: 'var(--text-3)', border: 'none' },
  '.cm-content': { caretColor: 'var(--text-1)' },
  '.cm-cursor': { borderLeftColor: 'var(--text-1)' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '.cm-tooltip': { backgroundColor: 'var(--panel)', color: 'var(--text-1)', border: '1px solid var(--line)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--text-1)',
    color: 'var(--panel)',
  },
})

/** The last text that could be read tells which variants are meant. */
class LastRead {
  private value: unknown = null

  of(doc: Text): unknown {
    try {
      this.value = JSON.parse(doc.toString())
    } catch {
      // It is being written: what was read before tells enough.
    }
    return this.value
  }
}

function option({ label, text, detail, info }: Proposal): Completion {
  return { label, apply: text, detail: detail.slice(0, 40), ...(info === '' ? {} : { info }) }
}

function complete(last: LastRead) {
  return ({ state, pos, explicit }: CompletionContext): CompletionResult | null => {
    const place = placeAt(state, pos)
    if (!place || (!explicit && place.from === pos)) return null
    const document = last.of(state.doc)
    const proposals =
      place.what === 'key' ? keyProposals(place.path, place.present, document) : valueProposals(place.path, document)
    if (proposals.length === 0) return null
    const quoted = state.sliceDoc(place.from, place.from + 1) === '"'
    const options = proposals.map((one) => ({
      ...option(one),
      ...(quoted ? { label: `"${one.label}"`, displayLabel: one.label } : {}),
    }))
    return { from: place.from, to: place.to, options }
  }
}

/** Issues where they stand; a text that is not JSON has one at its beginning. */
function diagnosticsOf(state: EditorState, issues: readonly ParseIssue[], issueText: IssueText): readonly Diagnostic[] {
  return issues.slice(0, 100).map(({ path, message }) => {
    const { from, to } = rangeOf(state, path)
    return { from, to, severity: 'error', message: `${path}: ${issueText(message)}` }
  })
}

export interface CodeView {
  readonly view: EditorView
  readonly setText: (text: string) => void
}

interface Heard {
  /** Hears each change that a hand made. */
  readonly onText: (text: string) => void
  readonly issueText: IssueText
}

export function openCode(parent: HTMLElement, text: string, label: string, { onText, issueText }: Heard): CodeView {
  const last = new LastRead()
  let told = false
  const check = (view: EditorView): void => {
    const read = readScenario(view.state.doc.toString())
    const diagnostics = diagnosticsOf(view.state, read.ok ? [] : read.error, issueText)
    view.dispatch(setDiagnostics(view.state, diagnostics))
  }
  const view: EditorView = new EditorView({
    parent,
    doc: text,
    extensions: [
      basicSetup,
      json(),
      syntaxHighlighting(LOOKS),
      lintGutter(),
      autocompletion({ override: [complete(last)] }),
      EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
      EditorView.lineWrapping,
      EditorView.updateListener.of((update) => {
        if (!update.docChanged) return
        queueMicrotask(() => check(view))
        if (!told) onText(update.state.doc.toString())
      }),
      THEME,
    ],
  })
  last.of(view.state.doc)
  check(view)
  const setText = (next: string): void => {
    if (next === view.state.doc.toString()) return
    told = true
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } })
    told = false
  }
  return { view, setText }
}
