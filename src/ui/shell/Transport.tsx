/** Play, step, scrub: the transport at the bottom. */
import { commandOf } from '#store/commands.ts'
import { runEnded } from '#store/commandsPlay.ts'
import { currentBranch } from '#store/session.ts'
import type { ReactNode } from 'react'
import { Button, CommandButton } from '../widgets/Button.tsx'
import { useApp, useBranch, useSession, useWords } from '../widgets/context.ts'
import { Icon } from '../widgets/Icon.tsx'
import type { Room } from '../widgets/media.ts'
import { MenuButton, type MenuGroup } from '../widgets/Menu.tsx'
import { useMoment } from '../widgets/moment.ts'
import { useChord } from '../widgets/Button.tsx'
import { Scrubber } from './Scrubber.tsx'
import styles from './transport.module.css'

const SPEEDS = [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8, 16] as const

export function speedText(speed: number): string {
  return speed >= 1 ? `${speed}×` : `1/${Math.round(1 / speed)}×`
}

function PlayButton(): ReactNode {
  const app = useApp()
  const { t } = useWords()
  const playing = useSession((session) => session.playing)
  const chord = useChord('play')
  const label = t(playing ? 'transport.pause' : 'transport.play')
  return (
    <Button
      look="primary"
      className={styles.play}
      aria-label={label}
      data-tip={label}
      data-chord={chord}
      onClick={() => commandOf('play').run(app)}
    >
      <Icon name={playing ? 'pause' : 'play'} />
    </Button>
  )
}

function Speed(): ReactNode {
  const { intents } = useApp()
  const { t } = useWords()
  const speed = useSession((session) => session.speed)
  const groups = (): readonly MenuGroup[] => [
    {
      label: t('transport.speed'),
      items: SPEEDS.map((value) => ({
        label: speedText(value),
        chosen: value === speed,
        run: () => intents.setSpeed(value),
      })),
    },
  ]
  return (
    <MenuButton
      groups={groups}
      trigger={
        <Button className={styles.speed} aria-label={t('transport.speedNow', { speed: speedText(speed) })}>
          {speedText(speed)}
          <Icon name="down" />
        </Button>
      }
    />
  )
}

function Clock(): ReactNode {
  const { t, seconds } = useWords()
  const { ordinal, at } = useMoment('atOnce')
  const count = useBranch((branch) => (branch.revision, branch.trace.count))
  return (
    <div className={styles.clock} role="timer" aria-live="off" aria-label={t('transport.clock')}>
      <b>{t('time.s', { s: seconds(at) })}</b>
      <small>{t('transport.event', { n: ordinal + 1, count })}</small>
    </div>
  )
}

/** At the end of a run that only stopped because its scenario says so. */
function GoOn(): ReactNode {
  const app = useApp()
  const { t } = useWords()
  const atEnd = useSession((session) => {
    const { trace, halted } = currentBranch(session)
    return halted === 'until' && session.cursor.ordinal >= trace.count - 1 && trace.count > 0
  })
  if (!atEnd || !runEnded(app)) return null
  return (
    <Button className={styles.goOn} onClick={() => app.intents.goOn()}>
      {t('transport.goOn')}
    </Button>
  )
}

/** What goes to a moment by name: markers, and running until something holds. */
function Markers(): ReactNode {
  return (
    <div className={styles.buttons}>
      <CommandButton id="until" icon="until" className={styles.button} />
      <CommandButton id="markers" icon="flag" className={styles.button} />
    </div>
  )
}

export function Transport({ room }: { readonly room: Room }): ReactNode {
  const { t } = useWords()
  const embed = useSession((session) => session.embed)
  return (
    <footer className={styles.transport}>
      <div className={styles.buttons} role="toolbar" aria-label={t('transport.title')}>
        {room === 'phone' ? null : <CommandButton id="toStart" icon="toStart" className={styles.button} />}
        <CommandButton id="back" icon="back" className={styles.button} />
        <PlayButton />
        <CommandButton id="step" icon="step" className={styles.button} />
        {room === 'phone' ? null : <CommandButton id="toEnd" icon="toEnd" className={styles.button} />}
      </div>
      <Speed />
      {room === 'desktop' ? <Markers /> : null}
      <Scrubber />
      <GoOn />
      <Clock />
      {room === 'desktop' || embed ? null : (
        <CommandButton id="submit" icon="plus" look="primary" className={styles.add}>
          {t('act.app')}
        </CommandButton>
      )}
    </footer>
  )
}
