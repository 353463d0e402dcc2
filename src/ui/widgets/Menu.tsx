/** Menus: a button that opens one, or a place where one opens. What draws them is loaded when the first is wanted. */
import { cloneElement, lazy, type MouseEvent, type ReactElement, type ReactNode, Suspense, useState } from 'react'
import type { IconName } from './Icon.tsx'

export interface MenuAction {
  readonly label: string
  readonly icon?: IconName
  /** A second, smaller line. */
  readonly note?: string | undefined
  /** Why it cannot be done now; makes the item do nothing and says so. */
  readonly refused?: string | null | undefined
  /** Of a choice: whether it is the one. */
  readonly chosen?: boolean
  readonly run: () => void
}

export interface MenuGroup {
  readonly label?: string
  readonly items: readonly MenuAction[]
}

export interface MenuButtonProps {
  /** The button; gets what it needs to be a menu's. */
  readonly trigger: ReactElement<Record<string, unknown>>
  /** Asked when it opens. */
  readonly groups: () => readonly MenuGroup[]
}

export interface MenuAtProps {
  /** Client coordinates, px. */
  readonly x: number
  readonly y: number
  readonly groups: readonly MenuGroup[]
  readonly onClose: () => void
}

const load = () => import('./MenuPopup.tsx')
const OpenButton = lazy(async () => ({ default: (await load()).OpenMenuButton }))
const OpenAt = lazy(async () => ({ default: (await load()).OpenMenuAt }))

/** A button that opens a menu. Until it was pressed once it is only a button. */
export function MenuButton({ trigger, groups }: MenuButtonProps): ReactNode {
  const [pressed, setPressed] = useState(false)
  const closed = cloneElement(trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: () => void load(),
    onClick: (event: MouseEvent<HTMLElement>) => {
      event.preventDefault()
      setPressed(true)
    },
  })
  if (!pressed) return closed
  return (
    <Suspense fallback={closed}>
      <OpenButton trigger={trigger} groups={groups} />
    </Suspense>
  )
}

/** A menu at a place of the page, without a button: opened by a key or from the drawing. */
export function MenuAt(props: MenuAtProps): ReactNode {
  return (
    <Suspense fallback={null}>
      <OpenAt {...props} />
    </Suspense>
  )
}
