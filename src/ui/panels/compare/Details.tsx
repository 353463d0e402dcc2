/** The inspector inside the comparison: of what is selected on either side, and how the two say it differently. */
import { unlabelled } from '#derive/compare/content.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { AppContext, useApp, useSession } from '../../widgets/context.ts'
import { Segmented } from '../../widgets/Segmented.tsx'
import { fieldsOf, shortIds } from '../inspector/Fields.tsx'
import { Inspector } from '../inspector/Inspector.tsx'
import styles from './details.module.css'
import { activeSide, rightSelection, sideApp, turnLeft, turnRight, type SidesStore } from './sides.ts'
import type { Telling } from './told.ts'
import type { Pair } from './usePair.ts'

const MOST_ROWS = 12

interface DetailsProps {
  readonly pair: Pair
  readonly telling: Telling
  readonly sides: SidesStore
  readonly other: string
}

interface Row {
  readonly name: string
  readonly left: string
  readonly right: string
}

function valuesOf(trace: TraceStore, ordinal: number): ReadonlyMap<string, string> {
  return new Map(fieldsOf(trace.body(ordinal)))
}

/** Fields that do not say the same; what only numbers things, such as uuids, is none of them. */
export function differingFields(left: TraceStore, l: number, right: TraceStore, r: number): readonly Row[] {
  const ours = valuesOf(left, l)
  const theirs = valuesOf(right, r)
  return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((name): Row[] => {
    const [a = '', b = ''] = [ours.get(name), theirs.get(name)]
    const isTime = /timestamp$/i.test(name)
    return isTime || unlabelled(a) === unlabelled(b) ? [] : [{ name, left: shortIds(a), right: shortIds(b) }]
  })
}

/** Of a message that both have: what it says in each, where that differs. */
function Differing({ pair, telling, left, right }: Omit<DetailsProps, 'sides' | 'other'> & Mates): ReactNode {
  const { say } = telling
  const { trace } = pair.left
  const rows = differingFields(trace, left, pair.right.trace, right)
  if (rows.length === 0) return null
  return (
    <section className={styles.differing}>
      <h3>{say('differing')}</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('field')}</th>
            <th scope="col">{say('left')}</th>
            <th scope="col">{say('right')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <td>{row.left || say('none1')}</td>
              <td>{row.right || say('none1')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface Mates {
  readonly left: number
  readonly right: number
}

/** The selected message on both sides, where both have it. */
function useMates(sides: SidesStore): Mates | null {
  const now = useStore(sides)
  const { store } = useApp()
  const selection = useSession((session) => session.selection)
  const right = rightSelection(now, store.getState())
  return selection?.kind === 'record' && right?.kind === 'record'
    ? { left: selection.ordinal, right: right.ordinal }
    : null
}

export function Details({ pair, telling, sides, other }: DetailsProps): ReactNode {
  const app = useApp()
  const { say, names } = telling
  const now = useStore(sides)
  const active = useSession((session) => activeSide(now, session))
  const beside = useMemo(() => sideApp(app, other, sides), [app, other, sides])
  const mates = useMates(sides)
  const top = useRef<HTMLDivElement>(null)
  // Where the list before it stood in the same place is not where this begins.
  useEffect(() => top.current?.closest('[role=tabpanel]')?.scrollTo(0, 0), [])
  const turn = (to: string): void => {
    if (to === 'left') turnLeft(sides)
    else turnRight(app, sides, rightSelection(now, app.store.getState()))
  }
  return (
    <div ref={top} className={styles.details} data-active={active}>
      <div className={styles.which}>
        <Segmented
          label={say('detailsOf')}
          value={active}
          choices={[
            { value: 'left', label: say('left') },
            { value: 'right', label: say('right') },
          ]}
          onChange={turn}
        />
        <span>{names[active]}</span>
      </div>
      {mates ? <Differing pair={pair} telling={telling} {...mates} /> : null}
      <AppContext.Provider value={active === 'right' ? beside : app}>
        <Inspector key={active} />
      </AppContext.Provider>
    </div>
  )
}
