/** Whether words fit between a column beside the master and the next. */
import type { Layout } from '#derive/layout.ts'

/** From a column to its words, and from them to what stands at the next. */
const AROUND_PX = 20

/** `width` of the words, px. */
export function hasRoom({ form, gutter }: Layout, x: number, width: number): boolean {
  if (form === 'narrow' || !gutter) return false
  return gutter.pitch >= width + AROUND_PX || gutter.columns.at(-1)?.x === x
}
