/** The tooltip: one for the page. Whatever has `data-tip` gets it on hover and on focus; Esc takes it away. */
import { type CSSProperties, type ReactNode, useEffect, useState } from 'react'
import styles from './button.module.css'

const AFTER_MS = 500

/** Half of the widest tooltip, and the room between it and the window's side. */
const HALF_PX = 140
const SIDE_PX = 6

interface Shown {
  readonly text: string
  readonly chord: string | undefined
  readonly style: CSSProperties
}

/** Below the element, or above where the window ends; by its middle, or flush with its side near a side of the window. */
function shownAt(element: HTMLElement): Shown {
  const box = element.getBoundingClientRect()
  const { tip = '', chord } = element.dataset
  const below = box.bottom + 48 < innerHeight
  const down = below ? { top: box.bottom + SIDE_PX } : { bottom: innerHeight - box.top + SIDE_PX }
  return { text: tip, chord, style: { ...down, ...acrossAt(box) } }
}

function acrossAt({ left, right }: DOMRect): CSSProperties {
  const middle = (left + right) / 2
  const room = HALF_PX + SIDE_PX
  if (middle < room) return { left: Math.max(SIDE_PX, left), translate: 'none' }
  if (middle > innerWidth - room) return { right: Math.max(SIDE_PX, innerWidth - right), translate: 'none' }
  return { left: middle }
}

function tipOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null
}

function useShown(): Shown | null {
  const [shown, setShown] = useState<Shown | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let over: HTMLElement | null = null
    const hide = (): void => {
      clearTimeout(timer)
      over = null
      setShown(null)
    }
    const enter = (event: Event): void => {
      const element = tipOf(event.target)
      if (element === over) return
      hide()
      const wanted = event.type === 'pointerover' || element?.matches(':focus-visible')
      if (!element || !wanted) return
      over = element
      timer = setTimeout(() => setShown(element.isConnected ? shownAt(element) : null), AFTER_MS)
    }
    const onKey = (event: KeyboardEvent): void => (event.key === 'Escape' ? hide() : undefined)
    const listen = new AbortController()
    const options = { signal: listen.signal, passive: true }
    for (const name of ['pointerover', 'focusin']) document.addEventListener(name, enter, options)
    for (const name of ['pointerdown', 'focusout', 'scroll'])
      document.addEventListener(name, hide, { ...options, capture: true })
    document.addEventListener('keydown', onKey, options)
    return () => {
      listen.abort()
      clearTimeout(timer)
    }
  }, [])
  return shown
}

export function Tips({ chordText }: { readonly chordText: (chord: string) => string }): ReactNode {
  const shown = useShown()
  if (!shown) return null
  return (
    <div className={styles.tip} style={shown.style} aria-hidden="true">
      {shown.text}
      {shown.chord === undefined ? null : <kbd className={styles.kbd}>{chordText(shown.chord)}</kbd>}
    </div>
  )
}
