/** Draws the moments of a run one after the other, out of sight, and hands each on as a picture. */
import { castOf } from '#derive/lanes.ts'
import { quietLanes } from '#derive/lessonLanes.ts'
import { DEFAULT_VIEW, type Cursor, type ViewOptions } from '#derive/view.ts'
import type { Scenario } from '#model/scenario/types.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { Diagram } from '../../diagram/Diagram.tsx'
import { diagramWords } from '../../shell/diagramWords.ts'
import { useWords } from '../../widgets/context.ts'
import { type Picture, pictureOf } from '../share/picture.ts'
import styles from './handout.module.css'

export interface Shot {
  readonly ordinal: number
  readonly depth: ViewOptions['depth']
}

interface DrawerProps {
  readonly trace: TraceStore
  readonly scenario: Scenario
  readonly shot: Shot
  readonly onDrawn: (picture: Picture | null) => void
}

const NOTHING = (): void => undefined
/** A drawing that never comes to rest is left out, frames. */
const PATIENCE = 300

/** Calls once the diagram within has drawn what it was asked for. */
function useDrawn(shot: Shot, drawn: (root: HTMLElement | null) => void) {
  const place = useRef<HTMLDivElement>(null)
  const tell = useRef(drawn)
  useEffect(() => {
    tell.current = drawn
  })
  useEffect(() => {
    let frames = 0
    let frame = requestAnimationFrame(function look() {
      frames += 1
      const root = place.current?.firstElementChild
      const rests = root instanceof HTMLElement && root.querySelector('[aria-busy=true]') === null
      if (frames > 1 && rests && root.getAttribute('aria-busy') !== 'true') tell.current(root)
      else if (frames > PATIENCE) tell.current(null)
      else frame = requestAnimationFrame(look)
    })
    return () => cancelAnimationFrame(frame)
  }, [shot])
  return place
}

/** What stands at the rule of now has this much room below it; what is ahead would be an empty space on paper. */
const BELOW_NOW_PX = 52

/** More lanes than paper has room for. */
const MOST_LANES = 6

function viewOfShot(trace: TraceStore, scenario: Scenario, { ordinal, depth }: Shot): ViewOptions {
  const hidden = quietLanes(trace, { cast: castOf(scenario), depth, ordinal }, MOST_LANES)
  return { ...DEFAULT_VIEW, depth, hidden }
}

export function Drawer({ trace, scenario, shot, onDrawn }: DrawerProps): ReactNode {
  const words = useWords()
  const texts = useMemo(() => diagramWords(words, scenario), [words, scenario])
  const place = useDrawn(shot, (root) => onDrawn(root ? pictureOf(root, { belowNow: BELOW_NOW_PX }) : null))
  const view = useMemo(() => viewOfShot(trace, scenario, shot), [trace, scenario, shot])
  const cursor: Cursor = { ordinal: shot.ordinal, at: trace.at[shot.ordinal] as number }
  return (
    <div className={styles.drawer} ref={place} inert>
      <Diagram
        trace={trace}
        revision={0}
        scenario={scenario}
        cursor={cursor}
        view={view}
        selection={null}
        playing={false}
        reducedMotion
        words={texts}
        onSelect={NOTHING}
        onSeek={NOTHING}
        onZoom={NOTHING}
        onOpenFold={NOTHING}
        onLaneMenu={NOTHING}
        onMessageMenu={NOTHING}
      />
    </div>
  )
}
