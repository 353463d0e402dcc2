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
import { densities } from './density.ts'
import styles from './transport.module.css'
import { momentText } from './momentText.ts'

/** Part of the width that the computed run takes while more may come. */
const COMPUTED_PART = 0.88
const BAR_PX = 6

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
    let frame = 0
    const draw = (): void => {
      frame = 0
      paint(
        element,
        stage.partOf(store.getState().cursor),
        part,
        densities(modelOf(store.getState()), element.clientWidth * part, BAR_PX),
        markersOf(store.getState()).map((marker) => stage.partOf(marker)),
      )
    }
    const ask = (): void => {
      if (frame === 0) frame = requestAnimationFrame(draw)
    }
    ask()
    const stop = store.subscribe(ask)
    const sizes = new ResizeObserver(ask)
    sizes.observe(element)
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    scheme.addEventListener('change', ask)
    const theme = new MutationObserver(ask)
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    return () => {
      stop()
      sizes.disconnect()
      theme.disconnect()
      scheme.removeEventListener('change', ask)
      if (frame !== 0) cancelAnimationFrame(frame)
    }
  }, [store, stage, part])
  return canvas
}

function paint(
  canvas: HTMLCanvasElement,
  at: number,
  part: number,
  bars: readonly number[],
  marks: readonly number[],
): void {
  const scale = devicePixelRatio
  const { clientWidth: width, clientHeight: height } = canvas
  if (canvas.width !== Math.round(width * scale)) canvas.width = Math.round(width * scale)
  if (canvas.height !== Math.round(height * scale)) canvas.height = Math.round(height * scale)
  const context = canvas.getContext('2d')
  if (!context) return
  const style = getComputedStyle(canvas)
  const color = (name: string): string => style.getPropertyValue(name)
  context.setTransform(scale, 0, 0, scale, 0, 0)
  context.clearRect(0, 0, width, height)
  const here = at * width * part
  const ground = height - 11
  bars.forEach((density, k) => {
    const x = k * BAR_PX + 1
    const size = Math.max(density > 0 ? 3 : 1.5, density * (ground - 4))
    context.fillStyle = color(x < here ? '--text-3' : '--lifeline')
    context.fillRect(x, ground - size, BAR_PX - 2, size)
  })
  context.fillStyle = color('--line-strong')
  context.fillRect(0, height - 6, width * part, 3)
  context.fillStyle = color('--text-2')
  context.fillRect(0, height - 6, here, 3)
  context.fillStyle = color('--ink')
  for (const mark of marks) flag(context, mark * width * part)
  context.fillRect(Math.min(width - 2, Math.max(0, here - 1)), 0, 2, height)
}

/** A marker: a small flag at the upper edge. */
function flag(context: CanvasRenderingContext2D, x: number): void {
  context.fillRect(x - 0.5, 0, 1, 12)
  context.beginPath()
  context.moveTo(x, 0)
  context.lineTo(x + 8, 3.5)
  context.lineTo(x, 7)
  context.fill()
}

/** Steps of the slider over its whole width: finer than any screen. */
const STEPS = 100_000

export function Scrubber(): ReactNode {
  const app = useApp()
  const words = useWords()
  const { t } = words
  const part = useComputedPart()
  const canvas = useDrawing(part)
  const { ordinal } = useMoment()
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
