/** The cursor for panels: at once when it rests, a few times a second while it moves. */
import type { Cursor } from '#store/session.ts'
import { useEffect, useState } from 'react'
import { useApp } from './context.ts'

const EVERY_MS = 120
/** Panels take turns, so that not all of them fall into one frame of playing. */
const TURN_MS = 20
const TURNS = 6
let turns = 0

export function useMoment(): Cursor {
  const { store } = useApp()
  const [moment, setMoment] = useState(() => store.getState().cursor)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    let shownAt = 0
    const turn = turns++ % TURNS
    const show = (): void => {
      timer = null
      shownAt = performance.now()
      setMoment(store.getState().cursor)
    }
    show()
    const stop = store.subscribe((session, before) => {
      if (session.cursor === before.cursor) return
      if (timer !== null && session.playing) return
      if (timer !== null) clearTimeout(timer)
      if (!session.playing) return show()
      const since = performance.now() - shownAt
      timer = setTimeout(show, since >= EVERY_MS ? turn * TURN_MS : EVERY_MS - since)
    })
    return () => {
      stop()
      if (timer !== null) clearTimeout(timer)
    }
  }, [store])
  return moment
}
