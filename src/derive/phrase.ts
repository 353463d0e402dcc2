/** Words that stand in very many lines, as bytes. */
import { ByteText } from '#base/byteText.ts'

export class Phrase {
  private readonly bytes: Uint8Array

  constructor(text: string) {
    const out = new ByteText(64)
    out.text(text)
    this.bytes = out.bytes.slice(0, out.used)
  }

  /** Makes its own room. */
  put(to: ByteText): void {
    to.reserve(this.bytes.length)
    to.piece(this.bytes, 0, this.bytes.length)
  }
}
