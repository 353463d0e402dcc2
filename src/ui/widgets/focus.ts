/** Where the focus goes when what had it is gone: never to the bare page, from where a keyboard begins anew. */
import { type RefObject, useLayoutEffect } from 'react'

/** The diagram: one stop, in the middle of the page. */
export function focusDiagram(): void {
  document.querySelector<HTMLElement>('[role=application]')?.focus({ preventScroll: true })
}

/** For a part that may go while the focus is in it. */
export function useFocusKept(part: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = part.current
    return () => {
      if (element?.contains(document.activeElement)) focusDiagram()
    }
  }, [part])
}

/** Back to what had the focus before, if it is still there and can have it. */
export function returnFocus(before: Element | null): void {
  if (before instanceof HTMLElement && before.isConnected && before !== document.body) {
    before.focus({ preventScroll: true })
  } else focusDiagram()
}
