/** The two diagrams: one clock, one cursor, one place that both look at. On a phone one of them is seen. */
import type { Cursor } from '#derive/view.ts'
import { comparing, compareWith } from '#store/comparing.ts'
import {
  type Dispatch,
  type ReactNode,
  type SetStateAction,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useStore } from 'zustand'
import { Diagram } from '../../diagram/Diagram.tsx'
import type { DiagramProps, Place } from '../../diagram/types.ts'
import { diagramWords } from '../../shell/diagramWords.ts'
import { useApp, useSession, useWords } from '../../widgets/context.ts'
import { useRoom } from '../../widgets/media.ts'
import { MenuAt } from '../../widgets/Menu.tsx'
import styles from './compare.module.css'
import { Linked, type SideName } from './linked.ts'
import type { Telling } from './told.ts'
import { besideCursor, leftCursor, type Pair } from './usePair.ts'

interface DiagramsProps {
  readonly pair: Pair | null
  readonly telling: Telling
  readonly open: readonly number[]
  readonly setOpen: Dispatch<SetStateAction<readonly number[]>>
  readonly rightOnly: number | null
  readonly setRightOnly: (ordinal: number | null) => void
}

/** The words of one side's diagram: its name says whose it is. */
function useSideWords(pair: Pair | null, { say, names }: Telling, side: SideName): DiagramProps['words'] | null {
  const words = useWords()
  const scenario = pair?.[side].scenario
  return useMemo(() => {
    if (!scenario) return null
    const name = say(`name.${side}`, { name: names[side] })
    const texts = diagramWords(words, scenario)
    return { ...texts, diagram: name, drawn: name, equal: (count) => say('equal', { count }) }
  }, [words, scenario, say, names, side])
}

/** When the rows above the cursor change, what is seen stays in its place. */
function useSteady(pair: Pair, linked: Linked, cursor: Cursor): void {
  const before = useRef<{ readonly differences: unknown; readonly cursor: Cursor; readonly y: number } | null>(null)
  useLayoutEffect(() => {
    const y = pair.models.left.axis.yOf(cursor)
    const was = before.current
    before.current = { differences: pair.differences, cursor, y }
    if (was && was.cursor === cursor && was.differences !== pair.differences) linked.shift(y - was.y)
  }, [pair, linked, cursor])
}

interface BothProps extends Omit<DiagramsProps, 'pair'> {
  readonly pair: Pair
  readonly words: Readonly<Record<SideName, DiagramProps['words']>>
}

/** What both sides are given alike. */
function useCommon(): Pick<DiagramProps, 'cursor' | 'view' | 'playing' | 'glides' | 'reducedMotion' | 'onZoom'> {
  const { intents, reducedMotion } = useApp()
  const cursor = useSession((session) => session.cursor)
  const view = useSession((session) => session.view)
  const playing = useSession((session) => session.playing)
  const glides = useSession((session) => session.glides === true)
  return { cursor, view, playing, glides, reducedMotion: reducedMotion(), onZoom: (zoom) => intents.setView({ zoom }) }
}

function below({ left, top, height }: Place): { readonly x: number; readonly y: number } {
  return { x: left, y: top + height }
}

function Left({ pair, words, setOpen, setRightOnly, linked }: BothProps & { readonly linked: Linked }): ReactNode {
  const { intents, surface } = useApp()
  const selection = useSession((session) => (session.selection?.kind === 'record' ? session.selection.ordinal : null))
  const { left, models, marks } = pair
  return (
    <Diagram
      {...useCommon()}
      trace={left.trace}
      revision={left.revision}
      scenario={left.scenario}
      model={models.left}
      matches={marks.left}
      selection={selection}
      words={words.left}
      onController={linked.take.left}
      onSelect={(ordinal) => {
        setRightOnly(null)
        intents.select(ordinal === null ? null : { kind: 'record', ordinal })
      }}
      onSeek={(to) => {
        intents.setPlaying(false)
        intents.seek(to)
      }}
      onOpenFold={(ordinal) => setOpen((open) => [...open, ordinal])}
      onCloseFold={(ordinal) => setOpen((open) => open.filter((other) => other !== ordinal))}
      onSelectLane={(lane) => intents.select({ kind: 'component', id: lane.component ?? lane.id })}
      onLaneMenu={(lane, place) => surface.setState({ menu: { what: { kind: 'lane', id: lane.id }, ...below(place) } })}
      onMessageMenu={(ordinal, place) =>
        surface.setState({ menu: { what: { kind: 'message', ordinal }, ...below(place) } })
      }
    />
  )
}

function Right(props: BothProps & { readonly linked: Linked; readonly other: string }): ReactNode {
  const { pair, words, setOpen, rightOnly, setRightOnly, linked, telling, other } = props
  const { intents, store } = useApp()
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number } | null>(null)
  const selected = useSession((session) => (session.selection?.kind === 'record' ? session.selection.ordinal : -1))
  const { right, models, marks, alignment } = pair
  const common = useCommon()
  const { laid } = pair
  const { cursor: own } = common
  // Another object is another moment to the diagram: it would look where the cursor is.
  const cursor = useMemo(() => besideCursor(laid, own), [laid, own])
  const mates = alignment.right.mate
  const mate = selected >= 0 ? (alignment.left.mate[selected] ?? -1) : -1
  const ownOf = (ordinal: number): number => mates[ordinal] ?? -1
  const work = (): void => {
    const was = store.getState().current
    intents.switchBranch(other)
    compareWith(was)
  }
  return (
    <>
      <Diagram
        {...common}
        cursor={cursor}
        trace={right.trace}
        revision={right.revision}
        scenario={right.scenario}
        model={models.right}
        matches={marks.right}
        selection={rightOnly ?? (mate >= 0 ? mate : null)}
        words={words.right}
        onController={linked.take.right}
        onSelect={(ordinal) => {
          const own = ordinal === null ? -1 : ownOf(ordinal)
          intents.select(own >= 0 ? { kind: 'record', ordinal: own } : null)
          setRightOnly(ordinal !== null && own < 0 ? ordinal : null)
        }}
        onSeek={(to) => {
          intents.setPlaying(false)
          intents.seek(leftCursor(pair, to))
        }}
        onOpenFold={(ordinal) => setOpen((open) => [...open, ownOf(ordinal)])}
        onCloseFold={(ordinal) => setOpen((open) => open.filter((one) => one !== ownOf(ordinal)))}
        onLaneMenu={(_, place) => setMenu(below(place))}
        onMessageMenu={(_, place) => setMenu(below(place))}
      />
      {menu ? (
        <MenuAt
          {...menu}
          label={telling.names.right}
          groups={[{ items: [{ label: telling.say('work'), icon: 'branch', run: work }] }]}
          onClose={() => setMenu(null)}
        />
      ) : null}
    </>
  )
}

interface HalfProps {
  readonly side: SideName
  readonly linked: Linked
  readonly telling: Telling
  readonly children: ReactNode
}

/** A diagram with its branch's name over it. The one that the hand is on leads the other. */
function Half({ side, linked, telling, children }: HalfProps): ReactNode {
  const box = useRef<HTMLElement>(null)
  const { say, names } = telling
  useEffect(() => linked.watch(side, box.current), [linked, side])
  return (
    <figure className={styles.half} ref={box}>
      <figcaption className={styles.caption}>{say(`name.${side}`, { name: names[side] })}</figcaption>
      <div className={styles.drawing}>{children}</div>
    </figure>
  )
}

function Both(props: BothProps & { readonly other: string }): ReactNode {
  const { pair } = props
  const [linked] = useState(() => new Linked())
  const cursor = useSession((session) => session.cursor)
  const side = useStore(comparing, (state) => state.side)
  const phone = useRoom() === 'phone'
  useSteady(pair, linked, cursor)
  const { stage } = useApp()
  useEffect(() => {
    stage.lookThrough(linked.lens)
    return () => stage.lookThrough(null)
  }, [stage, linked])
  useEffect(() => linked.lead(phone ? side : 'left'), [linked, phone, side])
  const { telling } = props
  return (
    <div className={styles.diagrams} data-side={phone ? side : undefined}>
      {phone && side === 'right' ? null : (
        <Half side="left" linked={linked} telling={telling}>
          <Left {...props} linked={linked} />
        </Half>
      )}
      {phone && side === 'left' ? null : (
        <Half side="right" linked={linked} telling={telling}>
          <Right {...props} linked={linked} />
        </Half>
      )}
    </div>
  )
}

export function Diagrams(props: DiagramsProps): ReactNode {
  const left = useSideWords(props.pair, props.telling, 'left')
  const right = useSideWords(props.pair, props.telling, 'right')
  const { pair, telling } = props
  if (!pair || !left || !right) {
    return (
      <div className={styles.diagrams} aria-busy="true">
        <output className={styles.working}>{telling.say('working')}</output>
      </div>
    )
  }
  return <Both {...props} pair={pair} words={{ left, right }} other={pair.right.id} />
}
