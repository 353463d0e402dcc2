/**
 * Keys by name. A chord is what is pressed at once: `Space`, `Shift+ArrowRight`, `Mod+k` (Ctrl, or ⌘ on a Mac), a printed
 * character such as `?` or `P`, or a place on the keyboard such as `code:KeyW` for keys that are meant by where they are. Two
 * chords with a blank between them are pressed one after the other: `g code:Digit1`.
 */
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** The chords that a press may stand for, the most exact first. Alt belongs to browser and keyboard layout. */
export function chordsOf(press: KeyPress): readonly string[] {
  if (press.altKey || press.key === 'Dead' || press.key === 'Process') return []
  const printed = press.key.length === 1
  const shift = press.shiftKey ? 'Shift+' : ''
  if (press.ctrlKey || press.metaKey) return [`Mod+${shift}${printed ? press.key.toLowerCase() : press.key}`]
  if (press.key === ' ') return [`${shift}Space`]
  if (!printed) return [`${shift}${press.key}`]
  return [`${shift}code:${press.code}`, press.key]
}

/** What a press may begin, where a key was pressed before it: the two together. */
export function chordsAfter(before: string | null, chords: readonly string[]): readonly string[] {
  return before === null ? chords : chords.map((chord) => `${before} ${chord}`)
}

/** Printable keys by themselves: what WCAG 2.1.4 wants to be switched off. */
export function isSingle(chord: string): boolean {
  return chord.includes('code:') || (chord.length === 1 && chord !== ' ')
}

const NAMES: Readonly<Record<string, string>> = {
  ArrowRight: '→',
  ArrowLeft: '←',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
}

/** How a chord is written on a key cap; `mac`: ⌘ and ⇧ as that system writes them. */
export function chordText(chord: string, mac: boolean): string {
  return chord
    .split(' ')
    .map((one) => oneText(one, mac))
    .join(' ')
}

function oneText(chord: string, mac: boolean): string {
  const parts = chord.split('+').filter((part) => part !== '')
  if (chord.endsWith('+')) parts.push('+')
  return parts
    .map((part) => {
      if (part === 'Mod') return mac ? '⌘' : 'Ctrl'
      if (part === 'Shift') return '⇧'
      if (part.startsWith('code:')) return part.replace(/^code:(Key|Digit)?/, '').toLowerCase()
      return NAMES[part] ?? part
    })
    .join(' ')
}
