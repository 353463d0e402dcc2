/** Keys of the page: from a press to a command, unless what has the focus wants the key itself. */
import type { App } from '#store/app.ts'
import type { Command } from '#store/command.ts'
import { commandFor, prefixOf } from '#store/commands.ts'
import { comparedSides } from '#store/comparedSides.ts'
import { chordsAfter, chordsOf, isSingle } from '#store/keys.ts'
import { useEffect, useRef } from 'react'
import { useApp } from '../widgets/context.ts'

const TEXT =
  'input:not([type=radio], [type=checkbox], [type=range]), textarea, select, [contenteditable=true], .cm-editor'
/** These want every key for themselves: letters find an entry. */
const ALL_KEYS = '[role=menu], [role=menuitem], [role=menuitemradio], [role=dialog]'
/** These want arrows, Home and End. */
const ARROWS = '[role=tab], [type=radio], [role=listbox]'
const PRESSED = 'button, a[href], summary, input, [role=button]'
const OF_SELECTION = new Set(['selectNext', 'selectPrevious', 'effect', 'cause', 'deliver', 'faults'])
const MOVES = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'])

/** Whether the focused element has its own use for the key. */
function belongsTo(target: Element, event: KeyboardEvent): boolean {
  const modified = event.ctrlKey || event.metaKey
  if (target.matches(TEXT)) return !modified || event.key.toLowerCase() === 'z'
  if (target.closest(ALL_KEYS)) return event.key !== 'F1' && !modified
  if ((event.key === ' ' || event.key === 'Enter') && target.closest(PRESSED)) return !isRange(target)
  return MOVES.has(event.key) && target.closest(ARROWS) !== null
}

/** The scrubber: Space plays, arrows step, as everywhere. */
function isRange(target: Element): boolean {
  return target.matches('[type=range]')
}

/** Stands for the key in what was typed ahead. */
const ENTER = '\n'

/** What is typed while the palette or the search is still on its way is not lost: it stands in its field when it is there. */
function typedAhead({ surface }: App, event: KeyboardEvent): boolean {
  const { dialog, find } = surface.getState()
  const isPalette = dialog?.name === 'palette'
  const key = event.key === 'Enter' && isPalette ? ENTER : event.key
  if (key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return false
  if (isPalette) surface.setState({ dialog: { ...dialog, about: (dialog.about ?? '') + key } })
  else if (find.open && !document.querySelector('search')) {
    surface.setState({ find: { open: true, text: find.text + key } })
  } else return false
  return true
}

/** Where two runs are compared, what is done to the selection is done on its side. */
function actedOn(app: App, { id }: Command): App {
  return OF_SELECTION.has(id) ? (comparedSides.getState().acting?.() ?? app) : app
}

/** A second key that comes later than this is one by itself. */
const SECOND_MS = 1500
const MODIFIERS = new Set(['Shift+Shift', 'Mod+Control', 'Mod+Meta'])

/** Two keys one after the other, as `g 1`; what goes together with no first key is meant by itself. */
class Sequence {
  private begun: { readonly key: string; readonly at: number } | null = null

  pressed(app: App, chords: readonly string[], at: number): Command | 'begun' | null {
    if (chords.some((chord) => MODIFIERS.has(chord))) return null
    const first = this.begun !== null && at - this.begun.at < SECOND_MS ? this.begun.key : null
    this.begun = null
    const together = first === null ? null : commandFor(app, chordsAfter(first, chords))
    if (together) return together
    const key = prefixOf(app, chords)
    if (key === null) return commandFor(app, chords)
    this.begun = { key, at }
    return 'begun'
  }
}

export function useKeys(): void {
  const app = useApp()
  const sequence = useRef(new Sequence())
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      const target = event.target instanceof Element ? event.target : document.body
      if (belongsTo(target, event)) return
      if (typedAhead(app, event)) return event.preventDefault()
      const chords = chordsOf(event)
      const open = app.surface.getState().dialog !== null
      const command = sequence.current.pressed(app, chords, event.timeStamp)
      if (command === 'begun' && !open) return event.preventDefault()
      if (!command || command === 'begun') return
      if (open && (command.id === 'escape' || chords.some(isSingle))) return
      // Esc is the browser's too: it closes its own layers.
      if (command.id !== 'escape') event.preventDefault()
      const acting = actedOn(app, command)
      if (command.when?.(acting) ?? true) command.run(acting)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [app])
}
