/** What no menu has: weights and quota, further agents, tasks, processes, anything that a scenario may hold, at this moment. */
import { OPERATE_TEXTS } from '#content/locales/parts/operate.ts'
import { appsAt, tasksAt } from '#derive/seriesIndex.ts'
import { ACTION_NAMES, type ActionName } from '#model/scenario/document.ts'
import type { ParseIssue } from '#model/scenario/types.ts'
import { executorsAt, standingAt, type Wish } from '#store/possible.ts'
import { currentBranch, type Session } from '#store/session.ts'
import { closeDialog } from '#store/surface.ts'
import { type FormEvent, type ReactNode, useId, useMemo, useState } from 'react'
import { Button } from '../../widgets/Button.tsx'
import { useApp, useWords } from '../../widgets/context.ts'
import { DialogFrame } from '../../widgets/DialogFrame.tsx'
import { useIssueText } from '../../widgets/issueText.ts'
import { usePartWords } from '../../widgets/partWords.ts'
import { wishName } from '../faults/wishes.ts'
import styles from '../scale/scale.module.css'
import { type ActField, actGroups, actOf, draftOf, type Present } from './draft.ts'

const MOST_TASKS = 200
/** Nothing else can be meant by these keys; another role may be named, or a component that comes later. */
const OF_THOSE_THERE = new Set(['framework', 'agent', 'app', 'task', 'executor', 'process'])

function presentAt(session: Session): Present {
  const { trace, scenario } = currentBranch(session)
  const { ordinal, at } = session.cursor
  const apps = appsAt(trace, ordinal)
  const ofApps = apps.flatMap(({ point }) => point.tasks.map(({ id }) => id))
  return {
    agents: standingAt(scenario, at).agents,
    apps: apps.map(({ point }) => point.id),
    tasks: [...new Set([...ofApps, ...tasksAt(trace, ordinal, MOST_TASKS).map(({ task }) => task)])],
    executors: executorsAt(trace, ordinal),
  }
}

interface FieldProps {
  readonly field: ActField
  readonly text: string
  readonly onText: (text: string) => void
}

function Named({ field, text, onText }: FieldProps): ReactNode {
  const { key, type, needed, choices } = field
  const say = usePartWords(OPERATE_TEXTS)
  const list = useId()
  const name = `key.${key}`
  const plain = name in OPERATE_TEXTS.en ? say(name as 'key.agent') : key
  const label = needed ? plain : say('optional', { key: plain })
  const onChange = (event: { target: { value: string } }): void => onText(event.target.value)
  if (type === 'boolean') {
    return (
      <label className={styles.check}>
        <input type="checkbox" checked={text === 'true'} onChange={(event) => onText(String(event.target.checked))} />
        {plain}
      </label>
    )
  }
  if (type === 'json' && text.includes('\n')) {
    return (
      <label>
        {label}
        <textarea rows={Math.min(10, text.split('\n').length)} spellCheck={false} value={text} onChange={onChange} />
      </label>
    )
  }
  if (choices.length > 0 && OF_THOSE_THERE.has(key)) {
    return (
      <label>
        {label}
        <select value={text} onChange={onChange}>
          {needed && choices.includes(text) ? null : <option value="">–</option>}
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      </label>
    )
  }
  return (
    <label>
      {label}
      <input
        value={text}
        spellCheck={false}
        inputMode={type === 'whole' ? 'numeric' : undefined}
        list={choices.length > 0 ? list : undefined}
        onChange={onChange}
      />
      {choices.length > 0 ? (
        <datalist id={list}>
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </datalist>
      ) : null}
    </label>
  )
}

function Mistakes({ issues }: { readonly issues: readonly ParseIssue[] }): ReactNode {
  const issueText = useIssueText()
  if (issues.length === 0) return null
  return (
    <ul className={styles.mistakes} role="alert">
      {issues.map(({ path, message }) => (
        <li key={`${path} ${message}`}>
          <code>{path.replace(/^\/actions\/\d+\/?/, '') || '/'}</code> {issueText(message)}
        </li>
      ))}
    </ul>
  )
}

interface Operating {
  readonly name: ActionName
  readonly choose: (name: ActionName) => void
  readonly fields: readonly ActField[]
  readonly texts: Readonly<Record<string, string>>
  readonly write: (key: string, text: string) => void
  readonly issues: readonly ParseIssue[]
  readonly send: (event: FormEvent) => void
}

function useOperating(first: ActionName): Operating {
  const app = useApp()
  const words = useWords()
  const say = usePartWords(OPERATE_TEXTS)
  const session = app.store.getState()
  const { document } = currentBranch(session)
  const [name, setName] = useState<ActionName>(first)
  const [written, setWritten] = useState<Readonly<Record<string, string>>>({})
  const [issues, setIssues] = useState<readonly ParseIssue[]>([])
  // What is there does not change while the dialog stands over it.
  const [there] = useState(() => presentAt(session))
  const draft = useMemo(() => draftOf(document, name, there), [document, name, there])
  const texts = { ...draft?.texts, ...written }
  const send = (event: FormEvent): void => {
    event.preventDefault()
    const read = actOf(name, draft?.fields ?? [], texts)
    if (!read.ok) return setIssues([{ path: read.key, message: say('notJson') }])
    const found = app.intents.act(read.act, wishName(words, read.act as Wish))
    if (found.length > 0) return setIssues(found)
    closeDialog(app.surface)
    app.intents.setPlaying(true)
  }
  return {
    name,
    choose: (next) => {
      setName(next)
      setWritten({})
      setIssues([])
    },
    fields: draft?.fields ?? [],
    texts,
    write: (key, text) => {
      setWritten({ ...written, [key]: text })
      setIssues([])
    },
    issues,
    send,
  }
}

export function OperateDialog({ about }: { readonly about: string | null }): ReactNode {
  const { store, surface } = useApp()
  const { t, maybe } = useWords()
  const say = usePartWords(OPERATE_TEXTS)
  const groups = actGroups(currentBranch(store.getState()).document)
  const wanted = ACTION_NAMES.find((name) => name === about)
  const { name, choose, fields, texts, write, issues, send } = useOperating(
    wanted ?? groups[0]?.names[0] ?? 'setWeight',
  )
  const actions = (
    <>
      <Button onClick={() => closeDialog(surface)}>{t('dialog.cancel')}</Button>
      <Button look="primary" type="submit" form="operate">
        {say('do')}
      </Button>
    </>
  )
  return (
    <DialogFrame title={say('title')} size="small" actions={actions}>
      <form id="operate" className={styles.form} onSubmit={send}>
        <label>
          {say('what')}
          <select
            value={name}
            onChange={(event) => {
              const next = ACTION_NAMES.find((one) => one === event.target.value)
              if (next) choose(next)
            }}
          >
            {groups.map(({ id, names }) => (
              <optgroup key={id} label={say(`group.${id}`)}>
                {names.map((one) => (
                  <option key={one} value={one}>
                    {maybe(`do.${one}`, {}, one)}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
        {fields.map((field) => (
          <Named
            key={`${name} ${field.key}`}
            field={field}
            text={texts[field.key] ?? ''}
            onText={(text) => write(field.key, text)}
          />
        ))}
        <Mistakes issues={issues} />
        <p className={styles.note}>{say('note')}</p>
      </form>
    </DialogFrame>
  )
}
