/**
 * Pure parts of the platform that ES2023's types do not name but Node and every browser have.
 * Nothing here touches the world.
 */
interface PurePlatform {
  readonly TextEncoder: new () => { encodeInto(text: string, target: Uint8Array): { readonly written: number } }
  readonly TextDecoder: new (label: string, options: { ignoreBOM: boolean }) => { decode(bytes: Uint8Array): string }
  structuredClone<T>(value: T): T
}

/** A deep copy of plain data: objects, arrays, maps, sets, typed arrays. */
export function cloneData<T>(value: T): T {
  return (globalThis as unknown as PurePlatform).structuredClone(value)
}

const encoder = new (globalThis as unknown as PurePlatform).TextEncoder()

/** Writes `text` as UTF-8 at `offset` and gives the offset behind it. The target must have room: 3 bytes a unit. */
export function encodeText(target: Uint8Array, offset: number, text: string): number {
  return offset + encoder.encodeInto(text, target.subarray(offset)).written
}

const decoder = new (globalThis as unknown as PurePlatform).TextDecoder('utf-8', { ignoreBOM: true })

/** Reads well-formed UTF-8 between two offsets. */
export function decodeText(source: Uint8Array, start: number, end: number): string {
  return decoder.decode(source.subarray(start, end))
}
