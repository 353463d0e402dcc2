/** What a run must show: a choice with its amounts, and the expression that it makes. */
import { FIND_TEXTS } from '#content/locales/parts/find.ts'
import { MEASURE_SHAPES } from '#model/sweep/measures.ts'
import type { SyntaxIssue } from '#model/sweep/grammar.ts'
import { type ReactNode, useId } from 'react'
import { usePartWords } from '../../widgets/partWords.ts'
import { type Choices, type Draft, expressionOf, KINDS } from './draft.ts'
import styles from './find.module.css'
import { Mistake } from './Mistake.tsx'

const STATES = [
  'TASK_STAGING',
  'TASK_STARTING',
  'TASK_RUNNING',
  'TASK_KILLING',
  'TASK_FINISHED',
  'TASK_FAILED',
  'TASK_KILLED',
  'TASK_ERROR',
  'TASK_LOST',
  'TASK_DROPPED',
  'TASK_UNREACHABLE',
  'TASK_GONE',
] as const

interface WhatProps {
  readonly draft: Draft
  readonly choices: Choices
  readonly issue: SyntaxIssue | null
  readonly change: (change: Partial<Draft>) => void
}

interface ChooseProps {
  readonly label: string
  readonly value: string
  readonly options: readonly (readonly [value: string, label: string])[]
  readonly onChange: (value: string) => void
}

export function Choose({ label, value, options, onChange }: ChooseProps): ReactNode {
  return (
    <label className={styles.field}>
      {label}
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}

interface TypeProps {
  readonly label: string
  readonly value: string
  readonly numeric?: boolean
  readonly onChange: (value: string) => void
}

export function Type({ label, value, numeric = false, onChange }: TypeProps): ReactNode {
  return (
    <label className={styles.field} data-narrow={numeric || undefined}>
      {label}
      <input
        value={value}
        inputMode={numeric ? 'decimal' : undefined}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  )
}

function same(values: readonly string[]): readonly (readonly [string, string])[] {
  return values.map((value) => [value, value] as const)
}

function Amounts({ draft, choices, change }: Omit<WhatProps, 'issue'>): ReactNode {
  const say = usePartWords(FIND_TEXTS)
  const { kind, app, seconds, role, framework, percent, state } = draft
  switch (kind) {
    case 'waits':
      return (
        <>
          <Choose
            label={say('app')}
            value={app}
            options={same(choices.apps)}
            onChange={(one) => change({ app: one })}
          />
          <Type label={say('seconds')} value={seconds} numeric onChange={(one) => change({ seconds: one })} />
        </>
      )
    case 'share':
      return (
        <>
          <Choose
            label={say('role')}
            value={role}
            options={same(choices.roles)}
            onChange={(one) => change({ role: one })}
          />
          <Choose
            label={say('framework')}
            value={framework}
            options={[['', say('anyFramework')], ...same(choices.frameworks)]}
            onChange={(one) => change({ framework: one })}
          />
          <Type label={say('percent')} value={percent} numeric onChange={(one) => change({ percent: one })} />
        </>
      )
    case 'lostStatus':
    case 'task':
      return (
        <Choose
          label={say('state')}
          value={state}
          options={kind === 'task' ? same(STATES) : [['', say('anyState')], ...same(STATES)]}
          onChange={(one) => change({ state: one })}
        />
      )
    default:
      return null
  }
}

export function What({ draft, choices, issue, change }: WhatProps): ReactNode {
  const say = usePartWords(FIND_TEXTS)
  const id = useId()
  const expression = expressionOf(draft)
  const kinds = KINDS.filter((kind) => kind !== 'waits' || choices.apps.length > 0)
  return (
    <fieldset className={styles.part}>
      <legend>{say('what')}</legend>
      <div className={styles.row}>
        <label className={styles.field} data-wide>
          <span className={styles.hidden}>{say('what')}</span>
          <select
            data-first
            value={draft.kind}
            onChange={(event) => {
              const kind = KINDS.find((one) => one === event.target.value)
              if (kind) change({ kind, ...(kind === 'own' ? { own: expression } : {}) })
            }}
          >
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {say(`what.${kind}`)}
              </option>
            ))}
          </select>
        </label>
        <Amounts draft={draft} choices={choices} change={change} />
      </div>
      <label className={styles.field}>
        {say('expression')}
        <input
          className={styles.code}
          value={expression}
          spellCheck={false}
          aria-invalid={issue !== null}
          aria-describedby={issue ? id : undefined}
          onChange={(event) => change({ kind: 'own', own: event.target.value })}
        />
      </label>
      {issue ? <Mistake id={id} text={expression} issue={issue} /> : null}
      <details className={styles.measures}>
        <summary>{say('measures')}</summary>
        <ul>
          {Object.values(MEASURE_SHAPES).map(({ about }) => (
            <li key={about} lang="en">
              <code>{about.slice(0, about.indexOf(':'))}</code>
              {about.slice(about.indexOf(':') + 1)}
            </li>
          ))}
        </ul>
        <p lang="en">
          <code>and or not ( ) &lt; &lt;= &gt; &gt;= = != ms s min %</code>
        </p>
      </details>
    </fieldset>
  )
}
