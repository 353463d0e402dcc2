/**
 * A field that is taken when it is left or Enter is pressed: a half-written id makes no scenario. What cannot be taken
 * stays as it was typed, with the reason beside it.
 */
import { type ReactNode, useId, useState } from 'react'
import styles from './editor.module.css'

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly wide?: boolean
  /** Several lines, of letters of one width: JSON. */
  readonly code?: boolean
  /** Only whole numbers, or nothing. */
  readonly whole?: boolean
  /** Gives back why the value cannot be, or null. */
  readonly onChange: (value: string) => string | null
}

export function Field({ label, value, wide = false, code = false, whole = false, onChange }: FieldProps): ReactNode {
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const [mistake, setMistake] = useState<string | null>(null)
  const shown = typed ?? value
  const isWhole = !whole || /^\d{0,15}$/.test(shown)
  const take = (): void => {
    if (typed === null || !isWhole) return
    const why = typed === value ? null : onChange(typed)
    setMistake(why)
    if (why === null) setTyped(null)
  }
  const input = {
    value: shown,
    'aria-invalid': !isWhole || mistake !== null,
    'aria-describedby': mistake === null ? undefined : id,
    spellCheck: false,
    onChange: (event: { target: { value: string } }) => {
      setTyped(event.target.value)
      setMistake(null)
    },
    onBlur: take,
  }
  return (
    <div className={styles.field} data-wide={wide || code || undefined}>
      <label>
        {label}
        {code ? (
          <textarea rows={Math.min(8, shown.split('\n').length)} {...input} />
        ) : (
          <input
            inputMode={whole ? 'numeric' : undefined}
            onKeyDown={(event) => {
              if (event.key === 'Enter') take()
            }}
            {...input}
          />
        )}
      </label>
      {mistake === null ? null : (
        <p className={styles.mistake} id={id} role="alert">
          {mistake}
        </p>
      )}
    </div>
  )
}
