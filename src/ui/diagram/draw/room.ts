/** Whether words fit between a column beside the master and the next. */
import type { Layout } from '#derive/layout.ts'

export function hasRoom({ form, gutter }: Layout, x: number): boolean {
  if (form === 'narrow' || !gutter) return false
  return gutter.pitch >= 40 || gutter.columns.at(-1)?.x === x
}
