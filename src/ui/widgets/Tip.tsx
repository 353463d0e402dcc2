/** A tooltip with the name of what it stands at, and its key. */
import { chordText } from '#store/keys.ts'
import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'
import styles from './button.module.css'
import { useOverlays } from './overlays.ts'

interface TipProps {
  readonly text: string
  readonly chord?: string | undefined
  readonly children: ReactElement<Record<string, unknown>>
}

export function Tip({ text, chord, children }: TipProps): ReactNode {
  const container = useOverlays()
  return (
    <Tooltip.Root>
      <Tooltip.Trigger render={children} delay={500} />
      <Tooltip.Portal container={container}>
        <Tooltip.Positioner className={styles.tipLayer} sideOffset={6} collisionPadding={8}>
          <Tooltip.Popup className={styles.tip}>
            {text}
            {chord === undefined ? null : (
              <kbd className={styles.kbd}>{chordText(chord, /Mac|iPhone|iPad/.test(navigator.userAgent))}</kbd>
            )}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
