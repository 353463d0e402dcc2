import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64url, toBase64url } from './base64url.ts'

describe('base64url', () => {
  it.each([
    [[], ''],
    [[0x66], 'Zg'],
    [[0x66, 0x6f], 'Zm8'],
    [[0x66, 0x6f, 0x6f], 'Zm9v'],
    [[0xfb, 0xff, 0xfe], '-__-'],
  ])('writes %j as %j, without padding', (bytes, text) => {
    expect(toBase64url(Uint8Array.from(bytes))).toBe(text)
    expect(fromBase64url(text)).toEqual(Uint8Array.from(bytes))
  })

  it('agrees with the platform on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64url')
        expect(toBase64url(bytes)).toBe(text)
        expect(fromBase64url(text)).toEqual(Uint8Array.from(bytes))
      }),
    )
  })

  it.each(['Z', 'Zm9vZ', 'Zg==', 'Z+', 'Z/', 'Zh', 'Zm9', 'Z g', 'Z\u{1f600}'])('refuses %j', (text) => {
    expect(fromBase64url(text)).toBeNull()
  })
})
