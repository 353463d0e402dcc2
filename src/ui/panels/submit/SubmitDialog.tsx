/** Submit an app, or change one: a form and JSON over one text, judged by Marathon's own rules while it is written. */
import { appsAt } from '#derive/seriesIndex.ts'
import { frameworksOf } from '#store/scenarioFacts.ts'
import { currentBranch, type Session } from '#store/session.ts'
import { closeDialog } from '#store/surface.ts'
import { type Dispatch, type FormEvent, type ReactNode, type SetStateAction, useMemo, useState } from 'react'
import { Button } from '../../widgets/Button.tsx'
import { useApp, useWords } from '../../widgets/context.ts'
import { DialogFrame } from '../../widgets/DialogFrame.tsx'
import { Icon } from '../../widgets/Icon.tsx'
import { Tabs } from '../../widgets/Tabs.tsx'
import { perform } from '../faults/wishes.ts'
import { type Doc, unshown } from './appForm.ts'
import { AppFields } from './AppFields.tsx'
import { clusterOf, judged, readText, type Judgement } from './judge.ts'
import styles from './submit.module.css'

const EXAMPLES = {
  sleep: { id: '/sleep', cmd: 'sleep 60', cpus: 0.5, mem: 64, instances: 1 },
  docker: {
    id: '/web',
    container: { type: 'DOCKER', docker: { image: 'nginx' } },
    cpus: 0.5,
    mem: 128,
    instances: 2,
    portDefinitions: [{ port: 0, protocol: 'tcp', name: 'http' }],
    healthChecks: [{ protocol: 'MESOS_HTTP', path: '/', portIndex: 0 }],
  },
  crash: {
    id: '/crash',
    cmd: 'sleep 2; exit 1',
    cpus: 0.1,
    mem: 32,
    instances: 1,
    backoffSeconds: 1,
    backoffFactor: 2,
  },
} as const

function printed(doc: unknown): string {
  return JSON.stringify(doc, null, 2)
}

/** A first document whose id is free. */
function freshText(session: Session): string {
  const { trace } = currentBranch(session)
  const taken = new Set(appsAt(trace, session.cursor.ordinal).map(({ point }) => point.id))
  let id = '/hello'
  for (let n = 2; taken.has(id); n += 1) id = `/hello-${n}`
  return printed({ id, cmd: 'sleep 60', cpus: 0.5, mem: 64, instances: 1 })
}

/** What a change starts from: the app's id and the members that people change. */
function changeText(session: Session, id: string): string {
  const { trace } = currentBranch(session)
  const app = appsAt(trace, session.cursor.ordinal).find(({ point }) => point.id === id)?.point.app
  const { cmd, args, cpus, mem, instances, container } = (app ?? {}) as Readonly<Record<string, unknown>>
  return printed({ id, cmd, args, cpus, mem, instances, container })
}

function Verdict({ judgement }: { readonly judgement: Judgement }): ReactNode {
  const { t } = useWords()
  const whole = judgement.errors.get('') ?? []
  const good = judgement.status < 300
  return (
    <div className={styles.verdict} data-good={good || undefined} aria-live="polite">
      <p>
        <Icon name={good ? 'check' : 'warning'} />
        {good
          ? t('submit.ready')
          : t('submit.answer', { status: String(judgement.status), message: judgement.message })}
      </p>
      {whole.length > 0 ? (
        <ul aria-label={t('submit.atWhole')}>
          {whole.map((error) => (
            <li key={error}>{error}</li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

/** Text that is no JSON cannot be edited by field, and is not. */
function edited(text: string, edit: (doc: Doc) => Doc): string {
  const { doc } = readText(text)
  return doc ? printed(edit(doc)) : text
}

function FormTab({
  text,
  setText,
  judgement,
  toJson,
}: {
  text: string
  setText: Dispatch<SetStateAction<string>>
  judgement: Judgement
  toJson: () => void
}): ReactNode {
  const { t, list } = useWords()
  const read = readText(text)
  if (read.doc === null) {
    return (
      <div className={styles.unreadable}>
        <p>{t('submit.notJson', { what: read.fault })}</p>
        <Button onClick={toJson}>{t('submit.showJson')}</Button>
      </div>
    )
  }
  const others = unshown(read.doc)
  return (
    <>
      <AppFields
        doc={read.doc}
        errors={judgement.errors}
        onChange={(edit) => setText((newest) => edited(newest, edit))}
      />
      {others.length > 0 ? <p className={styles.others}>{t('submit.unknown', { list: list(others) })}</p> : null}
    </>
  )
}

function Examples({ choose }: { readonly choose: (text: string) => void }): ReactNode {
  const { t } = useWords()
  return (
    <p className={styles.examples}>
      {t('submit.example')}
      {(['sleep', 'docker', 'crash'] as const).map((name) => (
        <Button key={name} look="bare" onClick={() => choose(printed(EXAMPLES[name]))}>
          {t(`submit.example.${name}`)}
        </Button>
      ))}
    </p>
  )
}

function Choose({
  value,
  options,
  onChange,
}: {
  value: string
  options: readonly string[]
  onChange: (value: string) => void
}): ReactNode {
  const { t } = useWords()
  if (options.length < 2) return null
  return (
    <label className={styles.choose}>
      {t('submit.framework')}
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((id) => (
          <option key={id}>{id}</option>
        ))}
      </select>
    </label>
  )
}

interface Writing {
  readonly framework: string
  readonly setFramework: (id: string) => void
  readonly text: string
  readonly setText: Dispatch<SetStateAction<string>>
  readonly force: boolean
  readonly setForce: (force: boolean) => void
  readonly judgement: Judgement
  readonly marathons: readonly string[]
  /** Sends it, and watches what becomes of it. */
  readonly send: (event: FormEvent) => void
}

function useWriting(about: string | null): Writing {
  const app = useApp()
  const words = useWords()
  const session = app.store.getState()
  const marathons = frameworksOf(currentBranch(session).scenario, 'marathon')
  const [framework, setFramework] = useState(marathons[0] ?? '')
  const [text, setText] = useState(() => (about === null ? freshText(session) : changeText(session, about)))
  const [force, setForce] = useState(false)
  const cluster = useMemo(() => clusterOf(app.store.getState(), framework), [app, framework])
  const judgement = useMemo(() => judged(text, cluster, about), [text, cluster, about])
  const send = (event: FormEvent): void => {
    event.preventDefault()
    const { doc } = readText(text)
    if (!doc) return
    const more = force ? { force: true } : {}
    const wish = { do: about === null ? 'submitApp' : 'updateApp', framework, app: doc, ...more } as const
    if (!perform(app, words, wish)) return
    app.intents.setSettings({ invited: true })
    closeDialog(app.surface)
    app.intents.setPlaying(true)
  }
  return { framework, setFramework, text, setText, force, setForce, judgement, marathons, send }
}

/** `about`: the id of an app to change. */
export function SubmitDialog({ about }: { readonly about: string | null }): ReactNode {
  const { surface } = useApp()
  const { t } = useWords()
  const writing = useWriting(about)
  const { text, setText, judgement, force, setForce } = writing
  const [tab, setTab] = useState<'form' | 'json'>('form')
  const actions = (
    <>
      <Verdict judgement={judgement} />
      <Button onClick={() => closeDialog(surface)}>{t('dialog.cancel')}</Button>
      <Button look="primary" type="submit" form="submit-app" disabled={readText(text).doc === null}>
        {t(about === null ? 'submit.do' : 'submit.update')}
      </Button>
    </>
  )
  return (
    <DialogFrame
      title={about === null ? t('submit.title') : t('submit.updateTitle', { name: about })}
      actions={actions}
    >
      <form id="submit-app" onSubmit={writing.send}>
        <Tabs
          label={t('submit.title')}
          value={tab}
          tabs={[
            { value: 'form', label: t('submit.form') },
            { value: 'json', label: t('submit.json') },
          ]}
          onChange={setTab}
          aside={<Choose value={writing.framework} options={writing.marathons} onChange={writing.setFramework} />}
        >
          {tab === 'form' && about === null ? <Examples choose={setText} /> : null}
          {tab === 'form' ? (
            <FormTab text={text} setText={setText} judgement={judgement} toJson={() => setTab('json')} />
          ) : (
            <JsonTab text={text} setText={setText} judgement={judgement} />
          )}
        </Tabs>
        {about === null ? null : (
          <label className={styles.check}>
            <input type="checkbox" checked={force} onChange={(event) => setForce(event.target.checked)} />
            {t('submit.force')}
          </label>
        )}
      </form>
    </DialogFrame>
  )
}

function JsonTab({
  text,
  setText,
  judgement,
}: {
  text: string
  setText: Dispatch<SetStateAction<string>>
  judgement: Judgement
}): ReactNode {
  const { t } = useWords()
  const told = [...judgement.errors]
    .filter(([field]) => field !== '')
    .flatMap(([field, errors]) => errors.map((error) => `${field}: ${error}`))
  return (
    <>
      <textarea
        className={styles.json}
        aria-label={t('submit.json')}
        aria-invalid={judgement.status >= 300}
        value={text}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        rows={20}
        onChange={(event) => setText(event.target.value)}
      />
      {told.length > 0 ? (
        <ul className={styles.told}>
          {told.map((error) => (
            <li key={error}>{error}</li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
