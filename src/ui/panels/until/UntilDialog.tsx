/** Run until something holds: what, of whom; how far the search is; what to do where it never happens. */
import { CONDITIONS, type Condition } from '#derive/until.ts'
import { MESSAGE_KINDS } from '#model/messages/catalogue.ts'
import type { Words } from '#content/locales/words.ts'
import type { Scenario } from '#model/scenario/types.ts'
import type { MessageKind } from '#model/messages/catalogue.ts'
import { closeDialog } from '#store/surface.ts'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../../widgets/Button.tsx'
import { useApp, useBranch, useWords } from '../../widgets/context.ts'
import { DialogFrame } from '../../widgets/DialogFrame.tsx'
import { frameworkName } from '../../widgets/names.ts'
import styles from '../scale/scale.module.css'
import own from './until.module.css'
import { useUntil, type Until } from './useUntil.ts'

interface Wish {
  readonly kind: Condition['kind']
  /** App, task or framework; empty: any. */
  readonly of: string
  /** In hundredths. */
  readonly above: string
  readonly text: string
  readonly messages: MessageKind | ''
}

const FIRST: Wish = { kind: 'running', of: '', above: '30', text: '', messages: '' }

function conditionOf({ kind, of, above, text, messages }: Wish): Condition | null {
  switch (kind) {
    case 'running':
      return { kind, what: of === '' ? null : of }
    case 'declined':
      return { kind, framework: of === '' ? null : of }
    case 'broken':
      return { kind }
    case 'share': {
      const share = Number(above) / 100
      return above !== '' && share >= 0 && share < 1 && of !== '' ? { kind, framework: of, above: share } : null
    }
    case 'message':
      return text.trim() === '' && messages === '' ? null : { kind, text: text.trim(), of: messages || null }
  }
}

/** Apps and tasks that the scenario will bring. */
function launchables({ actions, frameworks }: Scenario): readonly string[] {
  const apps = actions.flatMap((action) => (action.do === 'submitApp' ? [String(action.app['id'] ?? '')] : []))
  const later = actions.flatMap((action) => (action.do === 'submitTasks' ? action.tasks : []))
  const tasks = [...frameworks.flatMap((framework) => ('tasks' in framework ? (framework.tasks ?? []) : [])), ...later]
  return [...new Set([...apps, ...tasks.map(({ id }) => id)])].filter(Boolean)
}

export function UntilDialog(): ReactNode {
  const { surface } = useApp()
  const { t } = useWords()
  const scenario = useBranch((branch) => branch.scenario)
  const [wish, setWish] = useState<Wish>(FIRST)
  const until = useUntil()
  const condition = conditionOf(wish)
  const change = (part: Partial<Wish>): void => {
    until.stop()
    until.forget()
    setWish({ ...wish, ...part })
  }
  const run = (event: FormEvent): void => {
    event.preventDefault()
    if (condition) until.start(condition)
  }
  const actions = (
    <>
      <Button onClick={() => (until.running ? until.stop() : closeDialog(surface))}>
        {t(until.running ? 'until.stop' : 'dialog.cancel')}
      </Button>
      <Button look="primary" type="submit" form="run-until" disabled={condition === null || until.running}>
        {t('until.do')}
      </Button>
    </>
  )
  return (
    <DialogFrame title={t('command.until')} size="small" actions={actions}>
      <form id="run-until" className={styles.form} onSubmit={run}>
        <label>
          {t('until.what')}
          <select data-first value={wish.kind} onChange={(event) => change(chosen(event.target.value, scenario))}>
            {CONDITIONS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`until.${kind}`)}
              </option>
            ))}
          </select>
        </label>
        <Fields wish={wish} change={change} scenario={scenario} />
        <Outcome until={until} condition={condition} />
      </form>
    </DialogFrame>
  )
}

/** A share is always somebody's: the first framework's at first. */
function chosen(value: string, { frameworks }: Scenario): Partial<Wish> {
  const kind = CONDITIONS.find((other) => other === value) ?? 'running'
  return { kind, of: kind === 'share' ? (frameworks[0]?.id ?? '') : '' }
}

interface FieldsProps {
  readonly wish: Wish
  readonly change: (part: Partial<Wish>) => void
  readonly scenario: Scenario
}

function Fields({ wish, change, scenario }: FieldsProps): ReactNode {
  const words = useWords()
  const { t } = words
  const { kind } = wish
  if (kind === 'message') return <MessageFields wish={wish} change={change} words={words} />
  if (kind === 'broken') return <p className={styles.note}>{t('until.brokenHint')}</p>
  const ids = kind === 'running' ? launchables(scenario) : scenario.frameworks.map(({ id }) => id)
  return (
    <>
      <label>
        {t(kind === 'running' ? 'until.task' : 'until.framework')}
        <select value={wish.of} onChange={(event) => change({ of: event.target.value })}>
          {kind === 'share' ? null : <option value="">{t('until.any')}</option>}
          {ids.map((id) => (
            <option key={id} value={id}>
              {kind === 'running' ? id : frameworkName(id)}
            </option>
          ))}
        </select>
      </label>
      {kind === 'share' ? (
        <label>
          {t('until.above')}
          <input
            type="number"
            min={0}
            max={99}
            value={wish.above}
            onChange={(event) => change({ above: event.target.value })}
          />
        </label>
      ) : null}
    </>
  )
}

function MessageFields({ wish, change, words }: Omit<FieldsProps, 'scenario'> & { readonly words: Words }): ReactNode {
  const { t } = words
  return (
    <>
      <label>
        {t('until.text')}
        <input value={wish.text} autoComplete="off" onChange={(event) => change({ text: event.target.value })} />
      </label>
      <label>
        {t('until.kind')}
        <select
          value={wish.messages}
          onChange={(event) => change({ messages: MESSAGE_KINDS.find((kind) => kind === event.target.value) ?? '' })}
        >
          <option value="">{t('until.any')}</option>
          {MESSAGE_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </select>
      </label>
    </>
  )
}

interface OutcomeProps {
  readonly until: Until
  readonly condition: Condition | null
}

function Outcome({ until, condition }: OutcomeProps): ReactNode {
  const words = useWords()
  const { running, looked, ended } = until
  const further = ended !== null && ended.how !== 'stopped' && !(ended.how === 'halted' && ended.why !== 'until')
  return (
    <div className={own.outcome} aria-live="polite">
      {running ? <p>{lookedText(words, looked)}</p> : null}
      {ended && ended.how !== 'found' ? (
        <>
          <p>{endText(words, ended)}</p>
          {further && condition ? (
            <Button onClick={() => until.goOn(condition)}>{words.t('until.further')}</Button>
          ) : null}
        </>
      ) : null}
    </div>
  )
}

function lookedText({ t, seconds, number }: Words, looked: Until['looked']): string {
  return t('until.looking', { n: number(looked?.records ?? 0), s: seconds(looked?.at ?? 0) })
}

function endText({ t, seconds, number }: Words, ended: NonNullable<Until['ended']>): string {
  const params = { n: number(ended.records), s: seconds(ended.at) }
  if (ended.how === 'bound') return t('until.bound', params)
  if (ended.how === 'halted') return t(ended.why === 'until' ? 'until.ended' : 'until.never', params)
  return t('until.stopped', params)
}
