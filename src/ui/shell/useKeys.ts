/** Keys of the page: from a press to a command, unless what has the focus wants the key itself. */
import { commandFor } from '#store/commands.ts'
import { chordsOf, isSingle } from '#store/keys.ts'
import { useEffect } from 'react'
import { useApp } from '../widgets/context.ts'

const TEXT =
  'input:not([type=radio], [type=checkbox], [type=range]), textarea, select, [contenteditable=true], .cm-editor'
/** These want Space, Enter, and arrows for themselves. */
const OWN_KEYS =
  '[role=menu], [role=menuitem], [role=menuitemradio], [role=listbox], [role=dialog], [role=tab], [role=radiogroup], details'
const PRESSED = 'button, a[href], summary, input, [role=button]'
const MOVES = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'])

/** Whether the focused element has its own use for the key. */
function belongsTo(target: Element, event: KeyboardEvent): boolean {
  if (target.matches(TEXT)) return !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() === 'z'
  if ((event.key === ' ' || event.key === 'Enter') && target.closest(PRESSED)) return true
  if (target.closest(OWN_KEYS)) return event.key !== 'F1' && !(event.ctrlKey || event.metaKey)
  const scrolls = target.closest('[data-scrolls], pre[tabindex], [role=group][tabindex="0"]')
  return scrolls !== null && MOVES.has(event.key) && scrolls.scrollHeight > scrolls.clientHeight
}

export function useKeys(): void {
  const app = useApp()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      const target = event.target instanceof Element ? event.target : document.body
      if (belongsTo(target, event)) return
      const chords = chordsOf(event)
      const command = commandFor(app, chords)
      if (!command) return
      const open = app.surface.getState().dialog !== null
      if (open && (command.id === 'escape' || chords.some(isSingle))) return
      event.preventDefault()
      if (command.when?.(app) ?? true) command.run(app)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [app])
}
