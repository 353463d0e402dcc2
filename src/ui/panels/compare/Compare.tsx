/** Two branches side by side on one clock: where they part and why, every difference, shares and placements. */
import { COMPARE_TEXTS } from '#content/locales/parts/compare.ts'
import { comparedSides } from '#store/comparedSides.ts'
import { keepBeside } from '#store/besideRun.ts'
import { compareWith, comparing } from '#store/comparing.ts'
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { useBranchName } from '../../shell/BranchMenu.tsx'
import { useApp, useSession, useSurface, useWords } from '../../widgets/context.ts'
import { useRoom } from '../../widgets/media.ts'
import { usePartWords } from '../../widgets/partWords.ts'
import { Tabs } from '../../widgets/Tabs.tsx'
import styles from './compare.module.css'
import { Details } from './Details.tsx'
import { DifferenceList } from './DifferenceList.tsx'
import { Diagrams } from './Diagrams.tsx'
import { Head } from './Head.tsx'
import { activeSide, makeSides, sideApp, turnLeft, type SidesStore } from './sides.ts'
import { Placements, Shares } from './Standing.tsx'
import type { Telling } from './told.ts'
import { useDifferences, type Going } from './useDifferences.ts'
import { usePair, type Pair } from './usePair.ts'

/** The other branch is computed as far as this one, and what is played goes along the common clock. */
function useTogether(other: string, pair: Pair | null): void {
  const app = useApp()
  const { stage } = app
  useEffect(() => keepBeside(app, other), [app, other])
  const models = pair?.models
  useEffect(() => {
    stage.share(models?.left ?? null)
    comparing.setState({ models: models ? [models.left, models.right] : [] })
    return () => {
      stage.share(null)
      comparing.setState({ models: [] })
    }
  }, [stage, models])
}

interface PanelsProps extends ShownProps {
  /** The panel that is seen where there is room for one. */
  readonly tab: Tab
  readonly setTab: (tab: Tab) => void
}

interface ShownProps {
  readonly pair: Pair
  readonly telling: Telling
  readonly going: Going
  readonly sides: SidesStore
  readonly other: string
}

const TABS = ['list', 'shares', 'placements'] as const
const NARROW_TABS = [...TABS, 'details'] as const
type Tab = (typeof NARROW_TABS)[number]

/** Beside each other where there is room, else one at a time. */
function Panels({ tab, setTab, ...shown }: PanelsProps): ReactNode {
  const room = useRoom()
  const { pair, telling, going, sides, other } = shown
  const { say } = telling
  const panels = {
    list: <DifferenceList key="list" pair={pair} telling={telling} going={going} />,
    shares: <Shares key="shares" pair={pair} telling={telling} />,
    placements: <Placements key="placements" pair={pair} telling={telling} />,
  }
  if (room === 'desktop') return <div className={styles.panels}>{TABS.map((name) => panels[name])}</div>
  return (
    <div className={styles.tabbed} data-tab={tab}>
      <Tabs
        label={say('title')}
        value={tab}
        tabs={NARROW_TABS.map((value) => ({ value, label: say(value) }))}
        onChange={setTab}
      >
        {tab === 'details' ? <Details pair={pair} telling={telling} sides={sides} other={other} /> : panels[tab]}
      </Tabs>
    </div>
  )
}

/** Where there is room, details stand at the right, as they do for one run. */
function Aside({ pair, telling, sides, other }: ShownProps): ReactNode {
  const inspector = useSurface((surface) => surface.inspector)
  const room = useRoom()
  if (room !== 'desktop' || !inspector) return null
  return (
    <aside className={styles.inspector} aria-label={telling.say('details')}>
      <Details pair={pair} telling={telling} sides={sides} other={other} />
    </aside>
  )
}

/** What is told of the two: their names. */
function useTelling(current: string, other: string): Telling {
  const words = useWords()
  const say = usePartWords(COMPARE_TEXTS)
  const nameOf = useBranchName()
  const left = nameOf(current)
  const right = nameOf(other)
  return useMemo<Telling>(() => ({ words, say, names: { left, right } }), [words, say, left, right])
}

/** What is selected on either side; commands and Esc know of the other one. */
function useSides(pair: Pair | null, other: string): SidesStore {
  const app = useApp()
  const [sides] = useState(makeSides)
  const laid = pair?.laid ?? null
  useLayoutEffect(() => sides.setState({ laid }), [sides, laid])
  useEffect(() => {
    const beside = sideApp(app, other, sides)
    const isRight = (): boolean => activeSide(sides.getState(), app.store.getState()) === 'right'
    comparedSides.setState({ acting: () => (isRight() ? beside : app) })
    comparing.setState({
      unselect: () => {
        const was = isRight() && sides.getState().right !== null
        turnLeft(sides)
        return was
      },
    })
    return () => {
      comparedSides.setState({ acting: null })
      comparing.setState({ unselect: null })
    }
  }, [app, other, sides])
  return sides
}

function Compared({ other }: { readonly other: string }): ReactNode {
  const current = useSession((session) => session.current)
  const telling = useTelling(current, other)
  const [open, setOpen] = useState<readonly number[]>([])
  const [tab, setTab] = useState<Tab>('list')
  const { pair, part } = usePair(current, other, open)
  const sides = useSides(pair, other)
  const going = useDifferences(pair, sides)
  useTogether(other, pair)
  const shown = pair ? { pair, telling, going, sides, other } : null
  return (
    <section className={styles.compare} aria-label={telling.say('title')}>
      <Head pair={pair} telling={telling} going={going} other={other} sides={sides} />
      <div className={styles.body}>
        <div className={styles.both}>
          <Diagrams
            pair={pair}
            part={part}
            telling={telling}
            setOpen={setOpen}
            sides={sides}
            onChosen={() => setTab('details')}
          />
          {shown ? <Panels {...shown} tab={tab} setTab={setTab} /> : null}
        </div>
        {shown ? <Aside {...shown} /> : null}
      </div>
    </section>
  )
}

/** `other`: the branch that stands beside the current one. */
export function Compare({ other }: { readonly other: string }): ReactNode {
  const current = useSession((session) => session.current)
  const isThere = useSession((session) => session.branches[other] !== undefined)
  const isSame = current === other
  useEffect(() => {
    if ((!isThere || isSame) && comparing.getState().with === other) compareWith(null)
  }, [isThere, isSame, other])
  return isThere && !isSame ? <Compared key={`${current} ${other}`} other={other} /> : null
}
