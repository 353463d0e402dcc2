/** What lies over and around the diagram: which dialog is open, which side panels, what is searched for. */
import { createStore, type StoreApi } from 'zustand/vanilla'

/** Dialogs that a command, a button and a test may open. */
export type DialogName =
  | 'submit'
  | 'palette'
  | 'help'
  | 'share'
  | 'settings'
  | 'learn'
  | 'scale'
  | 'kill'
  | 'why'
  | 'scenario'
  | 'editor'
  | 'gallery'
  | 'deliver'
  | 'handout'
  | 'until'
  | 'markers'
  | 'find'
  | 'operate'

export const SHEET_TABS = ['explain', 'act', 'cluster', 'details'] as const
export type SheetTab = (typeof SHEET_TABS)[number]

export interface Surface {
  readonly dialog: { readonly name: DialogName; readonly about: string | null } | null
  readonly inspector: boolean
  readonly sheet: { readonly tab: SheetTab; readonly size: 'closed' | 'low' | 'high' }
  readonly find: { readonly open: boolean; readonly text: string }
  /** Where the menu of faults or of a message stands open, if it does. */
  readonly menu: MenuPlace | null
  /** Id of the lesson that tells instead of the narration, or null. */
  readonly lesson: string | null
  /** Where the tour of the page stands: its stop from 0; a first visit, at the plain address or by a link; or nowhere. */
  readonly tour: number | 'welcome' | 'offer' | null
  /** Large type, one beat a press: only the diagram and what is told. */
  readonly presenting: boolean
}

export interface MenuPlace {
  readonly what:
    | { readonly kind: 'lane'; readonly id: string }
    | { readonly kind: 'message'; readonly ordinal: number }
    | { readonly kind: 'faults' }
  /** Client coordinates, px. */
  readonly x: number
  readonly y: number
}

export type SurfaceStore = StoreApi<Surface>

/** `sheet`: how much of it a reader sees at first; a telephone has a card instead. */
export function makeSurface(sheet: 'closed' | 'low'): SurfaceStore {
  return createStore<Surface>(() => ({
    dialog: null,
    inspector: true,
    sheet: { tab: 'explain', size: sheet },
    find: { open: false, text: '' },
    menu: null,
    lesson: null,
    tour: null,
    presenting: false,
  }))
}

export function openDialog(surface: SurfaceStore, name: DialogName, about: string | null = null): void {
  surface.setState({ dialog: { name, about }, menu: null })
}

export function closeDialog(surface: SurfaceStore): void {
  surface.setState({ dialog: null })
}
