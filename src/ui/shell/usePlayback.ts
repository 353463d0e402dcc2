/** The clock of playing: frames of the browser move the cursor along the drawn axis. */
import { useEffect } from 'react'
import { useApp, useSession } from '../widgets/context.ts'

/** A longer frame is a tab that slept: the run does not leap. */
const LONGEST_FRAME_MS = 250

export function usePlayback(): void {
  const { stage, reducedMotion } = useApp()
  const playing = useSession((session) => session.playing)
  useEffect(() => {
    if (!playing) return
    let before = performance.now()
    let frame = requestAnimationFrame(function tick(now) {
      const passed = Math.min(LONGEST_FRAME_MS, Math.max(0, now - before))
      before = now
      if (reducedMotion()) stage.advanceDiscrete(passed)
      else stage.advance(passed)
      frame = requestAnimationFrame(tick)
    })
    return () => cancelAnimationFrame(frame)
  }, [playing, stage, reducedMotion])
}
