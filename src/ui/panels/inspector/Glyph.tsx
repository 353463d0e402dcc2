/** The head of a message's arrow, as in the diagram: kind by shape as well as by colour. */
import type { Glyph as Shape, MessageLook } from '#derive/messages.ts'
import type { ReactNode } from 'react'
import styles from './inspector.module.css'

const SHAPES: Readonly<Record<Shape, ReactNode>> = {
  open: <path d="M-6 -6L6 0L-6 6Z" className={styles.hollow} />,
  diamond: <path d="M-7 0L0 -6L7 0L0 6Z" className={styles.full} />,
  hollowDiamond: <path d="M-7 0L0 -6L7 0L0 6Z" className={styles.hollow} />,
  arrow: <path d="M-6 -6L7 0L-6 6Z" className={styles.full} />,
  slashed: (
    <>
      <circle r="6" className={styles.hollow} />
      <path d="M-4.2 4.2L4.2 -4.2" className={styles.hollow} />
    </>
  ),
  disc: <circle r="5" className={styles.full} />,
  ring: <circle r="5" className={styles.hollow} />,
  cross: <path d="M-5 -5L5 5M5 -5L-5 5" className={styles.hollow} />,
}

export function Glyph({ look, lost }: { readonly look: MessageLook; readonly lost: boolean }): ReactNode {
  return (
    <svg className={styles.glyph} data-kind={lost ? 'fault' : look.kind} viewBox="-9 -9 18 18" aria-hidden="true">
      {SHAPES[lost ? 'cross' : look.glyph]}
    </svg>
  )
}
