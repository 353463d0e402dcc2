import { describe, expect, it } from 'vitest'
import { ByteText } from './byteText.ts'
import { decodeText } from './platform.ts'

function written(write: (out: ByteText) => void): string {
  const out = new ByteText(1)
  write(out)
  return decodeText(out.bytes, 0, out.used)
}

describe('text as bytes', () => {
  it.each([0, 7, 9, 10, 99, 100, 12_345, 0x7fff_ffff, 0x8000_0000, 9_007_199_254_740_991, 0.5, -3, 1e21])(
    'writes %d as String does, and in a column',
    (value) => {
      const text = written((out) => {
        out.reserve(64)
        out.number(value)
        out.number(value, 24)
      })
      expect(text).toBe(`${value}${String(value).padStart(24)}`)
    },
  )

  it('makes room for texts of any script and length', () => {
    const texts = ['agent-1', '节点', 'é', '😀', 'x'.repeat(1000), '面'.repeat(1000)]
    expect(written((out) => texts.forEach((text) => out.text(text)))).toBe(texts.join(''))
  })

  it('takes over pieces of other bytes, short and long', () => {
    const from = new ByteText(1)
    from.text('master>>agent')
    const text = written((out) => {
      out.reserve(64)
      out.piece(from.bytes, 6, 2)
      out.stretch(from.bytes, 0, 6)
    })
    expect(text).toBe('>>master')
  })
})
