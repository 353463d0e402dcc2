/**
 * Pure parts of the platform that ES2023's types do not name but Node and every browser have.
 * Nothing here touches the world.
 */
interface PurePlatform {
  readonly TextEncoder: new () => { encodeInto(text: string, target: Uint8Array): { readonly written: number } }
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
