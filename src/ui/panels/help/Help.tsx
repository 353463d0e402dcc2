/** The keys, from the registry; switched off, changed, put back here. */
import type { Command } from '#store/command.ts'
import { COMMAND_GROUPS } from '#store/command.ts'
import { COMMANDS, keysOf } from '#store/commands.ts'
import { chordsOf } from '#store/keys.ts'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { Button, Kbd } from '../../widgets/Button.tsx'
import { useApp, useSession, useWords } from '../../widgets/context.ts'
import { DialogFrame } from '../../widgets/DialogFrame.tsx'
import styles from './help.module.css'

const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'Meta', 'Tab'])

function KeyOf({ command }: { readonly command: Command }): ReactNode {
  const { intents, store } = useApp()
  const { t } = useWords()
  const settings = useSession((session) => session.settings)
  const [listening, setListening] = useState(false)
  const keys = keysOf(command, settings)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!listening || MODIFIERS.has(event.key)) return
    event.preventDefault()
    event.stopPropagation()
    setListening(false)
    const chord = chordsOf(event).at(-1)
    if (event.key === 'Escape' || chord === undefined) return
    intents.setSettings({ keys: { ...store.getState().settings.keys, [command.id]: [chord] } })
  }
  return (
    <Button
      look="bare"
      className={styles.key}
      aria-label={t('help.change', { name: t(command.name) })}
      onClick={() => setListening(true)}
      onKeyDown={onKeyDown}
      onBlur={() => setListening(false)}
    >
      {listening
        ? t('help.press')
        : keys.length === 0
          ? t('help.none')
          : keys.map((chord) => <Kbd key={chord} chord={chord} />)}
    </Button>
  )
}

/** Of nine commands that differ by the number of a lane the first stands for all, unless another has a key of the reader's. */
const OF_LANE = /^(lane|solo|goLane)(\d)$/

function Keys(): ReactNode {
  const { t } = useWords()
  const changed = useSession((session) => session.settings.keys)
  const isListed = ({ id }: Command): boolean =>
    !/[2-9]$/.test(OF_LANE.exec(id)?.[0] ?? '') || changed[id] !== undefined
  const nameOf = ({ id, name }: Command): string =>
    OF_LANE.test(id) && id.endsWith('1') ? t('help.lanes', { name: t(name) }) : t(name)
  return COMMAND_GROUPS.map((group) => (
    <section key={group} className={styles.group} aria-label={t(`group.${group}`)}>
      <h3>{t(`group.${group}`)}</h3>
      <ul>
        {COMMANDS.filter((command) => command.group === group && isListed(command)).map((command) => (
          <li key={command.id}>
            <span>{nameOf(command)}</span>
            <KeyOf command={command} />
          </li>
        ))}
      </ul>
    </section>
  ))
}

export function Help(): ReactNode {
  const { intents } = useApp()
  const { t } = useWords()
  const { shortcuts, keys } = useSession((session) => session.settings)
  return (
    <DialogFrame title={t('help.title')} size="wide">
      <label className={styles.check}>
        <input
          type="checkbox"
          data-first
          checked={shortcuts}
          onChange={(event) => intents.setSettings({ shortcuts: event.target.checked })}
        />
        {t('help.shortcuts')}
      </label>
      <p className={styles.note}>
        {t('help.shortcutsNote')} {t('help.remap')}
        {Object.keys(keys).length > 0 ? (
          <Button look="bare" onClick={() => intents.setSettings({ keys: {} })}>
            {t('help.reset')}
          </Button>
        ) : null}
      </p>
      <div className={styles.groups}>
        <Keys />
        <section className={styles.group} aria-label={t('help.mouse')}>
          <h3>{t('help.mouse')}</h3>
          <ul>
            {(['click', 'wheel', 'area', 'lane', 'scrub'] as const).map((what) => (
              <li key={what}>{t(`help.mouse.${what}`)}</li>
            ))}
          </ul>
          <h3>{t('help.about')}</h3>
          <p>{t('help.aboutText')}</p>
        </section>
      </div>
    </DialogFrame>
  )
}
