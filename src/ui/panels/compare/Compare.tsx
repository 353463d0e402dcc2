/** Two branches side by side on one clock: where they part and why, every difference, shares and placements. */
import { COMPARE_TEXTS } from '#content/locales/parts/compare.ts'
import { keepBeside } from '#store/besideRun.ts'
import { compareWith, comparing } from '#store/comparing.ts'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useBranchName } from '../../shell/BranchMenu.tsx'
import { useApp, useSession, useWords } from '../../widgets/context.ts'
import { useRoom } from '../../widgets/media.ts'
import { usePartWords } from '../../widgets/partWords.ts'
import { Tabs } from '../../widgets/Tabs.tsx'
import styles from './compare.module.css'
import { DifferenceList } from './DifferenceList.tsx'
import { Diagrams } from './Diagrams.tsx'
import { Head } from './Head.tsx'
import { Placements, Shares } from './Standing.tsx'
import type { Telling } from './told.ts'
import { useDifferences, type Going } from './useDifferences.ts'
import { usePair, type Pair } from './usePair.ts'

/** The other branch is computed as far as this one, and what is played goes along the common clock. */
function useTogether(other: string, pair: Pair | null): void {
  const app = useApp()
  const { stage } = app
  useEffect(() => keepBeside(app, other), [app, other])
  const model = pair?.models.left ?? null
  useEffect(() => {
    stage.share(model)
    return () => stage.share(null)
  }, [stage, model])
}

interface PanelsProps {
  readonly pair: Pair
  readonly telling: Telling
  readonly going: Going
}

const TABS = ['list', 'shares', 'placements'] as const

/** Beside each other where there is room, else one at a time. */
function Panels({ pair, telling, going }: PanelsProps): ReactNode {
  const [tab, setTab] = useState<(typeof TABS)[number]>('list')
  const room = useRoom()
  const { say } = telling
  const panels = {
    list: <DifferenceList pair={pair} telling={telling} going={going} />,
    shares: <Shares pair={pair} telling={telling} />,
    placements: <Placements pair={pair} telling={telling} />,
  }
  if (room === 'desktop') return <div className={styles.panels}>{TABS.map((name) => panels[name])}</div>
  return (
    <div className={styles.tabbed}>
      <Tabs
        label={say('title')}
        value={tab}
        tabs={TABS.map((value) => ({ value, label: say(value) }))}
        onChange={setTab}
      >
        {panels[tab]}
      </Tabs>
    </div>
  )
}

function Compared({ other }: { readonly other: string }): ReactNode {
  const words = useWords()
  const say = usePartWords(COMPARE_TEXTS)
  const nameOf = useBranchName()
  const current = useSession((session) => session.current)
  const left = nameOf(current)
  const right = nameOf(other)
  const telling = useMemo<Telling>(() => ({ words, say, names: { left, right } }), [words, say, left, right])
  const [open, setOpen] = useState<readonly number[]>([])
  const [rightOnly, setRightOnly] = useState<number | null>(null)
  const pair = usePair(current, other, open)
  const going = useDifferences(pair, setRightOnly)
  useTogether(other, pair)
  return (
    <section className={styles.compare} aria-label={say('title')}>
      <Head pair={pair} telling={telling} going={going} other={other} />
      <Diagrams
        pair={pair}
        telling={telling}
        open={open}
        setOpen={setOpen}
        rightOnly={rightOnly}
        setRightOnly={setRightOnly}
      />
      {pair ? <Panels pair={pair} telling={telling} going={going} /> : null}
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
