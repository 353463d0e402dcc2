/** Dominant shares over time: the line that lies lowest goes next. */
import { orderNow, whoIsNext } from '#derive/allocationTable.ts'
import { sharesAt, type ShareLine } from '#derive/seriesIndex.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { currentBranch } from '#store/session.ts'
import type { ReactNode } from 'react'
import { useApp, useBranch, useWords } from '../../widgets/context.ts'
import { useMoment } from '../../widgets/moment.ts'
import { frameworkName } from '../../widgets/names.ts'
import { hueNumber, lineOf } from '../../widgets/frameworks.ts'
import styles from './shares.module.css'

const MOST_STEPS = 240
const MOST_LINES = 6
const WIDTH = 460
const HEIGHT = 64
const LEFT = 30
const TOP = 6

function topOf(lines: readonly ShareLine[]): number {
  const highest = Math.max(0.01, ...lines.flatMap(({ steps }) => steps.map(([, share]) => share)))
  return [0.05, 0.1, 0.25, 0.5, 1].find((top) => highest <= top) ?? highest
}

interface Frame {
  readonly from: number
  readonly to: number
  readonly top: number
}

function xOf(at: number, { from, to }: Frame): number {
  return LEFT + ((at - from) / Math.max(1, to - from)) * (WIDTH - LEFT)
}

function yOf(share: number, { top }: Frame): number {
  return TOP + (1 - share / top) * HEIGHT
}

function pathOf({ steps }: ShareLine, frame: Frame): string {
  let path = ''
  for (const [at, share] of steps) {
    const x = Math.max(LEFT, xOf(at, frame)).toFixed(1)
    const y = yOf(share, frame).toFixed(1)
    path += path === '' ? `M${x} ${y}` : `H${x}V${y}`
  }
  return `${path}H${WIDTH}`
}

interface ChartProps {
  readonly lines: readonly ShareLine[]
  readonly frame: Frame
  readonly lowest: ShareLine | undefined
}

function Chart({ lines, frame, lowest }: ChartProps): ReactNode {
  const frameworks = useBranch((branch) => branch.scenario.frameworks)
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${WIDTH} ${HEIGHT + 2 * TOP}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {[0, 0.5, 1].map((part) => (
        <path key={part} className={styles.grid} d={`M${LEFT} ${TOP + (1 - part) * HEIGHT}H${WIDTH}`} />
      ))}
      {lines.map((line) => (
        <path
          key={`${line.role} ${line.framework}`}
          {...lineOf(hueNumber(frameworks, line.framework), styles.line)}
          data-lowest={line === lowest}
          d={pathOf(line, frame)}
        />
      ))}
    </svg>
  )
}

/** The line of the framework that the sorter has first: among equal shares the lowest alone does not tell. */
function nextOf(lines: readonly ShareLine[], trace: TraceStore, ordinal: number): ShareLine | undefined {
  const next = whoIsNext(orderNow(trace, ordinal))
  if (lines.length < 2 || !next) return undefined
  const { role, framework } = next
  return lines.find((line) => line.role === role.role && line.framework === framework.framework)
}

export function Shares(): ReactNode {
  const { store } = useApp()
  const { t, number, maybe } = useWords()
  const moment = useMoment()
  useBranch((branch) => branch.revision)
  const { trace, scenario } = currentBranch(store.getState())
  const ordinal = Math.min(moment.ordinal, trace.count - 1)
  const lines = sharesAt(trace, ordinal, MOST_STEPS).slice(0, MOST_LINES)
  const first = Math.min(moment.at, ...lines.map(({ steps }) => steps[0]?.[0] ?? moment.at))
  const frame: Frame = { from: first, to: Math.max(moment.at, first + 1), top: topOf(lines) }
  const lowest = nextOf(lines, trace, ordinal)
  return (
    <section className={styles.shares} aria-label={t('shares.title')}>
      <h2 className={styles.title}>
        {t('shares.title')}
        {lowest ? (
          <span className={styles.next}>{t('shares.next', { name: frameworkName(lowest.framework) })}</span>
        ) : null}
      </h2>
      {lines.length === 0 ? (
        <p className={styles.empty}>{t('shares.none')}</p>
      ) : (
        <div className={styles.body}>
          <div className={styles.scale} aria-hidden="true">
            <span>{number(frame.top, 2)}</span>
            <span>{number(frame.top / 2, 3)}</span>
            <span>0</span>
          </div>
          <Chart lines={lines} frame={frame} lowest={lowest} />
          <ul className={styles.labels}>
            {lines.map((line) => (
              <li key={`${line.role} ${line.framework}`} data-lowest={line === lowest}>
                <svg viewBox="0 0 18 4" aria-hidden="true">
                  <path {...lineOf(hueNumber(scenario.frameworks, line.framework), styles.line)} d="M0 2H18" />
                </svg>
                {frameworkName(line.framework)} {number(line.share, 2)}{' '}
                {maybe(`resource.${line.resource}`, {}, line.resource)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
