/** A menu as data. */
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
