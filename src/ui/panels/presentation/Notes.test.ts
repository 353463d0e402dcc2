import { describe, expect, it } from 'vitest'
import { elapsedText } from './Notes.tsx'

describe('the time since a presentation began', () => {
  it('is minutes and seconds, with hours where there are any', () => {
    expect(elapsedText(0)).toBe('00:00')
    expect(elapsedText(65_999)).toBe('01:05')
    expect(elapsedText(3_723_000)).toBe('1:02:03')
    expect(elapsedText(-5)).toBe('00:00')
  })
})
