/** Everything that a comparison shows, as far as it is paired: the two branches, their common layout, what differs. */
import { DEFAULT_VIEW, stretchOf, type Cursor, type ViewOptions } from '#derive/view.ts'
import type { Branch } from '#store/session.ts'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useApp, useSession } from '../../widgets/context.ts'
import { isFresh, Pairing, type Laid, type Models } from './pairing.ts'

export type { Laid } from './pairing.ts'

export interface Pair extends Laid {
  readonly left: Branch
  readonly right: Branch
  readonly laid: Laid
}

/** What of a reader's view holds for compared runs: their clock is common, and what repeats is not folded. */
function useComparedView(): ViewOptions {
  const depth = useSession((session) => session.view.depth)
  const hidden = useSession((session) => session.view.hidden)
  const folded = useSession((session) => session.view.folded)
  return useMemo(() => ({ ...DEFAULT_VIEW, depth, hidden, folded }), [depth, hidden, folded])
}

interface Paired {
  readonly pair: Pair | null
  /** 0..1 of the first pairing. */
  readonly part: number
}

/** Who asks is keyed by the two. */
function useLaid(leftId: string, rightId: string, open: readonly number[]): { laid: Laid | null; part: number } {
  const app = useApp()
  const view = useComparedView()
  const [laid, setLaid] = useState<Laid | null>(null)
  const [part, setPart] = useState(0)
  const pairing = useRef<Pairing>(null)
  const wanted = useMemo(() => ({ view, open }), [view, open])
  const first = useRef(wanted)
  useEffect(() => {
    const told = { found: setLaid, progress: (to: number) => setPart(Math.round(to * 20) / 20) }
    const made = new Pairing(app, [leftId, rightId], first.current, told)
    pairing.current = made
    made.look()
    const stop = app.store.subscribe(() => made.look())
    return () => {
      stop()
      made.stop()
      pairing.current = null
    }
  }, [app, leftId, rightId])
  useEffect(() => pairing.current?.want(wanted), [wanted])
  return { laid, part }
}

export function usePair(leftId: string, rightId: string, open: readonly number[]): Paired {
  const left = useSession((session) => session.branches[leftId])
  const right = useSession((session) => session.branches[rightId])
  const zoomed = useSession((session) => stretchOf(session.view))
  const { laid, part } = useLaid(leftId, rightId, open)
  if (!left || !right || !laid || !isFresh(laid, left, right)) return { pair: null, part }
  laid.models.left.shared.restretch(zoomed)
  laid.models.right.shared.restretch(zoomed)
  return { pair: { ...laid, left, right, laid }, part }
}

/** The moment of the right run at the height where the left one's cursor stands. */
export function besideCursor({ models }: { readonly models: Models }, cursor: Cursor): Cursor {
  const y = models.left.axis.yOf(cursor)
  return { ...models.right.axis.cursorAt(y + 0.01), at: cursor.at }
}

/** The moment of the left run at the height of a moment of the right one. */
export function leftCursor({ models }: { readonly models: Models }, cursor: Cursor): Cursor {
  return models.left.axis.cursorAt(models.right.axis.yOf(cursor) + 0.01)
}
