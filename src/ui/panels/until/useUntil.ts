/** The search behind the dialog: runs, tells how far it is, goes to what it found, goes on where it gave up. */
import type { Condition } from '#derive/until.ts'
import { searchAhead, type Ended, type Looked } from '#store/until.ts'
import { closeDialog } from '#store/surface.ts'
import { useEffect, useRef, useState } from 'react'
import { useApp, useWords } from '../../widgets/context.ts'

export interface Until {
  readonly looked: Looked | null
  readonly running: boolean
  /** How the last search ended without finding it; null: it has not yet. */
  readonly ended: (Ended & Looked) | null
  readonly start: (condition: Condition) => void
  /** Looks on behind where it ended; lets the run go on where its scenario ended it. */
  readonly goOn: (condition: Condition) => void
  readonly stop: () => void
  readonly forget: () => void
}

export function useUntil(): Until {
  const app = useApp()
  const { t, seconds } = useWords()
  const stopper = useRef<AbortController | null>(null)
  const [looked, setLooked] = useState<Looked | null>(null)
  const [running, setRunning] = useState(false)
  const [ended, setEnded] = useState<(Ended & Looked) | null>(null)
  useEffect(() => () => stopper.current?.abort(), [])

  const search = async (condition: Condition, from: number): Promise<void> => {
    const controller = new AbortController()
    stopper.current?.abort()
    stopper.current = controller
    app.intents.setPlaying(false)
    setEnded(null)
    setLooked(null)
    setRunning(true)
    const result = await searchAhead(app, { condition, from, signal: controller.signal, onLooked: setLooked })
    if (stopper.current !== controller || controller.signal.aborted) return
    setRunning(false)
    if (result.how !== 'found') return setEnded(result)
    app.stage.land(result.ordinal)
    app.intents.select({ kind: 'record', ordinal: result.ordinal })
    closeDialog(app.surface)
    const params = { what: t(`until.${condition.kind}`), s: seconds(app.store.getState().cursor.at) }
    app.intents.notify({ key: 'notice.until', params, tone: 'info' })
  }
  const stop = (): void => {
    stopper.current?.abort()
    setRunning(false)
  }
  return {
    looked,
    running,
    ended,
    start: (condition) => void search(condition, app.store.getState().cursor.ordinal + 1),
    goOn: (condition) => {
      if (ended?.how === 'halted') app.intents.goOn()
      void search(condition, ended?.records ?? 0)
    },
    stop,
    forget: () => setEnded(null),
  }
}
