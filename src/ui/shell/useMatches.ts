/** What the search has found. */
import { found } from '#store/found.ts'
import { useStore } from 'zustand'

/** Ordinals of the matching messages that are shown, and 0..1 of the messages that were looked at. */
export function useMatches(): { readonly matches: readonly number[]; readonly part: number } {
  return useStore(found)
}

/** The same, to be asked for one. Another object is given whenever there are more. */
export function useHits(): ReadonlySet<number> {
  return useStore(found).hits
}
