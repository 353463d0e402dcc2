/**
 * Menus: a button that opens one, or a place where one opens. The browser's popover gives the layer above everything, Esc,
 * and closing by a press elsewhere; focus, arrows and letters are here (ADR 0006).
 */
import { cloneElement, type ReactElement, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import styles from './menu.module.css'
import { Entries, focusFirst, onMenuKey } from './MenuPopup.tsx'
import { returnFocus } from './focus.ts'
import type { MenuGroup } from './menuTypes.ts'

export type { MenuAction, MenuGroup } from './menuTypes.ts'

const EDGE_PX = 8

interface Box {
  readonly left: number
  readonly top: number
  readonly bottom: number
}

/** Below a box, or above it where there is more room; never over the window's edges. */
function place(menu: HTMLElement, { left, top, bottom }: Box): void {
  const { style } = menu
  const below = innerHeight - bottom - 2 * EDGE_PX
  const above = top - 2 * EDGE_PX
  style.maxHeight = 'none'
  const wanted = menu.offsetHeight
  const up = wanted > below && above > below
  style.maxHeight = `${Math.max(120, up ? above : below)}px`
  const height = Math.min(wanted, Math.max(120, up ? above : below))
  style.left = `${Math.max(EDGE_PX, Math.min(left, innerWidth - menu.offsetWidth - EDGE_PX))}px`
  style.top = `${up ? top - height - 4 : bottom + 4}px`
  menu.dataset['placed'] = ''
}

interface MenuButtonProps {
  /** The button; gets what it needs to be a menu's. */
  readonly trigger: ReactElement<Record<string, unknown>>
  /** Asked when it opens. */
  readonly groups: () => readonly MenuGroup[]
}

function buttonOf(id: string): HTMLElement | null {
  return document.querySelector(`[popovertarget="${CSS.escape(id)}"]`)
}

export function MenuButton({ trigger, groups }: MenuButtonProps): ReactNode {
  const id = useId()
  const menu = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const button = (): HTMLElement | null => buttonOf(id)
  /** Measured and placed once it is shown: until then it has no size, and is not seen. */
  const shown = (): void => {
    const box = button()?.getBoundingClientRect()
    if (!menu.current || !box) return
    place(menu.current, box)
    focusFirst(menu.current)
  }
  return (
    <>
      {cloneElement(trigger, { popoverTarget: id, 'aria-haspopup': 'menu', 'aria-expanded': open })}
      <div
        id={id}
        ref={menu}
        popover="auto"
        role="menu"
        tabIndex={0}
        className={styles.popup}
        aria-label={String(trigger.props['aria-label'] ?? button()?.textContent ?? '')}
        onBeforeToggle={(event) => setOpen(event.newState === 'open')}
        onToggle={(event) => (event.newState === 'open' ? shown() : menu.current?.removeAttribute('data-placed'))}
        onKeyDown={onMenuKey}
      >
        {open ? (
          <Entries
            groups={groups()}
            close={() => {
              menu.current?.hidePopover()
              button()?.focus({ preventScroll: true })
            }}
          />
        ) : null}
      </div>
    </>
  )
}

interface MenuAtProps {
  /** Client coordinates, px. */
  readonly x: number
  readonly y: number
  readonly label: string
  readonly groups: readonly MenuGroup[]
  readonly onClose: () => void
}

/** A menu at a place of the page, without a button: opened by a key or from the drawing. */
export function MenuAt({ x, y, label, groups, onClose }: MenuAtProps): ReactNode {
  const menu = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = menu.current
    const before = document.activeElement
    element?.showPopover()
    if (element) {
      place(element, { left: x, top: y, bottom: y })
      focusFirst(element)
    }
    return () => {
      returnFocus(before)
    }
  }, [x, y])
  return (
    <div
      ref={menu}
      popover="auto"
      role="menu"
      tabIndex={0}
      className={styles.popup}
      aria-label={label}
      // Not when it has closed: that is told later, and a key may have opened the next one by then.
      onBeforeToggle={(event) => (event.newState === 'closed' ? onClose() : undefined)}
      onKeyDown={onMenuKey}
    >
      <Entries groups={groups} close={() => menu.current?.hidePopover()} />
    </div>
  )
}
