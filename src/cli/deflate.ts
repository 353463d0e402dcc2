/** The platform's raw deflate, bounded when unpacked: what links are compressed with. */
import { deflateRawSync, inflateRawSync } from 'node:zlib'

export async function deflate(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(deflateRawSync(bytes, { level: 9 }))
}

/** Throws where the data is damaged or would be longer than `limit` bytes. */
export async function inflate(bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  return new Uint8Array(inflateRawSync(bytes, { maxOutputLength: limit }))
}
