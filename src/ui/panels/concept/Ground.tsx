/** Bands, their names, and the figure's lines with the names of the interfaces. */
import type { Words } from '#content/locales/words.ts'
import { wireNamePlace, type ConceptLayout, type Wire } from '#derive/conceptLayout.ts'
import type { ReactNode } from 'react'
import styles from './concept.module.css'
import { path } from './drawing.ts'

interface GroundProps {
  readonly layout: ConceptLayout
  readonly t: Words['t']
  /** The group of what moves. */
  readonly children: ReactNode
}

export function Ground({ layout, t, children }: GroundProps): ReactNode {
  const { width, height, bands, wires, nameWidth, narrow } = layout
  return (
    <>
      {bands.map(({ layer, y, height: tall }) => (
        <div key={layer} className={styles.layer} data-layer={layer} style={{ top: y, height: tall }}>
          <p style={narrow ? undefined : { width: nameWidth }}>{t(`concept.layer.${layer}`)}</p>
        </div>
      ))}
      <svg className={styles.svg} width={width} height={height} aria-hidden="true">
        {wires.map((wire) => (
          <path
            key={`${wire.a} ${wire.b}`}
            className={styles.wire}
            data-dashed={wire.dashed || undefined}
            d={path(wire.points)}
          />
        ))}
        {narrow
          ? null
          : wires.map((wire) => (wire.label === null ? null : <Label key={wire.label} wire={wire} t={t} />))}
        {children}
      </svg>
    </>
  )
}

/** Beside an upright line, over a level one. */
function Label({ wire, t }: { readonly wire: Wire; readonly t: Words['t'] }): ReactNode {
  if (wire.label === null) return null
  const { x, y, anchor } = wireNamePlace(wire)
  return (
    <text className={styles.wireName} x={x} y={y} textAnchor={anchor}>
      {t(`concept.wire.${wire.label}`)}
    </text>
  )
}
