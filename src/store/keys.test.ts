import { describe, expect, it } from 'vitest'
import { COMMANDS } from './commands.ts'
import { chordsOf, chordText, isSingle, type KeyPress } from './keys.ts'

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more }
}

describe('chords', () => {
  it('name keys by what is printed, or by where they are', () => {
    expect(chordsOf(press('?', { shiftKey: true, code: 'Slash' }))).toEqual(['Shift+code:Slash', '?'])
    expect(chordsOf(press('w', { code: 'KeyW' }))).toEqual(['code:KeyW', 'w'])
    expect(chordsOf(press(' '))).toEqual(['Space'])
    expect(chordsOf(press('ArrowRight', { shiftKey: true }))).toEqual(['Shift+ArrowRight'])
  })

  it('take Ctrl and ⌘ for the same', () => {
    expect(chordsOf(press('K', { ctrlKey: true }))).toEqual(['Mod+k'])
    expect(chordsOf(press('Z', { metaKey: true, shiftKey: true }))).toEqual(['Mod+Shift+z'])
  })

  it('leave Alt to the browser', () => {
    expect(chordsOf(press('ArrowLeft', { altKey: true }))).toEqual([])
  })

  it('are written as on the key', () => {
    expect(chordText('Shift+ArrowRight', false)).toBe('⇧ →')
    expect(chordText('Mod+k', true)).toBe('⌘ k')
    expect(chordText('+', false)).toBe('+')
    expect(chordText('g code:Digit3', false)).toBe('g 3')
  })
})

describe('the registry of commands', () => {
  it('gives a command one id and a key one command', () => {
    const ids = COMMANDS.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const keys = COMMANDS.flatMap((command) => command.keys)
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
  })

  it('binds no letter that other layouts print on W, A, S, D', () => {
    const taken = COMMANDS.flatMap(({ keys }) => keys).filter((key) => isSingle(key) && 'wasdqzoe,'.includes(key))
    expect(taken).toEqual([])
  })

  it('tells single keys, which can be switched off, from all others', () => {
    expect(['j', 'code:KeyW', '?'].map(isSingle)).toEqual([true, true, true])
    expect(['Space', 'ArrowUp', 'Escape', 'Mod+k', 'F1'].map(isSingle)).toEqual([false, false, false, false, false])
  })
})
