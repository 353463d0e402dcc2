/** Where menus and tooltips are put: inside a landmark, so that all of the page's content is in one. */
import { createContext, type RefObject, useContext } from 'react'

export const OverlaysContext = createContext<RefObject<HTMLElement | null> | null>(null)

export function useOverlays(): RefObject<HTMLElement | null> | undefined {
  return useContext(OverlaysContext) ?? undefined
}
