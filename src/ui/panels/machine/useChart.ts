/** The chart of a component, from the worker; remembered by kind of question. */
import { stateIndex } from '#derive/stateIndex.ts'
import type { Chart, ChartQuestion } from '#model/chart.ts'
import { ownerOf, roleOf } from '#model/roles.ts'
import { currentBranch, type Session } from '#store/session.ts'
import { useEffect, useState } from 'react'
import { useApp } from '../../widgets/context.ts'

/** The newest transitions are enough to tell kinds apart. */
const MOST_SEEN = 60

function questionOf(session: Session, of: string): ChartQuestion {
  const { trace, scenario } = currentBranch(session)
  const owner = ownerOf(of) ?? of
  const role = roleOf(owner, (id) => scenario.agents.some((agent) => agent.id === id))
  const framework = scenario.frameworks.find(({ id }) => id === owner.split('~')[0])?.kind ?? null
  const seen = stateIndex(trace).history(of, trace.count, MOST_SEEN)
  const states = [...new Set(seen.map(({ state }) => state))].sort()
  const events = [...new Set(seen.map(({ event }) => event))].sort()
  return { kind: 'chart', of, role, framework, states, events }
}

function isChart(answer: unknown): answer is Chart {
  return typeof answer === 'object' && answer !== null && 'picture' in answer && 'next' in answer
}

/** Charts by question, however many components ask it. */
const KNOWN = new Map<string, Chart | null>()

/** Undefined: not yet known; null: there is none. */
export function useChart(of: string | null): Chart | null | undefined {
  const { store, client } = useApp()
  const [answer, setAnswer] = useState<{ readonly of: string; readonly chart: Chart | null } | null>(null)
  useEffect(() => {
    if (of === null) return undefined
    let stale = false
    const question = questionOf(store.getState(), of)
    const key = JSON.stringify(question)
    const known = KNOWN.get(key)
    const show = (chart: Chart | null): void => {
      KNOWN.set(key, chart)
      if (!stale) setAnswer({ of, chart })
    }
    if (known !== undefined) show(known)
    else void client.ask({ ...question }).then(({ ok, answer: got }) => show(ok && isChart(got) ? got : null))
    return () => {
      stale = true
    }
  }, [client, store, of])
  return of !== null && answer?.of === of ? answer.chart : undefined
}
