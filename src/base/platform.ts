/**
 * Pure parts of the platform that ES2023's types do not name but Node and every browser have.
 * Nothing here touches the world.
 */
interface PurePlatform {
  structuredClone<T>(value: T): T
}

/** A deep copy of plain data: objects, arrays, maps, sets, typed arrays. */
export function cloneData<T>(value: T): T {
  return (globalThis as unknown as PurePlatform).structuredClone(value)
}
