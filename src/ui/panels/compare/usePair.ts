/** Everything that a comparison shows, made from the newest alignment, the view and the folds that stand open. */
import { SharedModel, layOut } from '#derive/compare/sharedAxis.ts'
import { shownDifferences, type Differences } from '#derive/compare/differences.ts'
import { commonRows } from '#derive/compare/rows.ts'
import { CHANGED, MOVED, ONLY, type Alignment, type Side } from '#derive/compare/alignment.ts'
import { DEFAULT_VIEW, stretchOf, type Cursor, type ViewOptions } from '#derive/view.ts'
import type { Scenario } from '#model/scenario/types.ts'
import type { TraceStore } from '#model/trace/store.ts'
import type { Branch } from '#store/session.ts'
import { useMemo } from 'react'
import { useSession } from '../../widgets/context.ts'
import { isFresh, useAlignment } from './useAlignment.ts'

/** The same object as long as no height and no difference has changed. */
export interface Laid {
  readonly models: { readonly left: SharedModel; readonly right: SharedModel }
  readonly differences: Differences
  /** Heads of what differs, by side: how to point them out. */
  readonly marks: { readonly left: ReadonlyMap<number, string>; readonly right: ReadonlyMap<number, string> }
}

export interface Pair extends Laid {
  readonly left: Branch
  readonly right: Branch
  readonly alignment: Alignment
  readonly isFinal: boolean
  readonly laid: Laid
}

const HOW: Readonly<Record<number, string>> = { [MOVED]: 'moved', [CHANGED]: 'changed', [ONLY]: 'only' }

function pointedOut({ trace, verdict, count }: Side, from: number): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  for (let i = 0; i < count; i += 1) {
    const how = trace.type[i] === 0 && (i >= from || (verdict[i] as number) > 1) ? HOW[verdict[i] as number] : undefined
    if (how) found.set(i, how)
  }
  return found
}

/** What of a reader's view holds for compared runs: their clock is common, and what repeats is not folded. */
function useComparedView(): ViewOptions {
  const depth = useSession((session) => session.view.depth)
  const hidden = useSession((session) => session.view.hidden)
  const folded = useSession((session) => session.view.folded)
  return useMemo(() => ({ ...DEFAULT_VIEW, depth, hidden, folded }), [depth, hidden, folded])
}

/** The models of both sides: made anew where the past was replaced or the view shows other lanes, else they grow. */
function useModels(left: Branch | undefined, right: Branch | undefined): Pair['models'] | null {
  const view = useComparedView()
  const one = useModel(left?.trace, left?.scenario, view)
  const two = useModel(right?.trace, right?.scenario, view)
  return useMemo(() => (one && two ? { left: one, right: two } : null), [one, two])
}

function useModel(
  trace: TraceStore | undefined,
  scenario: Scenario | undefined,
  view: ViewOptions,
): SharedModel | null {
  const cuts = trace?.cuts ?? -1
  return useMemo(
    () => (trace && scenario && cuts >= 0 ? new SharedModel(trace, scenario, view) : null),
    [trace, scenario, view, cuts],
  )
}

export function usePair(leftId: string, rightId: string, open: readonly number[]): Pair | null {
  const left = useSession((session) => session.branches[leftId])
  const right = useSession((session) => session.branches[rightId])
  const zoomed = useSession((session) => stretchOf(session.view))
  const aligned = useAlignment(leftId, rightId)
  const fresh = aligned !== null && left !== undefined && right !== undefined && isFresh(aligned, left, right)
  const models = useModels(left, right)
  const openKey = open.join()
  const laid = useMemo((): Laid | null => {
    if (!aligned || !fresh || !models) return null
    const { alignment } = aligned
    models.left.grow()
    models.right.grow()
    layOut(models.left, models.right, commonRows(alignment, models.left, models.right, openOf(openKey)))
    return {
      models,
      differences: shownDifferences(alignment, models.left, models.right),
      marks: {
        left: pointedOut(alignment.left, alignment.shared),
        right: pointedOut(alignment.right, alignment.shared),
      },
    }
  }, [aligned, fresh, models, openKey])
  if (!left || !right || !aligned || !models || !laid) return null
  models.left.shared.restretch(zoomed)
  models.right.shared.restretch(zoomed)
  return { left, right, alignment: aligned.alignment, isFinal: aligned.isFinal, ...laid, laid }
}

function openOf(key: string): readonly number[] {
  return key === '' ? [] : key.split(',').map(Number)
}

/** The moment of the right run at the height where the left one's cursor stands. */
export function besideCursor({ models }: Pick<Pair, 'models'>, cursor: Cursor): Cursor {
  const y = models.left.axis.yOf(cursor)
  return { ...models.right.axis.cursorAt(y + 0.01), at: cursor.at }
}

/** The moment of the left run at the height of a moment of the right one. */
export function leftCursor({ models }: Pick<Pair, 'models'>, cursor: Cursor): Cursor {
  return models.left.axis.cursorAt(models.right.axis.yOf(cursor) + 0.01)
}
