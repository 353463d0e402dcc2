/** A run as a small picture: decoration beside the words that say the same. */
import type { ReactNode } from 'react'
import styles from './gallery.module.css'
import { HEIGHT, type Thumbnail, WIDTH } from './thumbnail.ts'

export function Small({ picture }: { readonly picture: Thumbnail | undefined }): ReactNode {
  return (
    <svg className={styles.picture} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {picture?.lanes.map((x) => (
        <line key={x} className={styles.lane} x1={x} x2={x} y1={4} y2={HEIGHT - 4} />
      ))}
      {picture?.strokes.map(({ x1, y1, x2, y2, isLost, isMoment }) => (
        <line
          key={y1}
          className={styles.stroke}
          data-lost={isLost || undefined}
          data-moment={isMoment || undefined}
          {...{ x1, y1, x2, y2 }}
        />
      ))}
    </svg>
  )
}
