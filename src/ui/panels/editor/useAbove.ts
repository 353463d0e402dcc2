/** How far the transport reaches up from the window's lower edge: the editor stands on it, whatever it holds. */
import { useLayoutEffect, useState } from 'react'

/** Px. */
export function useAbove(selector: string): number {
  const [height, setHeight] = useState(0)
  useLayoutEffect(() => {
    const below = document.querySelector(selector)
    if (!below) return undefined
    const measure = (): void => setHeight(Math.max(0, innerHeight - below.getBoundingClientRect().top))
    const sizes = new ResizeObserver(measure)
    sizes.observe(below)
    addEventListener('resize', measure)
    measure()
    return () => {
      sizes.disconnect()
      removeEventListener('resize', measure)
    }
  }, [selector])
  return height
}
