/** The platform's raw deflate, for tests. */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Deflate, Inflate } from './types.ts'

export const deflate: Deflate = async (bytes) => new Uint8Array(deflateRawSync(bytes, { level: 9 }))

/** Node's own limit throws the `RangeError` that links ask for. */
export const inflate: Inflate = async (bytes, limit) =>
  new Uint8Array(inflateRawSync(bytes, { maxOutputLength: limit }))
