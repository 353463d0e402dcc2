/** Buttons: one primary a region, outlined or bare for the rest. What a command runs has the command's name and keys. */
import { commandOf, keysOf } from '#store/commands.ts'
import { chordText } from '#store/keys.ts'
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import styles from './button.module.css'
import { useApp, useSession, useWords } from './context.ts'
import { Icon, type IconName } from './Icon.tsx'

export type Look = 'primary' | 'outline' | 'bare' | 'icon'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: Look
  readonly wide?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

export function Button({ look = 'outline', wide = false, className, ...rest }: ButtonProps): ReactNode {
  const names = className ? `${styles.button} ${className}` : styles.button
  return <button type="button" className={names} data-look={look} data-wide={wide || undefined} {...rest} />
}

interface IconButtonProps extends Omit<ButtonProps, 'look' | 'children'> {
  readonly icon: IconName
  readonly label: string
  readonly chord?: string | undefined
}

/** A button that is a picture: its name is its tooltip. */
export function IconButton({ icon, label, chord, ...rest }: IconButtonProps): ReactNode {
  return (
    <Button look="icon" aria-label={label} data-tip={label} data-chord={chord} {...rest}>
      <Icon name={icon} />
    </Button>
  )
}

export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent)
}

/** The first key of a command as the reader has it, or undefined. */
export function useChord(id: string): string | undefined {
  const settings = useSession((session) => session.settings)
  return keysOf(commandOf(id), settings)[0]
}

export function Kbd({ chord }: { readonly chord: string | undefined }): ReactNode {
  return chord === undefined ? null : (
    <kbd className={styles.kbd} aria-hidden="true">
      {chordText(chord, isMac())}
    </kbd>
  )
}

interface CommandProps {
  readonly id: string
  readonly icon?: IconName
  readonly look?: Look
  readonly wide?: boolean
  /** A shorter or fuller text than the command's name; the name says it to a screen reader then. */
  readonly children?: ReactNode
  readonly showKey?: boolean
  readonly className?: string | undefined
}

/** A button for a command of the registry: does what the key does. */
export function CommandButton({
  id,
  icon,
  look = 'icon',
  showKey = false,
  children,
  ...rest
}: CommandProps): ReactNode {
  const app = useApp()
  const { t } = useWords()
  const chord = useChord(id)
  const command = commandOf(id)
  const name = t(command.name)
  const run = (): void => {
    if (command.when?.(app) ?? true) command.run(app)
  }
  const does = { onClick: run, 'data-command': id, ...rest }
  if (look === 'icon' && icon) return <IconButton icon={icon} label={name} chord={chord} {...does} />
  return (
    <Button look={look} {...does}>
      {icon ? <Icon name={icon} /> : null}
      {children ?? name}
      {showKey ? <Kbd chord={chord} /> : null}
    </Button>
  )
}
