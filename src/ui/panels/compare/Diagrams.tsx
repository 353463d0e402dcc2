/** The two diagrams: one clock, one cursor, one place that both look at. On a phone one of them is seen. */
import type { Cursor } from '#derive/view.ts'
import type { App } from '#store/app.ts'
import { runCommand } from '#store/commands.ts'
import { comparing } from '#store/comparing.ts'
import type { Selection } from '#store/session.ts'
import {
  type Dispatch,
  type ReactNode,
  type SetStateAction,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useStore } from 'zustand'
import { Diagram } from '../../diagram/Diagram.tsx'
import type { Controller } from '../../diagram/controller.ts'
import type { DiagramProps, Place } from '../../diagram/types.ts'
import { diagramWords } from '../../shell/diagramWords.ts'
import { AppContext, useApp, useSession, useWords } from '../../widgets/context.ts'
import { useRoom } from '../../widgets/media.ts'
import { MenuAt, type MenuGroup } from '../../widgets/Menu.tsx'
import { followGroups, viewGroups } from '../faults/viewGroups.ts'
import { DeliveryDrag } from '../delivery/DeliveryDrag.tsx'
import styles from './compare.module.css'
import { Linked, type SideName } from './linked.ts'
import { sideApp, turnLeft, turnRight, workIn, type SidesStore } from './sides.ts'
import type { Telling } from './told.ts'
import { besideCursor, leftCursor, type Pair } from './usePair.ts'

interface DiagramsProps {
  readonly pair: Pair | null
  /** 0..1 of the first pairing. */
  readonly part: number
  readonly telling: Telling
  readonly setOpen: Dispatch<SetStateAction<readonly number[]>>
  readonly sides: SidesStore
  /** Something was chosen in a drawing. */
  readonly onChosen: () => void
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

/** When the rows above the cursor change, what is seen stays in its place. Of another model the diagram itself sees to that. */
function useSteady(pair: Pair, linked: Linked, cursor: Cursor): void {
  const before = useRef<
    (Pick<Pair, 'differences' | 'models'> & { readonly cursor: Cursor; readonly y: number }) | null
  >(null)
  useLayoutEffect(() => {
    const { differences, models } = pair
    const y = models.left.axis.yOf(cursor)
    const was = before.current
    before.current = { differences, models, cursor, y }
    const isSame = was?.cursor === cursor && was.models.left === models.left
    if (isSame && was.differences !== differences) linked.shift(y - was.y)
  }, [pair, linked, cursor])
}

interface BothProps extends Omit<DiagramsProps, 'pair' | 'part'> {
  readonly pair: Pair
  readonly linked: Linked
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

/** The head of an arrow may be dragged on either side. */
function useHeads(linked: Linked, side: SideName) {
  const [controller, setController] = useState<Controller | null>(null)
  const take = useCallback(
    (made: Controller | null): void => {
      linked.take[side](made)
      setController(made)
    },
    [linked, side],
  )
  return { take, drag: controller ? <DeliveryDrag controller={controller} /> : null }
}

function Left({ pair, words, setOpen, linked, sides, onChosen }: BothProps): ReactNode {
  const { intents, surface } = useApp()
  const selection = useSession((session) => (session.selection?.kind === 'record' ? session.selection.ordinal : null))
  const { left, models, marks } = pair
  const { take, drag } = useHeads(linked, 'left')
  const choose = (selection: Selection | null): void => {
    turnLeft(sides)
    intents.select(selection)
    if (selection) onChosen()
  }
  return (
    <>
      <Diagram
        {...useCommon()}
        trace={left.trace}
        revision={left.revision}
        scenario={left.scenario}
        model={models.left}
        matches={marks.left}
        selection={selection}
        words={words.left}
        onController={take}
        onSelect={(ordinal) => choose(ordinal === null ? null : { kind: 'record', ordinal })}
        onSeek={(to) => {
          intents.setPlaying(false)
          intents.seek(to)
        }}
        onOpenFold={(ordinal) => setOpen((open) => [...open, ordinal])}
        onCloseFold={(ordinal) => setOpen((open) => open.filter((other) => other !== ordinal))}
        onSelectLane={(lane) => choose({ kind: 'component', id: lane.component ?? lane.id })}
        onLaneMenu={(lane, place) =>
          surface.setState({ menu: { what: { kind: 'lane', id: lane.id }, ...below(place) } })
        }
        onMessageMenu={(ordinal, place) =>
          surface.setState({ menu: { what: { kind: 'message', ordinal }, ...below(place) } })
        }
      />
      {drag}
    </>
  )
}

/** Client coordinates, px. */
type Point = { readonly x: number; readonly y: number }
type About = { readonly kind: 'lane'; readonly id: string } | { readonly kind: 'message'; readonly ordinal: number }

/** What the menu of a message or a lane of the other run offers: there is no acting in it but by working in it. */
function useRightMenu({ telling, sides, other }: BothProps & { readonly other: string }, beside: App) {
  const app = useApp()
  const words = useWords()
  const [menu, setMenu] = useState<(Point & { readonly about: About }) | null>(null)
  const work = { label: telling.say('work'), icon: 'branch' as const, run: () => workIn(app, other, sides) }
  const deliver = { label: words.t('act.deliver'), run: () => runCommand(beside, 'deliver') }
  const groupsOf = (about: About): readonly MenuGroup[] => {
    if (about.kind === 'lane') return [...viewGroups(beside, words, about.id), { items: [work] }]
    // To go there is to move the common clock: a double click does.
    const [follow] = followGroups(beside, words, about.ordinal)
    return [{ items: follow?.items.slice(1) ?? [] }, { items: [deliver, work] }]
  }
  const shown = menu ? (
    <MenuAt
      x={menu.x}
      y={menu.y}
      label={telling.names.right}
      groups={groupsOf(menu.about)}
      onClose={() => setMenu(null)}
    />
  ) : null
  return { shown, open: (place: Place, about: About) => setMenu({ ...below(place), about }) }
}

function Right(props: BothProps & { readonly other: string }): ReactNode {
  const { pair, words, setOpen, linked, sides, other, onChosen } = props
  const app = useApp()
  const { right, models, marks, alignment, laid } = pair
  const beside = useMemo(() => sideApp(app, other, sides), [app, other, sides])
  const menu = useRightMenu(props, beside)
  const { take, drag } = useHeads(linked, 'right')
  const selection = useStore(beside.store, (side) => side.selection)
  const common = useCommon()
  const { cursor: own } = common
  // Another object is another moment to the diagram: it would look where the cursor is.
  const cursor = useMemo(() => besideCursor(laid, own), [laid, own])
  const ownOf = (ordinal: number): number => alignment.right.mate[ordinal] ?? -1
  const choose = (chosen: Selection | null): void => {
    turnRight(app, sides, chosen)
    if (chosen) onChosen()
  }
  return (
    <AppContext.Provider value={beside}>
      <Diagram
        {...common}
        cursor={cursor}
        trace={right.trace}
        revision={right.revision}
        scenario={right.scenario}
        model={models.right}
        matches={marks.right}
        selection={selection?.kind === 'record' ? selection.ordinal : null}
        words={words.right}
        onController={take}
        onSelect={(ordinal) => choose(ordinal === null ? null : { kind: 'record', ordinal })}
        onSeek={(to) => {
          app.intents.setPlaying(false)
          app.intents.seek(leftCursor(pair, to))
        }}
        onOpenFold={(ordinal) => setOpen((open) => [...open, ownOf(ordinal)])}
        onCloseFold={(ordinal) => setOpen((open) => open.filter((one) => one !== ownOf(ordinal)))}
        onSelectLane={(lane) => choose({ kind: 'component', id: lane.component ?? lane.id })}
        onLaneMenu={(lane, place) => menu.open(place, { kind: 'lane', id: lane.id })}
        onMessageMenu={(ordinal, place) => menu.open(place, { kind: 'message', ordinal })}
      />
      {drag}
      {menu.shown}
    </AppContext.Provider>
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

function Both(props: Omit<BothProps, 'linked'> & { readonly other: string }): ReactNode {
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

export function Diagrams({ part, ...props }: DiagramsProps): ReactNode {
  const left = useSideWords(props.pair, props.telling, 'left')
  const right = useSideWords(props.pair, props.telling, 'right')
  const { pair, telling } = props
  if (!pair || !left || !right) {
    return (
      <div className={styles.diagrams} aria-busy="true">
        <p className={styles.working}>
          {telling.say('working')}
          <progress value={part} aria-label={telling.say('working')} />
        </p>
      </div>
    )
  }
  return <Both {...props} pair={pair} words={{ left, right }} other={pair.right.id} />
}
