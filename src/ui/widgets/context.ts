/** What every component may ask for: the app, slices of its state, the words. */
import type { Words } from '#content/locales/words.ts'
import type { App } from '#store/app.ts'
import { currentBranch, type Branch, type Session } from '#store/session.ts'
import type { Surface } from '#store/surface.ts'
import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'

export const AppContext = createContext<App | null>(null)
export const WordsContext = createContext<Words | null>(null)

function given<T>(value: T | null): T {
  if (value === null) throw new Error('Broken assumption: the component stands inside the page')
  return value
}

export function useApp(): App {
  return given(useContext(AppContext))
}

export function useWords(): Words {
  return given(useContext(WordsContext))
}

export function useSession<T>(select: (session: Session) => T): T {
  return useStore(useApp().store, select)
}

export function useSessionShallow<T extends object>(select: (session: Session) => T): T {
  return useStore(useApp().store, useShallow(select))
}

export function useSurface<T>(select: (surface: Surface) => T): T {
  return useStore(useApp().surface, select)
}

/** A slice of the branch that is on the screen. There is one as soon as the page is drawn. */
export function useBranch<T>(select: (branch: Branch) => T): T {
  return useStore(useApp().store, (session) => select(currentBranch(session)))
}
