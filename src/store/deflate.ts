/** The platform's raw deflate, for links. */

function streamed(bytes: Uint8Array, through: GenericTransformStream): ReadableStreamDefaultReader<Uint8Array> {
  const source = new Blob([bytes as BlobPart]).stream()
  return source.pipeThrough(through as ReadableWritablePair<Uint8Array, Uint8Array>).getReader()
}

async function collected(reader: ReadableStreamDefaultReader<Uint8Array>, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > limit) {
      await reader.cancel()
      throw new RangeError(`more than ${limit} bytes`)
    }
    parts.push(value)
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export function deflate(bytes: Uint8Array): Promise<Uint8Array> {
  return collected(streamed(bytes, new CompressionStream('deflate-raw')), Infinity)
}

/** Rejects with a `RangeError` as soon as more than `limit` bytes come out, with anything else where the data is damaged. */
export function inflate(bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  return collected(streamed(bytes, new DecompressionStream('deflate-raw')), limit)
}
