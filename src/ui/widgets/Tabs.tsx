/** Tabs: one stop for the keyboard, arrows go from tab to tab. Only the chosen panel is there. */
import { type KeyboardEvent, type ReactNode, useId } from 'react'
import styles from './tabs.module.css'

interface TabsProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly tabs: readonly { readonly value: T; readonly label: string }[]
  readonly onChange: (value: T) => void
  /** Behind the tabs, in their row. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

export function Tabs<T extends string>({ label, value, tabs, onChange, aside, children }: TabsProps<T>): ReactNode {
  const id = useId()
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1, Home: -tabs.length, End: tabs.length }[event.key]
    if (by === undefined) return
    const at = tabs.findIndex((tab) => tab.value === value)
    const wrapped = Math.abs(by) === 1 ? (at + by + tabs.length) % tabs.length : by < 0 ? 0 : tabs.length - 1
    const next = tabs[wrapped]
    if (!next) return
    event.preventDefault()
    event.stopPropagation()
    onChange(next.value)
    document.getElementById(`${id}${next.value}`)?.focus()
  }
  return (
    <div className={styles.tabs}>
      <div className={styles.row}>
        <div role="tablist" aria-label={label} className={styles.list}>
          {tabs.map((tab) => (
            <button
              key={tab.value}
              id={`${id}${tab.value}`}
              type="button"
              role="tab"
              aria-selected={tab.value === value}
              aria-controls={`${id}panel`}
              tabIndex={tab.value === value ? 0 : -1}
              className={styles.tab}
              onClick={() => onChange(tab.value)}
              onKeyDown={onKeyDown}
            >
              {tab.label}
            </button>
          ))}
        </div>
        {aside}
      </div>
      <div
        id={`${id}panel`}
        role="tabpanel"
        aria-labelledby={`${id}${value}`}
        className={styles.panel}
        data-tab={value}
      >
        {children}
      </div>
    </div>
  )
}
