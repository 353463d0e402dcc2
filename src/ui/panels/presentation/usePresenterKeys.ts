/** The presenter's keys, in the page and in the window of the notes: a remote sends Page down and up, or arrows. */
import { useEffect, useRef } from 'react'
import { useApp } from '../../widgets/context.ts'

export type Press = 'forward' | 'backward' | 'blank' | 'notes' | 'end'

const PRESSES: Readonly<Record<string, Press>> = {
  PageDown: 'forward',
  ArrowRight: 'forward',
  ArrowDown: 'forward',
  n: 'forward',
  PageUp: 'backward',
  ArrowLeft: 'backward',
  ArrowUp: 'backward',
  p: 'backward',
  b: 'blank',
  B: 'blank',
  s: 'notes',
  S: 'notes',
  Escape: 'end',
}

/** These have their own use for letters and arrows. */
const OWN = 'input, textarea, select, [role=menu], [role=dialog], [role=tab], [role=listbox]'

export function pressOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): Press | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return null
  return PRESSES[event.key] ?? null
}

/** Listens in the page and in `other`, the window of the notes. */
export function usePresenterKeys(other: Window | null, heard: (press: Press) => void): void {
  const { surface } = useApp()
  const tell = useRef(heard)
  useEffect(() => {
    tell.current = heard
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const press = pressOf(event)
      const target = event.target as Element | null
      if (press === null || event.isComposing || surface.getState().dialog !== null) return
      if (target?.closest?.(OWN)) return
      event.preventDefault()
      event.stopPropagation()
      tell.current(press)
    }
    const windows = other ? [window, other] : [window]
    for (const each of windows) each.addEventListener('keydown', onKeyDown, true)
    return () => {
      for (const each of windows) each.removeEventListener('keydown', onKeyDown, true)
    }
  }, [surface, other])
}
