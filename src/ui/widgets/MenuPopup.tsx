/** Menus, from data: items, choices and groups with labels. Keyboard and focus are the library's (ADR 0006), which is loaded when a menu is first opened. */
import { Menu } from '@base-ui/react/menu'
import { Fragment, type ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import styles from './menu.module.css'
import type { MenuAction, MenuGroup, MenuAtProps, MenuButtonProps } from './Menu.tsx'
import { useOverlays } from './overlays.ts'

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
  readonly anchor?: { readonly getBoundingClientRect: () => DOMRect } | undefined
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

/** A button that opens a menu, opened: it was pressed to come here. */
export function OpenMenuButton({ trigger, groups }: MenuButtonProps): ReactNode {
  return (
    <Menu.Root modal={false} defaultOpen>
      <Menu.Trigger render={trigger} />
      <Contents groups={groups} />
    </Menu.Root>
  )
}

/** Asks for the items only where the popup is mounted. */
function Contents({ groups }: { readonly groups: () => readonly MenuGroup[] }): ReactNode {
  return <Popup groups={groups()} />
}

export function OpenMenuAt({ x, y, groups, onClose }: MenuAtProps): ReactNode {
  const anchor = { getBoundingClientRect: () => new DOMRect(x, y, 0, 0) }
  return (
    <Menu.Root open modal={false} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Popup groups={groups} anchor={anchor} />
    </Menu.Root>
  )
}
