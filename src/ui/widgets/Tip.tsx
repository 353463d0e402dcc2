/** The tooltip: one for the page. Whatever has `data-tip` gets it on hover and on focus; Esc takes it away. */
import { type ReactNode, useEffect, useState } from 'react'
import styles from './button.module.css'

const AFTER_MS = 500

interface Shown {
  readonly text: string
  readonly chord: string | undefined
  readonly style: { readonly left: number; readonly top?: number; readonly bottom?: number }
}

/** Below the element, or above where the window ends; never over the sides. */
function shownAt(element: HTMLElement): Shown {
  const box = element.getBoundingClientRect()
  const { tip = '', chord } = element.dataset
  const left = Math.max(60, Math.min(innerWidth - 60, box.left + box.width / 2))
  const below = box.bottom + 48 < innerHeight
  return {
    text: tip,
    chord,
    style: below ? { left, top: box.bottom + 6 } : { left, bottom: innerHeight - box.top + 6 },
  }
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
