/** Among which runs: seeds, and values of the scenario that vary with them. */
import { FIND_TEXTS } from '#content/locales/parts/find.ts'
import { MOST_KNOBS } from '#model/sweep/knobs.ts'
import type { SyntaxIssue } from '#model/sweep/grammar.ts'
import type { Say } from '#content/locales/words.ts'
import { type ReactNode, useId } from 'react'
import { Button, IconButton } from '../../widgets/Button.tsx'
import { usePartWords } from '../../widgets/partWords.ts'
import { type Choices, type Draft, type KnobDraft, knobNamed, nextKnob, varyOf } from './draft.ts'
import { MOST_RUNS } from './finding.ts'
import styles from './find.module.css'
import { Mistake } from './Mistake.tsx'
import { Choose, Type } from './What.tsx'

interface WhereProps {
  readonly draft: Draft
  readonly choices: Choices
  readonly issue: SyntaxIssue | null
  readonly badSeeds: boolean
  readonly change: (change: Partial<Draft>) => void
}

/** `refuseMs(marathon)` in words. */
export function knobText(say: Say<typeof FIND_TEXTS.en>, knob: string): string {
  const [, word, name] = /^([A-Za-z]+)(?:\((.+)\))?$/.exec(knob) ?? []
  switch (word) {
    case 'latencyMs':
    case 'losses':
    case 'agents':
      return say(`knob.${word}`)
    case 'refuseMs':
      return name === undefined ? say('knob.refuseMs') : say('knob.refuseMsOf', { name })
    case 'instances':
      return say('knob.instances', { name: name ?? '' })
    default:
      return knob
  }
}

interface RowProps {
  readonly knob: KnobDraft
  readonly names: readonly string[]
  readonly change: (knob: KnobDraft | null) => void
}

const PATH = ' path'

function Row({ knob, names, change }: RowProps): ReactNode {
  const say = usePartWords(FIND_TEXTS)
  const options = [...names.map((name) => [name, knobText(say, name)] as const), [PATH, say('knob.path')] as const]
  const called = knob.path ? knob.name || say('knob.path') : knobText(say, knob.name)
  return (
    <li className={styles.row}>
      <Choose
        label={say('knob')}
        value={knob.path ? PATH : knob.name}
        options={options}
        onChange={(name) =>
          change(name === PATH ? { ...knob, path: true, name: '/master/allocationIntervalMs' } : knobNamed(name))
        }
      />
      {knob.path ? <Type label={say('path')} value={knob.name} onChange={(name) => change({ ...knob, name })} /> : null}
      <Type label={say('from')} value={knob.from} numeric onChange={(from) => change({ ...knob, from })} />
      <Type label={say('to')} value={knob.to} numeric onChange={(to) => change({ ...knob, to })} />
      <IconButton icon="cross" label={say('removeKnob', { name: called })} onClick={() => change(null)} />
    </li>
  )
}

export function Where({ draft, choices, issue, badSeeds, change }: WhereProps): ReactNode {
  const say = usePartWords(FIND_TEXTS)
  const id = useId()
  const { knobs } = draft
  const setKnob = (n: number, knob: KnobDraft | null): void =>
    change({ knobs: knobs.flatMap((one, k) => (k === n ? (knob ?? []) : one)) })
  return (
    <>
      <fieldset className={styles.part}>
        <legend>{say('seeds')}</legend>
        <div className={styles.row}>
          <Type label={say('from')} value={draft.from} numeric onChange={(from) => change({ from })} />
          <Type label={say('to')} value={draft.to} numeric onChange={(to) => change({ to })} />
        </div>
        {badSeeds ? (
          <p className={styles.mistake} role="alert">
            {say('mistake.seeds', { most: MOST_RUNS })}
          </p>
        ) : null}
      </fieldset>
      <fieldset className={styles.part}>
        <legend>{say('knobs')}</legend>
        {knobs.length === 0 ? <p className={styles.note}>{say('noKnobs')}</p> : null}
        <ul className={styles.knobs}>
          {knobs.map((knob, n) => (
            <Row key={n} knob={knob} names={choices.knobs} change={(next) => setKnob(n, next)} />
          ))}
        </ul>
        {issue ? <Mistake id={id} text={varyOf(draft)} issue={issue} /> : null}
        {knobs.length < MOST_KNOBS ? (
          <Button onClick={() => change({ knobs: [...knobs, nextKnob(choices.knobs, knobs)] })}>
            {say('addKnob')}
          </Button>
        ) : null}
      </fieldset>
    </>
  )
}
