/** UTF-8 without TextEncoder, so that the pure layers need no platform types. */

/** Writes `text` at `offset` and gives the offset behind it. The target must have room: 3 bytes per UTF-16 unit at most. */
export function writeUtf8(target: Uint8Array, offset: number, text: string): number {
  let o = offset
  for (let i = 0; i < text.length; i += 1) {
    let c = text.charCodeAt(i)
    if (c < 0x80) {
      target[o++] = c
    } else if (c < 0x800) {
      target[o++] = 0xc0 | (c >> 6)
      target[o++] = 0x80 | (c & 0x3f)
    } else {
      if (c >= 0xd800 && c < 0xdc00 && i + 1 < text.length) {
        c = 0x10000 + ((c & 0x3ff) << 10) + (text.charCodeAt(++i) & 0x3ff)
        target[o++] = 0xf0 | (c >> 18)
        target[o++] = 0x80 | ((c >> 12) & 0x3f)
      } else {
        target[o++] = 0xe0 | (c >> 12)
      }
      target[o++] = 0x80 | ((c >> 6) & 0x3f)
      target[o++] = 0x80 | (c & 0x3f)
    }
  }
  return o
}

/** Reads UTF-8 written by `writeUtf8`. */
export function readUtf8(source: Uint8Array, start: number, end: number): string {
  let out = ''
  let run: number[] = []
  for (let i = start; i < end;) {
    const b = source[i++] as number
    if (b < 0x80) run.push(b)
    else if (b < 0xe0) run.push(((b & 0x1f) << 6) | ((source[i++] as number) & 0x3f))
    else if (b < 0xf0) {
      const second = source[i++] as number
      run.push(((b & 0x0f) << 12) | ((second & 0x3f) << 6) | ((source[i++] as number) & 0x3f))
    } else {
      const rest = (((source[i] as number) & 0x3f) << 12) | (((source[i + 1] as number) & 0x3f) << 6)
      const c = (((b & 0x07) << 18) | rest | ((source[i + 2] as number) & 0x3f)) - 0x10000
      i += 3
      run.push(0xd800 + (c >> 10), 0xdc00 + (c & 0x3ff))
    }
    if (run.length >= 4096) {
      out += String.fromCharCode(...run)
      run = []
    }
  }
  return out + String.fromCharCode(...run)
}
