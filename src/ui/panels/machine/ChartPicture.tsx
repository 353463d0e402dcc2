/** A state chart: the active states filled, the last transition thick, what can happen next in ink, a previewed target ringed. */
import { edgeOf, isWithin, type ChartNow } from '#derive/chart.ts'
import type { Chart, PictureState, PictureTransition } from '#model/chart.ts'
import { type ReactNode, useEffect, useId, useMemo, useRef } from 'react'
import { useWords } from '../../widgets/context.ts'
import { stateText } from '../../widgets/names.ts'
import { layoutChart, type ChartLayout, type Direction, type EdgeLine, type StateBox } from './layout.ts'
import styles from './machine.module.css'

interface PictureProps {
  readonly chart: Chart
  readonly now: ChartNow
  readonly name: string
  readonly direction: Direction
  /** The transition whose target is previewed, or null. */
  readonly preview: PictureTransition | null
}

const LINE_PX = 15

/** How an arrow stands to now; its head has the same colour. */
const HOWS = ['other', 'next', 'last', 'preview'] as const
type How = (typeof HOWS)[number]

function State({ box, now, preview }: { readonly box: StateBox; readonly now: ChartNow; readonly preview: boolean }) {
  const words = useWords()
  const { state, x, y, width, height } = box
  const active = now.state !== null && isWithin(now.state, state.path)
  const outer = state.kind === 'compound'
  return (
    <g data-active={active || undefined} data-kind={state.kind} data-preview={preview || undefined}>
      <rect
        className={styles.state}
        x={x - width / 2}
        y={y - height / 2}
        width={width}
        height={height}
        rx={outer ? 10 : height / 2.4}
      />
      {state.kind === 'final' ? (
        <rect
          className={styles.inner}
          x={x - width / 2 + 3}
          y={y - height / 2 + 3}
          width={width - 6}
          height={height - 6}
          rx={height / 2.8}
        />
      ) : null}
      <text className={styles.name} x={x} y={outer ? y - height / 2 + 13 : y + 4}>
        {stateText(words, state.path)}
      </text>
    </g>
  )
}

function Edge({ line, how, marker }: { readonly line: EdgeLine; readonly how: How; readonly marker: string }) {
  const top = line.label.y - ((line.lines.length - 1) * LINE_PX) / 2 + 4
  return (
    <g data-how={how}>
      <path className={styles.edge} d={line.path} markerEnd={`url(#${marker}${how})`} />
      {line.lines.map((text, k) => (
        <text key={text} className={styles.event} x={line.label.x} y={top + k * LINE_PX}>
          {text}
        </text>
      ))}
    </g>
  )
}

/** Scrolls what the chart lies in so that a state is in sight. */
function useInSight(layout: ChartLayout, state: string | null) {
  const chart = useRef<HTMLElement>(null)
  useEffect(() => {
    const scroller = chart.current?.parentElement
    const box = layout.states.find(({ state: { path } }) => path === state)
    if (!scroller || !box) return
    const { clientWidth, clientHeight } = scroller
    const aside = scroller.querySelector('aside')?.clientWidth ?? 0
    const left = box.x - (aside < clientWidth ? clientWidth - aside : clientWidth) / 2
    scroller.scrollTo({ left, top: box.y - clientHeight / 2 })
  }, [layout, state])
  return chart
}

function howOf({ edge }: EdgeLine, { preview, taken, now }: HowProps): How {
  if (preview && preview.to === edge.to && preview.from === edge.from) return 'preview'
  if (edge === taken) return 'last'
  const possible = now.next.some(({ from, to }) => from === edge.from && to === edge.to)
  return possible ? 'next' : 'other'
}

interface HowProps {
  readonly preview: PictureTransition | null
  readonly taken: EdgeLine['edge'] | null
  readonly now: ChartNow
}

export function ChartPicture({ chart, now, name, direction, preview }: PictureProps): ReactNode {
  const words = useWords()
  const marker = useId()
  const layout = useMemo(() => {
    const nameOf = (state: PictureState): string => stateText(words, state.path)
    return layoutChart(chart, direction, nameOf)
  }, [chart, direction, words])
  const figure = useInSight(layout, preview?.to ?? now.state)
  const edges = layout.edges.map(({ edge }) => edge)
  const taken = now.last && now.last.before !== '' ? edgeOf(edges, now.last) : null
  const states = chart.picture.states.length - 1
  const where =
    now.state === null ? words.t('machine.gone') : words.t('machine.now', { state: stateText(words, now.state) })
  const label = words.t('machine.chart', { name, count: states, now: where })
  return (
    <figure ref={figure} className={styles.figure} aria-label={label}>
      <svg width={layout.width} height={layout.height} aria-hidden="true" className={styles.chart}>
        <defs>
          {HOWS.map((how) => (
            <marker
              key={how}
              id={`${marker}${how}`}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerUnits="userSpaceOnUse"
              markerWidth="9"
              markerHeight="9"
              orient="auto"
            >
              <path className={styles.head} data-how={how} d="M0 0.5L8 4L0 7.5z" />
            </marker>
          ))}
        </defs>
        {layout.states.map((box) => (
          <State key={box.state.path} box={box} now={now} preview={preview?.to === box.state.path} />
        ))}
        {layout.edges.map((line) => (
          <Edge
            key={`${line.edge.from} ${line.edge.to}`}
            line={line}
            how={howOf(line, { preview, taken, now })}
            marker={marker}
          />
        ))}
      </svg>
    </figure>
  )
}
