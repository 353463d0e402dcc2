/** Text that is put together as bytes: for who writes millions of lines, most of them out of the same few pieces. */
import { encodeText } from './platform.ts'
import { writeUtf8 } from './utf8.ts'

/** Shorter texts are written faster by hand than by the platform. */
const SHORT = 100
const ZERO = 48
const SPACE = 32
/** Above it a number is no 32-bit integer any more. */
const WHOLE = 0x7fff_ffff

export class ByteText {
  bytes: Uint8Array
  used = 0

  constructor(room: number) {
    this.bytes = new Uint8Array(room)
  }

  /** So many bytes more have room from now on; to be asked for before anything is put in. */
  reserve(size: number): void {
    const need = this.used + size
    if (need <= this.bytes.length) return
    const room = new Uint8Array(Math.max(need, this.bytes.length * 2))
    room.set(this.bytes.subarray(0, this.used))
    this.bytes = room
  }

  byte(value: number): void {
    this.bytes[this.used] = value
    this.used += 1
  }

  /** Makes its own room. */
  text(text: string): void {
    this.reserve(text.length * 3)
    this.used = (text.length < SHORT ? writeUtf8 : encodeText)(this.bytes, this.used, text)
  }

  /** A piece of other bytes. By hand: pieces are short, and a call of the platform costs as much as 80 bytes. */
  piece(from: Uint8Array, start: number, length: number): void {
    const { bytes } = this
    const to = this.used
    for (let k = 0; k < length; k += 1) bytes[to + k] = from[start + k] as number
    this.used = to + length
  }

  /** The same for long ones. */
  stretch(from: Uint8Array, start: number, end: number): void {
    this.bytes.set(from.subarray(start, end), this.used)
    this.used += end - start
  }

  /** A number as `String` writes it, with spaces in front up to the width. At most 25 bytes or the width. */
  number(value: number, width = 0): void {
    if (!(value >= 0 && value <= WHOLE && Number.isInteger(value))) return this.text(String(value).padStart(width))
    const { bytes } = this
    let digits = 1
    for (let bound = 10; bound <= value; bound *= 10) digits += 1
    for (let blanks = width - digits; blanks > 0; blanks -= 1) this.byte(SPACE)
    const end = this.used + digits
    let rest = value
    for (let at = end - 1; at >= this.used; at -= 1) {
      const tenth = (rest / 10) | 0
      bytes[at] = ZERO + (rest - tenth * 10)
      rest = tenth
    }
    this.used = end
  }
}
