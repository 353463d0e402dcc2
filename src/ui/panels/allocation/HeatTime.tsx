/** The heat map over time: a row for each agent, a column for each stretch of time, as bright as its cpus are in use. */
import { heatOf, type Heat } from '#derive/heat.ts'
import { currentBranch } from '#store/session.ts'
import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react'
import { useApp, useWords } from '../../widgets/context.ts'
import styles from './allocation.module.css'

const MOST_AGENTS = 200
const MOST_COLUMNS = 120
const STOPS = ['--heat-0', '--heat-1', '--heat-2', '--heat-3', '--heat-4'] as const
/** The map's height: a row is as high as fits, never more than a cell. */
const HEIGHT_PX = 160
const ROW_PX = 8

type Rgb = readonly [number, number, number]

/** The canvas itself says what a colour is in numbers, also one of the system's. */
function stopsOf(context: CanvasRenderingContext2D): readonly Rgb[] {
  const style = getComputedStyle(context.canvas)
  return STOPS.map((name) => {
    context.fillStyle = style.getPropertyValue(name).trim()
    const hex = String(context.fillStyle)
    return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb
  })
}

/** Between two stops, by parts. */
function colourOf(stops: readonly Rgb[], share: number): Rgb {
  const place = Math.min(1, Math.max(0, share)) * (stops.length - 1)
  const low = Math.min(stops.length - 2, Math.floor(place))
  const [a, b] = [stops[low] as Rgb, stops[low + 1] as Rgb]
  return a.map((from, i) => Math.round(from + ((b[i] as number) - from) * (place - low))) as unknown as Rgb
}

function paint(canvas: HTMLCanvasElement, { agents, columns, used }: Heat): void {
  canvas.width = columns
  canvas.height = Math.max(1, agents.length)
  const context = canvas.getContext('2d')
  if (!context || agents.length === 0) return
  const stops = stopsOf(context)
  const image = context.createImageData(columns, agents.length)
  for (const [i, share] of used.entries()) {
    if (Number.isNaN(share)) continue
    image.data.set([...colourOf(stops, share), 255], i * 4)
  }
  context.putImageData(image, 0, 0)
}

export function HeatTime({ ordinal }: { readonly ordinal: number }): ReactNode {
  const { store, intents, stage } = useApp()
  const { t, seconds } = useWords()
  const canvas = useRef<HTMLCanvasElement>(null)
  const { trace } = currentBranch(store.getState())
  const heat = heatOf(trace, ordinal, MOST_AGENTS, MOST_COLUMNS)
  useEffect(() => {
    if (canvas.current) paint(canvas.current, heat)
  })
  const until = seconds(heat.columns * heat.stepMs)
  const goThere = (event: MouseEvent<HTMLCanvasElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    const row = Math.floor(((event.clientY - box.top) / box.height) * heat.agents.length)
    const at = ((event.clientX - box.left) / box.width) * heat.columns * heat.stepMs
    const agent = heat.agents[row]
    if (agent === undefined) return
    stage.land(Math.max(0, Math.min(trace.ordinalAt(at), trace.count - 1)))
    intents.select({ kind: 'component', id: agent })
  }
  return (
    <figure
      className={styles.heatFigure}
      aria-label={t('allocation.heatTime', { agents: heat.agents.length, s: until })}
    >
      <canvas
        ref={canvas}
        className={styles.heatTime}
        style={{ height: `${Math.min(HEIGHT_PX, heat.agents.length * ROW_PX)}px` }}
        aria-hidden="true"
        data-tip={t('allocation.heatHint')}
        onClick={goThere}
      />
      <figcaption className={styles.heatScale} aria-hidden="true">
        <span>{t('allocation.heatNone')}</span>
        <i />
        <span>{t('allocation.heatAll')}</span>
        <span>{t('time.s', { s: until })}</span>
      </figcaption>
    </figure>
  )
}
