/** What happens when: submits, faults and the operator's acts, each with the keys that the schema gives its kind. */
import { EDITOR_TEXTS } from '#content/locales/parts/editor.ts'
import { ACTION_NAMES, type ActionName } from '#model/scenario/document.ts'
import { type ReactNode, useState } from 'react'
import { Button, IconButton } from '../../widgets/Button.tsx'
import { useApp, useWords } from '../../widgets/context.ts'
import { usePartWords } from '../../widgets/partWords.ts'
import {
  type ActionKey,
  actionKeys,
  possibleActions,
  withActionKey,
  withActionKind,
  withNewAction,
  withoutAction,
} from './actionEdits.ts'
import styles from './editor.module.css'
import { Field } from './Field.tsx'
import type { Part } from './useEditing.ts'

/** Rows of the form: who has more edits them as JSON. */
const MOST_SHOWN = 100

interface KeyProps extends Part {
  readonly n: number
  readonly of: ActionKey
  readonly value: unknown
}

function textOf(value: unknown, type: ActionKey['type']): string {
  if (value === undefined) return ''
  if (type === 'json') return typeof value === 'object' ? JSON.stringify(value, null, 1) : JSON.stringify(value)
  return String(value)
}

function parsed(text: string): { readonly ok: boolean; readonly value?: unknown } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch {
    return { ok: false }
  }
}

function KeyField({ document, change, n, of, value }: KeyProps): ReactNode {
  const say = usePartWords(EDITOR_TEXTS)
  const { key, type, needed } = of
  const set = (next: unknown): string | null => change(withActionKey(document, n, key, next))
  const label = needed ? key : say('optional', { key })
  if (type === 'boolean') {
    return (
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={value === true}
          onChange={(event) => void set(event.target.checked || needed ? event.target.checked : undefined)}
        />
        {key}
      </label>
    )
  }
  const take = (text: string): string | null => {
    if (text.trim() === '' && !needed) return set(undefined)
    if (type === 'text') return set(text)
    const read = type === 'whole' ? { ok: true, value: text.trim() === '' ? undefined : Number(text) } : parsed(text)
    return read.ok ? set(read.value) : say('notJson')
  }
  const isCode = type === 'json'
  return <Field label={label} value={textOf(value, type)} whole={type === 'whole'} code={isCode} onChange={take} />
}

interface KindProps {
  readonly label: string
  readonly value: ActionName
  readonly names: readonly ActionName[]
  readonly onChange: (name: ActionName) => void
}

function KindChoice({ label, value, names, onChange }: KindProps): ReactNode {
  const { maybe } = useWords()
  return (
    <div className={styles.field} data-wide>
      <label>
        {label}
        <select
          value={value}
          onChange={(event) => {
            const next = ACTION_NAMES.find((name) => name === event.target.value)
            if (next) onChange(next)
          }}
        >
          {names.map((name) => (
            <option key={name} value={name}>
              {maybe(`do.${name}`, {}, name)}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}

function Row({ document, change, n }: Part & { readonly n: number }): ReactNode {
  const say = usePartWords(EDITOR_TEXTS)
  const action = document.actions?.[n]
  if (!action) return null
  const names = possibleActions(document)
  const all = names.includes(action.do) ? names : [action.do, ...names]
  return (
    <li className={styles.row} data-action>
      <Field
        label={say('at')}
        value={String(action.atMs ?? '')}
        whole
        onChange={(ms) => change(withActionKey(document, n, 'atMs', ms === '' ? undefined : Number(ms)))}
      />
      <KindChoice
        label={say('what')}
        value={action.do}
        names={all}
        onChange={(name) => void change(withActionKind(document, n, name))}
      />
      {actionKeys(document, n).map((key) => (
        <KeyField
          key={`${action.do} ${key.key}`}
          of={key}
          n={n}
          value={action[key.key]}
          document={document}
          change={change}
        />
      ))}
      <IconButton
        icon="cross"
        label={say('removeAction', { n: n + 1 })}
        onClick={() => void change(withoutAction(document, n))}
      />
    </li>
  )
}

export function Actions(part: Part): ReactNode {
  const { store } = useApp()
  const say = usePartWords(EDITOR_TEXTS)
  const { document, change } = part
  const names = possibleActions(document)
  const [chosen, setChosen] = useState<ActionName>('crashMaster')
  const name = names.includes(chosen) ? chosen : (names[0] ?? 'crashMaster')
  const actions = document.actions ?? []
  /** At the next millisecond, so that the reader sees it happen. */
  const add = (): void => {
    const atMs = Math.floor(store.getState().cursor.at) + 1
    void change(withNewAction(document, name, atMs))
  }
  return (
    <>
      <h3>{say('actions')}</h3>
      <p className={styles.note}>{say('actionsNote')}</p>
      <ol aria-label={say('actions')}>
        {actions.slice(0, MOST_SHOWN).map((action, n) => (
          <Row key={`${n} ${action.do}`} n={n} {...part} />
        ))}
      </ol>
      {actions.length > MOST_SHOWN ? <p>{say('more', { count: actions.length - MOST_SHOWN })}</p> : null}
      <div className={styles.row}>
        <KindChoice label={say('newAction')} value={name} names={names} onChange={setChosen} />
        <Button onClick={add}>{say('addAction')}</Button>
      </div>
    </>
  )
}
