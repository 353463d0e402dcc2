/** Menus, from data: items, choices and groups with labels. Keyboard and focus are the library's (ADR 0006). */
import { Menu } from '@base-ui/react/menu'
import { Fragment, type ReactElement, type ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import styles from './menu.module.css'
import { useOverlays } from './overlays.ts'

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

function Entry({ action }: { readonly action: MenuAction }): ReactNode {
  const { label, icon, note, refused, chosen, run } = action
  const second = refused ?? note
  const inside = (
    <>
      {icon ? <Icon name={icon} /> : null}
      {chosen === undefined ? null : <span className={styles.mark}>{chosen ? <Icon name="check" /> : null}</span>}
      <span className={styles.words}>
        {label}
        {second ? <span className={styles.note}>{second}</span> : null}
      </span>
    </>
  )
  if (chosen !== undefined) {
    return (
      <Menu.RadioItem className={styles.item} value={label} closeOnClick onClick={run}>
        {inside}
      </Menu.RadioItem>
    )
  }
  return (
    <Menu.Item className={styles.item} disabled={Boolean(refused)} onClick={run}>
      {inside}
    </Menu.Item>
  )
}

function Group({ group }: { readonly group: MenuGroup }): ReactNode {
  const entries = group.items.map((action, i) => <Entry key={`${i} ${action.label}`} action={action} />)
  const label = group.label ? <Menu.GroupLabel className={styles.label}>{group.label}</Menu.GroupLabel> : null
  const chosen = group.items.find((item) => item.chosen)
  if (group.items.some((item) => item.chosen !== undefined)) {
    return (
      <Menu.RadioGroup value={chosen?.label ?? ''}>
        {label}
        {entries}
      </Menu.RadioGroup>
    )
  }
  return (
    <Menu.Group>
      {label}
      {entries}
    </Menu.Group>
  )
}

function Popup({
  groups,
  anchor,
}: {
  readonly groups: readonly MenuGroup[]
  readonly anchor?: VirtualAnchor | undefined
}): ReactNode {
  const container = useOverlays()
  return (
    <Menu.Portal container={container}>
      <Menu.Positioner
        className={styles.layer}
        sideOffset={4}
        collisionPadding={8}
        align="start"
        {...(anchor ? { anchor } : {})}
      >
        <Menu.Popup className={styles.popup}>
          {groups
            .filter((group) => group.items.length > 0)
            .map((group, i) => (
              <Fragment key={`${i} ${group.label ?? ''}`}>
                {i > 0 ? <Menu.Separator className={styles.rule} /> : null}
                <Group group={group} />
              </Fragment>
            ))}
        </Menu.Popup>
      </Menu.Positioner>
    </Menu.Portal>
  )
}

interface MenuButtonProps {
  /** The button; gets what it needs to be a menu's. */
  readonly trigger: ReactElement<Record<string, unknown>>
  readonly groups: () => readonly MenuGroup[]
}

/** A button that opens a menu. `groups` is asked when it opens. */
export function MenuButton({ trigger, groups }: MenuButtonProps): ReactNode {
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger render={trigger} />
      <Contents groups={groups} />
    </Menu.Root>
  )
}

/** Asks for the items only where the popup is mounted. */
function Contents({ groups }: { readonly groups: () => readonly MenuGroup[] }): ReactNode {
  return <Popup groups={groups()} />
}

export interface VirtualAnchor {
  readonly getBoundingClientRect: () => DOMRect
}

interface MenuAtProps {
  readonly x: number
  readonly y: number
  readonly groups: readonly MenuGroup[]
  readonly onClose: () => void
}

/** A menu at a place of the page, without a button: opened by a key or from the drawing. */
export function MenuAt({ x, y, groups, onClose }: MenuAtProps): ReactNode {
  const anchor = { getBoundingClientRect: () => new DOMRect(x, y, 0, 0) }
  return (
    <Menu.Root open modal={false} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Popup groups={groups} anchor={anchor} />
    </Menu.Root>
  )
}
