/** The heat map over time: a row for each agent, a column for each stretch of time, as bright as its cpus are in use. */
import { heatOf, type Heat } from '#derive/heat.ts'
import { currentBranch } from '#store/session.ts'
import { scaleLinear } from 'd3-scale'
import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react'
import { useApp, useWords } from '../../widgets/context.ts'
import styles from './allocation.module.css'

const MOST_AGENTS = 200
const MOST_COLUMNS = 120
const STOPS = ['--heat-0', '--heat-1', '--heat-2', '--heat-3', '--heat-4'] as const
/** The map's height: a row is as high as fits, never more than a cell. */
const HEIGHT_PX = 160
const ROW_PX = 8

/** Shades between no use and full use that are told apart. */
const SHADES = 256
/** About so many times stand below the map. */
const TIMES = 5

type Rgb = readonly number[]

/** Colours from none to all. The canvas itself says what a colour is in numbers, also one of the system's. */
function shadesOf(context: CanvasRenderingContext2D): readonly Rgb[] {
  const style = getComputedStyle(context.canvas)
  const stops = STOPS.map((name) => {
    context.fillStyle = style.getPropertyValue(name).trim()
    return String(context.fillStyle)
  })
  const colour = scaleLinear<string>(
    stops.map((_, i) => i / (stops.length - 1)),
    stops,
  )
  return Array.from({ length: SHADES }, (_, i) => (colour(i / (SHADES - 1)).match(/\d+/g) ?? []).map(Number))
}

function paint(canvas: HTMLCanvasElement, { agents, columns, used }: Heat): void {
  canvas.width = columns
  canvas.height = Math.max(1, agents.length)
  const context = canvas.getContext('2d')
  if (!context || agents.length === 0) return
  const shades = shadesOf(context)
  const nearest = scaleLinear([0, SHADES - 1]).clamp(true)
  const image = context.createImageData(columns, agents.length)
  for (const [i, share] of used.entries()) {
    if (Number.isNaN(share)) continue
    image.data.set([...(shades[Math.round(nearest(share))] as Rgb), 255], i * 4)
  }
  context.putImageData(image, 0, 0)
}

export function HeatTime({ ordinal }: { readonly ordinal: number }): ReactNode {
  const { store, intents, stage } = useApp()
  const { t, seconds, number } = useWords()
  const canvas = useRef<HTMLCanvasElement>(null)
  const { trace } = currentBranch(store.getState())
  const heat = heatOf(trace, ordinal, MOST_AGENTS, MOST_COLUMNS)
  useEffect(() => {
    if (canvas.current) paint(canvas.current, heat)
  })
  const untilMs = heat.columns * heat.stepMs
  const along = scaleLinear([0, untilMs], [0, 1])
  const until = seconds(untilMs)
  const goThere = (event: MouseEvent<HTMLCanvasElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    const row = Math.floor(((event.clientY - box.top) / box.height) * heat.agents.length)
    const at = along.invert((event.clientX - box.left) / box.width)
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
      <div className={styles.heatTimes} aria-hidden="true">
        {along.ticks(TIMES).map((at) => (
          <span key={at} style={{ left: `${along(at) * 100}%` }}>
            {t('time.s', { s: number(at / 1000) })}
          </span>
        ))}
      </div>
      <figcaption className={styles.heatScale} aria-hidden="true">
        <span>{t('allocation.heatNone')}</span>
        <i />
        <span>{t('allocation.heatAll')}</span>
      </figcaption>
    </figure>
  )
}
