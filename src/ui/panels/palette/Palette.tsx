/** All commands by name, to be found by typing. */
import type { Command } from '#store/command.ts'
import { COMMANDS, keysOf } from '#store/commands.ts'
import { closeDialog } from '#store/surface.ts'
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Kbd } from '../../widgets/Button.tsx'
import { useApp, useSession, useWords } from '../../widgets/context.ts'
import { DialogFrame } from '../../widgets/DialogFrame.tsx'
import styles from './palette.module.css'

/** All letters of the query, in their order, are in the name; whole words first. */
function matches(name: string, query: string): number {
  const text = name.toLowerCase()
  const wanted = query.trim().toLowerCase()
  if (wanted === '') return 1
  const at = text.indexOf(wanted)
  if (at >= 0) return at === 0 || text[at - 1] === ' ' ? 3 : 2
  let from = 0
  for (const letter of wanted) {
    from = text.indexOf(letter, from) + 1
    if (from === 0) return 0
  }
  return 1
}

/** Arrows move the focus among the field and the commands below it, round and round. */
function moveFocus(event: KeyboardEvent): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (by === 0) return
  const stops = [
    ...(event.currentTarget.closest('form')?.querySelectorAll<HTMLElement>('[data-first], [data-command]') ?? []),
  ]
  const at = stops.indexOf(event.currentTarget as HTMLElement)
  stops[(at + by + stops.length) % stops.length]?.focus()
  event.preventDefault()
}

/** `about`: what was typed before the palette was there, Enter as the end of a line. */
export function Palette({ about }: { readonly about: string | null }): ReactNode {
  const app = useApp()
  const { t } = useWords()
  const [query, setQuery] = useState(about?.trimEnd() ?? '')
  const usable = COMMANDS.filter(
    (command) => !['palette', 'escape'].includes(command.id) && (command.when?.(app) ?? true),
  )
  const found = usable
    .map((command) => ({ command, rank: matches(t(command.name), query) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank)
    .map(({ command }) => command)
  const run = (command: Command | undefined): void => {
    if (!command) return
    closeDialog(app.surface)
    command.run(app)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    run(found[0])
  }
  const isEntered = useRef(about?.endsWith('\n') ?? false)
  useEffect(() => {
    if (isEntered.current) run(found[0])
    isEntered.current = false
  })
  return (
    <DialogFrame title={t('palette.title')}>
      <form onSubmit={submit}>
        <input
          type="search"
          data-first
          className={styles.input}
          aria-label={t('palette.label')}
          placeholder={t('palette.label')}
          value={query}
          autoComplete="off"
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={moveFocus}
        />
        <ul className={styles.list} aria-label={t('palette.title')}>
          {found.map((command, i) => (
            <Row key={command.id} command={command} first={i === 0} run={run} />
          ))}
        </ul>
        {found.length === 0 ? <p>{t('palette.none')}</p> : null}
      </form>
    </DialogFrame>
  )
}

interface RowProps {
  readonly command: Command
  /** What Enter in the field runs. */
  readonly first: boolean
  readonly run: (command: Command) => void
}

function Row({ command, first, run }: RowProps): ReactNode {
  const { t } = useWords()
  const settings = useSession((session) => session.settings)
  return (
    <li>
      <button
        type="button"
        data-command
        className={styles.row}
        data-chosen={first || undefined}
        onClick={() => run(command)}
        onKeyDown={moveFocus}
      >
        <span>{t(command.name)}</span>
        <small>{t(`group.${command.group}`)}</small>
        <Kbd chord={keysOf(command, settings)[0]} />
      </button>
    </li>
  )
}
