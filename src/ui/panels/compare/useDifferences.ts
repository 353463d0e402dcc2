/** Going from difference to difference, by key and by hand: the cursor lands where both sides have shown it. */
import type { Difference } from '#derive/compare/differences.ts'
import { nextDifference } from '#derive/compare/differences.ts'
import type { DiagramModel } from '#derive/model.ts'
import type { Cursor } from '#derive/view.ts'
import { comparing } from '#store/comparing.ts'
import { useEffect, useRef, useState } from 'react'
import { useApp, useSession } from '../../widgets/context.ts'
import { turnLeft, turnRight, type SidesStore } from './sides.ts'
import type { Pair } from './usePair.ts'

/** A message that arrives later than this after it was sent is shown where it is sent. */
const TOGETHER_MS = 2000

/** Height at which a message has arrived, or a record has happened; -1 where the view shows neither. */
function heightOf(model: DiagramModel, head: number): number {
  const { marks, axis, trace } = model
  if (head < 0) return -1
  const fate = trace.type[head] === 0 ? (trace.fate[head] as number) : -1
  const near = fate >= 0 && (trace.at[fate] as number) - (trace.at[head] as number) <= TOGETHER_MS
  for (const ordinal of near ? [fate, head] : [head]) {
    const k = marks.markOf(ordinal)
    if (k >= 0) return axis.y(k)
  }
  return -1
}

/** Where both sides have shown a difference, or its earlier one where they are far apart. */
export function landingOf({ models }: Pick<Pair, 'models'>, { left, right }: Difference): Cursor {
  const heights = [heightOf(models.left, left), heightOf(models.right, right)].filter((y) => y >= 0)
  const times = [left < 0 ? null : models.left.trace.at[left], right < 0 ? null : models.right.trace.at[right]]
  const apart = times.every((at) => typeof at === 'number') ? Math.abs((times[0] as number) - (times[1] as number)) : 0
  const y = apart > TOGETHER_MS ? Math.min(...heights) : Math.max(...heights)
  return models.left.axis.cursorAt(y + 0.01)
}

export interface Going {
  /** Place of the chosen difference in the list, or null. */
  readonly chosen: number | null
  readonly choose: (k: number) => void
  readonly go: (by: 1 | -1) => void
}

export function useDifferences(pair: Pair | null, sides: SidesStore): Going {
  const app = useApp()
  const { intents, store } = app
  const [choice, setChosen] = useState<{ readonly k: number; readonly cursor: Cursor } | null>(null)
  // A choice holds as long as the reader has not moved away from it.
  const holds = useSession((session) => session.cursor === choice?.cursor)
  const chosen = holds ? choice : null
  const choose = (k: number): void => {
    const difference = pair?.differences.list[k]
    if (!pair || !difference) return
    const cursor = landingOf(pair, difference)
    intents.setPlaying(false)
    intents.seek(cursor)
    // A phone shows one of the two: the one that has it.
    if (difference.left < 0 || difference.right < 0)
      comparing.setState({ side: difference.left < 0 ? 'right' : 'left' })
    if (difference.left < 0) turnRight(app, sides, { kind: 'record', ordinal: difference.right })
    else {
      turnLeft(sides)
      intents.select({ kind: 'record', ordinal: difference.left })
    }
    setChosen({ k, cursor })
  }
  const go = (by: 1 | -1): void => {
    if (!pair) return
    const { cursor } = store.getState()
    const { list } = pair.differences
    const k = chosen && chosen.cursor === cursor ? chosen.k + by : nextDifference(list, cursor.at, by)
    if (k !== null && k >= 0 && k < list.length) choose(k)
  }
  const latest = useRef(go)
  useEffect(() => {
    latest.current = go
  })
  useEffect(() => {
    comparing.setState({ go: (by) => latest.current(by) })
    return () => comparing.setState({ go: null })
  }, [])
  return { chosen: chosen?.k ?? null, choose, go }
}
