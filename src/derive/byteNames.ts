/** The texts of a trace as bytes, each formatted when it is first asked for. */
import { ByteText } from '#base/byteText.ts'

const FIRST_ROOM = 1 << 12

export class ByteNames {
  /** All of them, one behind the other. */
  readonly out = new ByteText(FIRST_ROOM)
  private readonly strings: readonly string[]
  private readonly format: (text: string) => string
  /** Where each begins, plus 1; 0: not formatted yet. */
  private starts = new Int32Array(0)
  private lengths = new Int32Array(0)

  /** `strings` may grow. */
  constructor(strings: readonly string[], format: (text: string) => string) {
    this.strings = strings
    this.format = format
  }

  /** Puts the text of a number (of -1 the empty one's, unformatted) behind what is there. Makes its own room. */
  put(to: ByteText, number: number): void {
    if (number < 0) return
    const start = (this.starts[number] ?? 0) || this.made(number)
    const length = this.lengths[number] as number
    to.reserve(length)
    to.piece(this.out.bytes, start - 1, length)
  }

  private made(number: number): number {
    if (number >= this.starts.length) this.grow()
    const { out } = this
    const start = out.used
    out.text(this.format(this.strings[number] as string))
    this.lengths[number] = out.used - start
    return (this.starts[number] = start + 1)
  }

  private grow(): void {
    const room = Math.max(FIRST_ROOM, this.strings.length + (this.strings.length >> 1))
    const [starts, lengths] = [new Int32Array(room), new Int32Array(room)]
    starts.set(this.starts)
    lengths.set(this.lengths)
    this.starts = starts
    this.lengths = lengths
  }
}
