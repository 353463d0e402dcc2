/**
 * The concept figure: Application, Service and Core, drawn live from trace and cursor. React renders bands, boxes and lines when something
 * of them changes; messages move in one group of their own with every frame (ADR 0004).
 */
import { must } from '#base/assert.ts'
import { ConceptCast, type Box } from '#derive/conceptCast.ts'
import { columnsThatFit, conceptLayout, type ConceptLayout } from '#derive/conceptLayout.ts'
import { boxStates, flightsOf, type BoxState, type Flight } from '#derive/conceptMoment.ts'
import { castOf } from '#derive/lanes.ts'
import { modelOf } from '#store/commandsPlay.ts'
import { headOf } from '#store/follow.ts'
import { currentBranch, type Session } from '#store/session.ts'
import { type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useSize } from '../../diagram/useSize.ts'
import { Button } from '../../widgets/Button.tsx'
import { useApp, useBranch, useSession, useWords } from '../../widgets/context.ts'
import { useMoment } from '../../widgets/moment.ts'
import { messageText } from '../../widgets/names.ts'
import { BoxButton } from './BoxButton.tsx'
import styles from './concept.module.css'
import { ConceptDrawing } from './drawing.ts'
import { Ground } from './Ground.tsx'
import { Now } from './Now.tsx'
import { dockerTasks, nameOfEnd, type Naming } from './words.ts'

type Group = 'schedulers' | 'agents'

/** The figure's layout, and what of it depends on the size. */
function useFigure(width: number, height: number) {
  const scenario = useBranch((branch) => branch.scenario)
  const [unfolded, setUnfolded] = useState<readonly Group[]>([])
  const columns = columnsThatFit(width)
  const cast = useMemo(() => new ConceptCast(castOf(scenario), { columns, unfolded }), [scenario, columns, unfolded])
  const layout = useMemo(() => conceptLayout(cast, width, height), [cast, width, height])
  return { scenario, cast, layout, unfolded, setUnfolded }
}

export function Concept(): ReactNode {
  const app = useApp()
  const words = useWords()
  const { t } = words
  const body = useRef<HTMLDivElement>(null)
  const { width, height } = useSize(body)
  const { scenario, cast, layout, unfolded, setUnfolded } = useFigure(width, height)
  const moment = useMoment('atOnce')
  useBranch((branch) => branch.revision)
  const view = useSession((session) => session.view)
  const selection = useSession((session) => session.selection)
  const loading = useSession((session) => session.opening)
  const session = app.store.getState()
  const { trace } = currentBranch(session)
  const ordinal = Math.min(moment.ordinal, session.cursor.ordinal)
  const naming: Naming = { words, scenario, docker: dockerTasks(trace, ordinal) }
  const states = boxStates(modelOf(session), cast, ordinal)
  const { group, chips } = useMoving({ cast, layout, naming })
  const choose = ({ role, component, agent }: Box): void => {
    if (role === 'schedulers' || role === 'agents') setUnfolded([...unfolded, role])
    else app.intents.select({ kind: 'component', id: idOf(states, role, component, agent) })
  }
  return (
    <section
      className={styles.concept}
      aria-label={t('concept.title')}
      aria-busy={loading}
      data-narrow={layout.narrow || undefined}
    >
      <div className={styles.scroll} ref={body}>
        <div className={styles.figure} style={{ width: layout.width, height: layout.height }}>
          <Ground layout={layout} t={t}>
            <g ref={group} />
          </Ground>
          <ul className={styles.boxes} aria-label={t('concept.boxes')}>
            {states.map((state) => (
              <BoxButton
                key={state.box.id}
                state={state}
                rect={must(layout.rects.get(state.box.id), 'every box has its place')}
                naming={naming}
                narrow={layout.narrow}
                selected={isSelected(state, selection)}
                onChoose={choose}
              />
            ))}
          </ul>
          <section className={styles.chips} aria-label={t('concept.messages')} ref={chips} />
        </div>
      </div>
      <Now naming={naming} cast={cast} view={view} />
      {unfolded.length > 0 ? (
        <Button className={styles.fold} onClick={() => setUnfolded([])}>
          {t('concept.fold')}
        </Button>
      ) : null}
    </section>
  )
}

/** A task's or an executor's own id where there is one; else the agent that it would run on. */
function idOf(states: readonly BoxState[], role: Box['role'], component: string | null, agent: string | null): string {
  if (component !== null) return component
  const newest = states.find(({ box }) => box.role === role && box.agent === agent)?.newest
  if (newest === null || newest === undefined) return agent ?? 'master'
  return role === 'task' ? `task:${newest}` : newest
}

function isSelected({ box, newest }: BoxState, selection: Session['selection']): boolean {
  if (selection?.kind !== 'component') return false
  const { id } = selection
  if (box.component !== null)
    return id === box.component || (box.role === 'scheduler' && id === `driver:${box.component}`)
  return newest !== null && (id === newest || id === `task:${newest}`)
}

interface Moving {
  readonly cast: ConceptCast
  readonly layout: ConceptLayout
  readonly naming: Naming
}

/** Draws the messages at once and again whenever the cursor or what is known moves: outside of React. */
function useMoving(moving: Moving) {
  const app = useApp()
  const group = useRef<SVGGElement>(null)
  const chips = useRef<HTMLElement>(null)
  const drawing = useRef<ConceptDrawing>(null)
  const latest = useRef(moving)
  const { store, intents } = app
  useLayoutEffect(() => {
    const made = new ConceptDrawing(
      must(group.current, 'the group is mounted'),
      must(chips.current, 'the chips are mounted'),
      (ordinal) => intents.select({ kind: 'record', ordinal }),
    )
    drawing.current = made
    const { current } = group
    return () => {
      made.destroy()
      current?.replaceChildren()
      drawing.current = null
    }
  }, [intents])
  useLayoutEffect(() => {
    latest.current = moving
    const draw = (): void => paint(drawing.current, latest.current, store.getState())
    draw()
    return store.subscribe(draw)
  })
  return { group, chips }
}

function paint(drawing: ConceptDrawing | null, { cast, layout, naming }: Moving, session: Session): void {
  if (!drawing || layout.width === 0 || session.order.length === 0) return
  const { selection, view, cursor } = session
  const model = modelOf(session)
  const { flights } = flightsOf(model, cast, cursor)
  const { trace } = model
  const chosen =
    selection?.kind === 'record' && selection.ordinal < trace.count ? headOf(trace, selection.ordinal) : null
  const label = ({ look }: Flight): string => messageText(naming.words, look, view.dialect)
  const name = (flight: Flight): string => {
    const from = nameOfEnd(naming, flight.from)
    const to = nameOfEnd(naming, flight.to)
    const told = naming.words.t('message.name', { message: label(flight), from, to })
    return flight.phase === 'delivered' ? told : `${told}, ${naming.words.t(`phase.${flight.phase}`)}`
  }
  drawing.draw({ layout, flights, selected: chosen, label, name })
}
