/** What a reader may choose about the page; kept on this machine. */
import { DENSITIES, DIALECTS, TIME_SCALES, type Density, type Dialect } from '#derive/view.ts'
import type { ReactNode } from 'react'
import { useApp, useSession, useWords } from '../../widgets/context.ts'
import { DialogFrame } from '../../widgets/DialogFrame.tsx'
import { Segmented } from '../../widgets/Segmented.tsx'
import styles from './settings.module.css'

interface LineProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly choices: readonly { readonly value: T; readonly label: string }[]
  readonly onChange: (value: T) => void
}

function Line<T extends string>(props: LineProps<T>): ReactNode {
  return (
    <div className={styles.line}>
      <span aria-hidden="true">{props.label}</span>
      <Segmented {...props} />
    </div>
  )
}

const MOTIONS = ['system', 'on', 'off'] as const
const THEMES = ['system', 'light', 'dark'] as const
const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'zh', label: '中文' },
] as const

function Page(): ReactNode {
  const { intents } = useApp()
  const { t } = useWords()
  const { theme, reducedMotion } = useSession((session) => session.settings)
  const lang = useSession((session) => session.lang)
  const motion = reducedMotion === null ? 'system' : reducedMotion ? 'off' : 'on'
  return (
    <>
      <Line label={t('settings.language')} value={lang} choices={LANGUAGES} onChange={intents.setLang} />
      <Line
        label={t('settings.theme')}
        value={theme}
        choices={THEMES.map((value) => ({ value, label: t(`settings.theme.${value}`) }))}
        onChange={(value) => intents.setSettings({ theme: value })}
      />
      <Line
        label={t('settings.motion')}
        value={motion}
        choices={MOTIONS.map((value) => ({ value, label: t(`settings.motion.${value}`) }))}
        onChange={(value) => intents.setSettings({ reducedMotion: value === 'system' ? null : value === 'off' })}
      />
    </>
  )
}

function Drawing(): ReactNode {
  const { intents } = useApp()
  const { t } = useWords()
  const { dialect, density, scale } = useSession((session) => session.view)
  const keep = (change: { dialect: Dialect } | { density: Density }): void => {
    intents.setView(change)
    intents.setSettings(change)
  }
  return (
    <>
      <Line
        label={t('settings.dialect')}
        value={dialect}
        choices={DIALECTS.map((value) => ({ value, label: t(`settings.dialect.${value}`) }))}
        onChange={(value) => keep({ dialect: value })}
      />
      <Line
        label={t('settings.density')}
        value={density}
        choices={DENSITIES.map((value) => ({ value, label: t(`settings.density.${value}`) }))}
        onChange={(value) => keep({ density: value })}
      />
      <Line
        label={t('settings.scale')}
        value={scale}
        choices={TIME_SCALES.map((value) => ({ value, label: t(`settings.scale.${value}`) }))}
        onChange={(value) => intents.setView({ scale: value })}
      />
    </>
  )
}

export function SettingsDialog(): ReactNode {
  const { t } = useWords()
  return (
    <DialogFrame title={t('settings.title')}>
      <Page />
      <Drawing />
    </DialogFrame>
  )
}
