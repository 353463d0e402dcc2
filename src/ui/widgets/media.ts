/** What the window and the reader's system say, as state. */
import { useCallback, useSyncExternalStore } from 'react'

export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (heard: () => void) => {
      const list = matchMedia(query)
      list.addEventListener('change', heard)
      return () => list.removeEventListener('change', heard)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}

/** Source: interaction.md 5.5. */
export type Room = 'desktop' | 'tablet' | 'phone'

export function useRoom(): Room {
  const desktop = useMedia('(min-width: 1101px)')
  const tablet = useMedia('(min-width: 601px)')
  return desktop ? 'desktop' : tablet ? 'tablet' : 'phone'
}
