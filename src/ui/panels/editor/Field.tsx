/** A field that is taken when it is left or Enter is pressed: a half-written id makes no scenario. */
import { type ReactNode, useState } from 'react'
import styles from './editor.module.css'

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly wide?: boolean
  /** Only whole numbers, or nothing. */
  readonly whole?: boolean
  readonly onChange: (value: string) => void
}

export function Field({ label, value, wide = false, whole = false, onChange }: FieldProps): ReactNode {
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed ?? value
  const isGood = !whole || /^\d{0,15}$/.test(shown)
  const take = (): void => {
    if (typed !== null && typed !== value && isGood) onChange(typed)
    setTyped(null)
  }
  return (
    <label className={styles.field} data-wide={wide || undefined}>
      {label}
      <input
        value={shown}
        inputMode={whole ? 'numeric' : undefined}
        aria-invalid={!isGood}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take()
        }}
      />
    </label>
  )
}
