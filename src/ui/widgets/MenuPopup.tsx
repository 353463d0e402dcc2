/** The entries of a menu and the ways through them by key: arrows, Home, End, first letters. */
import type { KeyboardEvent, ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import styles from './menu.module.css'
import type { MenuAction, MenuGroup } from './menuTypes.ts'

function itemsOf(menu: Element): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role^=menuitem]')]
}

/** Letters find the next entry that begins with them; arrows go round; Tab leaves, from where the menu was opened. */
export function onMenuKey(event: KeyboardEvent<HTMLElement>): void {
  if (event.key === 'Tab') return event.currentTarget.hidePopover()
  const items = itemsOf(event.currentTarget)
  const at = items.indexOf(document.activeElement as HTMLElement)
  const target = wantedItem(event.key, items, at)
  if (!target) return
  event.preventDefault()
  event.stopPropagation()
  target.focus()
}

function wantedItem(key: string, items: readonly HTMLElement[], at: number): HTMLElement | undefined {
  if (key === 'ArrowDown') return items[(at + 1) % items.length]
  if (key === 'ArrowUp') return items[(Math.max(at, 0) - 1 + items.length) % items.length]
  if (key === 'Home') return items[0]
  if (key === 'End') return items.at(-1)
  if (key.length !== 1 || key === ' ') return undefined
  const behind = [...items.slice(at + 1), ...items.slice(0, at + 1)]
  return behind.find((item) => item.textContent.trim().toLowerCase().startsWith(key.toLowerCase()))
}

/** The chosen entry, or the first that does something. */
export function focusFirst(menu: Element): void {
  const items = itemsOf(menu)
  const chosen = items.find((item) => item.ariaChecked === 'true')
  const usable = items.find((item) => item.ariaDisabled !== 'true')
  ;(chosen ?? usable ?? items[0])?.focus({ preventScroll: true })
}

interface EntryProps {
  readonly action: MenuAction
  readonly close: () => void
}

function Entry({ action, close }: EntryProps): ReactNode {
  const { label, icon, note, refused, chosen, run } = action
  const second = refused ?? note
  const choose = (): void => {
    if (refused) return
    close()
    run()
  }
  return (
    <button
      type="button"
      role={chosen === undefined ? 'menuitem' : 'menuitemradio'}
      {...(chosen === undefined ? {} : { 'aria-checked': chosen })}
      aria-disabled={refused ? true : undefined}
      tabIndex={-1}
      className={styles.item}
      onClick={choose}
    >
      {icon ? <Icon name={icon} /> : null}
      {chosen === undefined ? null : <span className={styles.mark}>{chosen ? <Icon name="check" /> : null}</span>}
      <span className={styles.words}>
        {label}
        {second ? <span className={styles.note}>{second}</span> : null}
      </span>
    </button>
  )
}

function Group({ group, close }: { readonly group: MenuGroup; readonly close: () => void }): ReactNode {
  return (
    <div className={styles.group}>
      {group.label ? <div className={styles.label}>{group.label}</div> : null}
      {group.items.map((action, i) => (
        <Entry key={`${i} ${action.label}`} action={action} close={close} />
      ))}
    </div>
  )
}

export function Entries({
  groups,
  close,
}: {
  readonly groups: readonly MenuGroup[]
  readonly close: () => void
}): ReactNode {
  return groups
    .filter((group) => group.items.length > 0)
    .map((group, i) => <Group key={`${i} ${group.label ?? ''}`} group={group} close={close} />)
}
