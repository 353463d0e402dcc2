/** Agents, frameworks, network and run as controls over the same document. */
import type { AgentDocument, FrameworkDocument } from '#model/scenario/document.ts'
import type { ReactNode } from 'react'
import { Button, IconButton } from '../../widgets/Button.tsx'
import { useWords } from '../../widgets/context.ts'
import { Actions } from './Actions.tsx'
import styles from './editor.module.css'
import { Field } from './Field.tsx'
import {
  withAgent,
  withFramework,
  withKind,
  withLatency,
  withNewAgent,
  withNewFramework,
  withoutAgent,
  withoutFramework,
} from './formEdits.ts'
import { Links } from './Links.tsx'
import { Roles } from './Roles.tsx'
import type { Editing, Part } from './useEditing.ts'

const KINDS = ['marathon', 'batch', 'hoarder', 'bcs'] as const
const DEFAULT_LATENCY = [1, 5] as const

function AgentRow({ document, change, agent, n }: Part & { readonly agent: AgentDocument; readonly n: number }) {
  const { t } = useWords()
  return (
    <li className={styles.row}>
      <Field label={t('editor.id')} value={agent.id} onChange={(id) => change(withAgent(document, n, { id }))} />
      <Field
        label={t('editor.resources')}
        value={agent.resources ?? ''}
        wide
        onChange={(resources) => change(withAgent(document, n, { resources }))}
      />
      <Field
        label={t('editor.count')}
        value={String(agent.count ?? '')}
        whole
        onChange={(count) => change(withAgent(document, n, { count: count === '' ? undefined : Number(count) }))}
      />
      <IconButton
        icon="cross"
        label={t('editor.remove', { name: agent.id })}
        onClick={() => void change(withoutAgent(document, n))}
      />
    </li>
  )
}

function FrameworkRow({
  document,
  change,
  framework,
  n,
}: Part & { readonly framework: FrameworkDocument; readonly n: number }) {
  const { t } = useWords()
  return (
    <li className={styles.row}>
      <Field
        label={t('editor.id')}
        value={framework.id}
        onChange={(id) => change(withFramework(document, n, { id }))}
      />
      <div className={styles.field}>
        <label>
          {t('editor.kind')}
          <select
            value={framework.kind}
            onChange={(event) => {
              const kind = KINDS.find((one) => one === event.target.value)
              if (kind) void change(withKind(document, n, kind))
            }}
          >
            {KINDS.map((kind) => (
              <option key={kind}>{kind}</option>
            ))}
          </select>
        </label>
      </div>
      <Field
        label={t('editor.role')}
        value={framework.role ?? framework.roles?.join(', ') ?? '*'}
        onChange={(role) => change(withFramework(document, n, { role, roles: undefined }))}
      />
      {framework.kind === 'batch' ? (
        <Field
          label={t('editor.refuseMs')}
          value={String(framework.refuseMs ?? 5000)}
          whole
          onChange={(ms) => change(withFramework(document, n, { refuseMs: Number(ms) }))}
        />
      ) : null}
      <IconButton
        icon="cross"
        label={t('editor.remove', { name: framework.id })}
        onClick={() => void change(withoutFramework(document, n))}
      />
    </li>
  )
}

function Network({ document, change }: Part): ReactNode {
  const { t } = useWords()
  const latency = document.network?.latencyMs ?? DEFAULT_LATENCY
  const [from, to] = typeof latency === 'number' ? [latency, latency] : latency
  return (
    <div className={styles.row}>
      <Field
        label={t('editor.latencyMin')}
        value={String(from)}
        whole
        onChange={(ms) => change(withLatency(document, [Number(ms), Math.max(Number(ms), to)]))}
      />
      <Field
        label={t('editor.latencyMax')}
        value={String(to)}
        whole
        onChange={(ms) => change(withLatency(document, [Math.min(from, Number(ms)), Number(ms)]))}
      />
    </div>
  )
}

function Run({ document, change }: Part): ReactNode {
  const { t } = useWords()
  return (
    <div className={styles.row}>
      <Field
        label={t('editor.seed')}
        value={String(document.seed ?? 0)}
        whole
        onChange={(seed) => change({ ...document, seed: Number(seed) })}
      />
      <Field
        label={t('editor.untilMs')}
        value={String(document.untilMs ?? '')}
        whole
        onChange={(ms) => change({ ...document, untilMs: ms === '' ? null : Number(ms) })}
      />
    </div>
  )
}

export function Form({ editing }: { readonly editing: Editing }): ReactNode {
  const { t } = useWords()
  const { document, change } = editing
  if (!document) return <p className={styles.form}>{t('editor.formBad')}</p>
  const part: Part = { document, change }
  return (
    <div className={styles.form}>
      <h3>{t('editor.agents')}</h3>
      <ul>
        {document.agents.map((agent, n) => (
          <AgentRow key={n} agent={agent} n={n} {...part} />
        ))}
      </ul>
      <Button onClick={() => void change(withNewAgent(document))}>{t('editor.addAgent')}</Button>
      <h3>{t('editor.frameworks')}</h3>
      <ul>
        {document.frameworks.map((framework, n) => (
          <FrameworkRow key={n} framework={framework} n={n} {...part} />
        ))}
      </ul>
      <Button onClick={() => void change(withNewFramework(document))}>{t('editor.addFramework')}</Button>
      <h3>{t('editor.network')}</h3>
      <Network {...part} />
      <Links {...part} />
      <Roles {...part} />
      <Actions {...part} />
      <h3>{t('editor.run')}</h3>
      <Run {...part} />
    </div>
  )
}
