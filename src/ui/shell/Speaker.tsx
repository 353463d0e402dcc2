/** Says while playing what happens, at a pace that can be listened to: the newest shown event, not every one. */
import { currentBranch } from '#store/session.ts'
import { modelOf } from '#store/commandsPlay.ts'
import { type ReactNode, useEffect, useState } from 'react'
import { useApp, useSession, useWords } from '../widgets/context.ts'
import { eventText } from './momentText.ts'
import styles from './shell.module.css'

const EVERY_MS = 2500

export function Speaker(): ReactNode {
  const { store } = useApp()
  const words = useWords()
  const playing = useSession((session) => session.playing)
  const [said, setSaid] = useState('')
  useEffect(() => {
    const say = (): void => {
      const session = store.getState()
      const { marks } = modelOf(session)
      const k = marks.ord.lastAtMost(session.cursor.ordinal)
      setSaid(k > 0 ? eventText(words, currentBranch(session), marks.ord.at(k)) : '')
    }
    if (playing) {
      const timer = setInterval(say, EVERY_MS)
      return () => clearInterval(timer)
    }
    let timer: ReturnType<typeof setTimeout> | null = null
    const stop = store.subscribe((session, before) => {
      if (session.cursor === before.cursor || timer !== null) return
      timer = setTimeout(() => {
        timer = null
        say()
      }, 250)
    })
    return () => {
      stop()
      if (timer !== null) clearTimeout(timer)
    }
  }, [playing, store, words])
  return (
    <output className={styles.spoken} aria-live="polite">
      {said}
    </output>
  )
}
