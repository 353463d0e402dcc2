/** The diagram in its place: what it is told, and what becomes of what it tells. */
import type { Words } from '#content/locales/words.ts'
import type { Session } from '#store/session.ts'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { Diagram } from '../diagram/Diagram.tsx'
import type { Controller } from '../diagram/controller.ts'
import type { DiagramProps, Place } from '../diagram/types.ts'
import { BesidePlace } from '../panels/beside/Place.tsx'
import { useBeside } from '../panels/beside/useBeside.ts'
import { useApp, useBranch, useSession, useWords } from '../widgets/context.ts'
import { markerName } from '../widgets/names.ts'
import { diagramWords } from './diagramWords.ts'
import { Concept, DeliveryDrag, Peek, Replaying } from './later.tsx'
import type { Peeked } from './Peek.tsx'
import { useHits } from './useMatches.ts'
import styles from './shell.module.css'

function below({ left, top, height }: Place): { readonly x: number; readonly y: number } {
  return { x: left, y: top + height }
}

function isReplaying({ replaying }: Session): boolean {
  return typeof replaying === 'number'
}

export function Stage(): ReactNode {
  const besides = useBeside((state) => state.tab !== null)
  const figure = useSession((session) => session.view.figure)
  const replaying = useSession(isReplaying)
  return (
    <div className={styles.stage} data-beside={besides || undefined}>
      {figure === 'concept' ? (
        <div className={styles.drawing}>
          <Concept />
        </div>
      ) : (
        <Sequence />
      )}
      <BesidePlace />
      {replaying ? <Replaying /> : null}
    </div>
  )
}

/** The branch's markers with their names. */
function useMarks(words: Words): NonNullable<DiagramProps['marks']> {
  const markers = useBranch((branch) => branch.markers)
  return useMemo(() => markers.map((mark, n) => ({ ...mark, name: markerName(words, mark, n) })), [markers, words])
}

/** The diagram that is there: commands look through it. */
function useController() {
  const { stage } = useApp()
  const [controller, setController] = useState<Controller | null>(null)
  useEffect(() => {
    stage.lookThrough(controller?.lens ?? null)
    return () => stage.lookThrough(null)
  }, [stage, controller])
  return [controller, setController] as const
}

function Sequence(): ReactNode {
  const { intents, surface, reducedMotion } = useApp()
  const words = useWords()
  const trace = useBranch((branch) => branch.trace)
  const revision = useBranch((branch) => branch.revision)
  const scenario = useBranch((branch) => branch.scenario)
  const cursor = useSession((session) => session.cursor)
  const view = useSession((session) => session.view)
  const playing = useSession((session) => session.playing)
  const glides = useSession((session) => session.glides === true)
  const loading = useSession((session) => session.opening || isReplaying(session))
  const selection = useSession((session) => (session.selection?.kind === 'record' ? session.selection.ordinal : null))
  const found = useHits()
  const marks = useMarks(words)
  const texts = useMemo(() => diagramWords(words, scenario), [words, scenario])
  const [peeked, setPeeked] = useState<Peeked | null>(null)
  const [controller, setController] = useController()
  const embed = useSession((session) => session.embed)
  return (
    <>
      <div className={styles.drawing}>
        <Diagram
          onController={setController}
          trace={trace}
          revision={revision}
          scenario={scenario}
          cursor={cursor}
          view={view}
          selection={selection}
          matches={found}
          marks={marks}
          playing={playing}
          glides={glides}
          reducedMotion={reducedMotion()}
          words={texts}
          loading={loading}
          onSelect={(ordinal) => intents.select(ordinal === null ? null : { kind: 'record', ordinal })}
          onSeek={(to) => {
            intents.setPlaying(false)
            intents.seek(to)
          }}
          onZoom={(zoom) => intents.setView({ zoom })}
          onOpenFold={(ordinal) => intents.setView({ open: [...view.open, ordinal] })}
          onCloseFold={(ordinal) => intents.setView({ open: view.open.filter((other) => other !== ordinal) })}
          onSelectLane={(lane) => intents.select({ kind: 'component', id: lane.component ?? lane.id })}
          onLaneMenu={(lane, place) =>
            surface.setState({ menu: { what: { kind: 'lane', id: lane.id }, ...below(place) } })
          }
          onMessageMenu={(ordinal, place) =>
            surface.setState({ menu: { what: { kind: 'message', ordinal }, ...below(place) } })
          }
          onPeek={(ordinal, place) => setPeeked(ordinal === null || place === null ? null : { ordinal, place })}
        />
        {controller && !embed ? <DeliveryDrag controller={controller} /> : null}
      </div>
      {peeked ? <Peek peeked={peeked} /> : null}
    </>
  )
}
