/**
 * The minimap that is the scrubber: how dense the run is along the drawn axis, where the cursor stands, how far the worker
 * has come. One slider for hand and key; its value is the event, its text says the moment.
 */
import { currentBranch } from '#store/session.ts'
import { modelOf } from '#store/commandsPlay.ts'
import { markersOf } from '#store/markers.ts'
import { type ReactNode, useEffect, useRef } from 'react'
import { useApp, useBranch, useSession, useWords } from '../widgets/context.ts'
import { useMoment } from '../widgets/moment.ts'
import { BAR_PX, densities } from './density.ts'
import { MinimapPainter } from './minimap.ts'
import styles from './transport.module.css'
import { momentText } from './momentText.ts'

/** Part of the width that the computed run takes while more may come. */
const COMPUTED_PART = 0.88

function useComputedPart(): number {
  return useBranch((branch) => (branch.halted === null ? COMPUTED_PART : 1))
}

/** Draws the bars; the past dark, what lies ahead pale. */
function useDrawing(part: number): React.RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { store, stage } = useApp()
  useEffect(() => {
    const element = canvas.current
    if (!element) return
    const painter = new MinimapPainter(element)
    let frame = 0
    const draw = (): void => {
      frame = 0
      const session = store.getState()
      painter.draw({
        at: stage.partOf(session.cursor),
        part,
        bars: densities(modelOf(session), painter.width * part, BAR_PX),
        marks: markersOf(session).map((marker) => stage.partOf(marker)),
      })
    }
    const ask = (): void => {
      if (frame === 0) frame = requestAnimationFrame(draw)
    }
    const askAnew = (): void => {
      painter.forget()
      ask()
    }
    ask()
    const stop = store.subscribe(ask)
    const sizes = new ResizeObserver(askAnew)
    sizes.observe(element)
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    scheme.addEventListener('change', askAnew)
    const theme = new MutationObserver(askAnew)
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    return () => {
      stop()
      sizes.disconnect()
      theme.disconnect()
      scheme.removeEventListener('change', askAnew)
      if (frame !== 0) cancelAnimationFrame(frame)
    }
  }, [store, stage, part])
  return canvas
}

/** Steps of the slider over its whole width: finer than any screen. */
const STEPS = 100_000

export function Scrubber(): ReactNode {
  const app = useApp()
  const words = useWords()
  const { t } = words
  const part = useComputedPart()
  const canvas = useDrawing(part)
  const { ordinal } = useMoment('atOnce')
  useBranch((branch) => branch.revision)
  useSession((session) => session.view)
  const ahead = useBranch((branch) => Math.round(branch.aheadMs / 1000))
  const halted = useBranch((branch) => branch.halted)
  const session = app.store.getState()
  return (
    <div className={styles.scrub}>
      <canvas ref={canvas} className={styles.minimap} aria-hidden="true" />
      <input
        type="range"
        className={styles.range}
        aria-label={t('transport.scrubber')}
        aria-valuetext={momentText(words, currentBranch(session), ordinal)}
        min={0}
        max={STEPS}
        value={Math.round(app.stage.partOf(session.cursor) * part * STEPS)}
        onChange={(event) => app.stage.seekPart(Number(event.target.value) / STEPS / part)}
      />
      <span className={styles.ahead} aria-hidden="true">
        {halted === null ? t('transport.ahead', { s: words.number(ahead, 0) }) : ''}
      </span>
    </div>
  )
}
