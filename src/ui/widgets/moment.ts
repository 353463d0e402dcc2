/** The cursor for panels: at once when it rests, a few times a second while it moves: played, scrubbed, or by a key that is held. */
import type { Cursor } from '#store/session.ts'
import { useEffect, useState } from 'react'
import { useApp } from './context.ts'

const EVERY_MS = 120
/** Panels take turns, so that not all of them fall into one frame of playing. */
const TURN_MS = 20
const TURNS = 6
let turns = 0
/** Seeks that follow one another faster are one movement. */
const SCRUB_MS = 90

/** `atOnce`: follows every seek of a scrub; for what the hand is on, and for what is looked at alone. */
export function useMoment(how: 'calmly' | 'atOnce' = 'calmly'): Cursor {
  const { store } = useApp()
  const [moment, setMoment] = useState(() => store.getState().cursor)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    let shownAt = 0
    let soughtAt = -Infinity
    const turn = turns++ % TURNS
    const show = (): void => {
      timer = null
      shownAt = performance.now()
      setMoment(store.getState().cursor)
    }
    show()
    const stop = store.subscribe((session, before) => {
      const stops = before.playing && !session.playing
      if (session.cursor === before.cursor && !(stops && timer !== null)) return
      const now = performance.now()
      const moves = !stops && (session.playing || (how === 'calmly' && now - soughtAt < SCRUB_MS))
      soughtAt = now
      if (timer !== null && moves) return
      if (timer !== null) clearTimeout(timer)
      if (!moves) return show()
      const since = now - shownAt
      timer = setTimeout(show, since >= EVERY_MS ? turn * TURN_MS : EVERY_MS - since)
    })
    return () => {
      stop()
      if (timer !== null) clearTimeout(timer)
    }
  }, [store, how])
  return moment
}
