/** A text as a code that a telephone reads. Its look is its place's: modules and ground are `path` and `rect`. */
import type { ReactNode } from 'react'
import { encode } from 'uqr'

/** A longer link makes a code that no telephone reads from a screen. */
export const LONGEST_QR = 1200

export function Qr({ text }: { readonly text: string }): ReactNode {
  const { data, size } = encode(text, { ecc: 'L', border: 2 })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg viewBox={`0 0 ${size} ${size}`} aria-hidden="true" shapeRendering="crispEdges">
      <rect width={size} height={size} />
      <path d={path} />
    </svg>
  )
}
