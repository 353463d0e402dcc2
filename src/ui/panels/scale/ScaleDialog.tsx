/** How many instances of an app there shall be. */
import { appsAt, type AppAt } from '#derive/seriesIndex.ts'
import { currentBranch } from '#store/session.ts'
import { closeDialog } from '#store/surface.ts'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../../widgets/Button.tsx'
import { useApp, useWords } from '../../widgets/context.ts'
import { DialogFrame } from '../../widgets/DialogFrame.tsx'
import { perform } from '../faults/wishes.ts'
import styles from './scale.module.css'

/** More than any scenario here has room for. */
const MOST = 10_000

interface Scaling {
  readonly apps: readonly AppAt[]
  readonly chosen: AppAt | undefined
  readonly id: string
  readonly setId: (id: string) => void
  readonly count: string
  readonly setCount: (count: string) => void
  readonly force: boolean
  readonly setForce: (force: boolean) => void
  readonly send: (event: FormEvent) => void
}

function useScaling(about: string | null): Scaling {
  const app = useApp()
  const words = useWords()
  const session = app.store.getState()
  const apps = appsAt(currentBranch(session).trace, session.cursor.ordinal)
  const [id, setId] = useState(about ?? apps[0]?.point.id ?? '')
  const chosen = apps.find(({ point }) => point.id === id)
  const [count, setCount] = useState(String((chosen?.point.wanted ?? 0) + 1))
  const [force, setForce] = useState(false)
  const send = (event: FormEvent): void => {
    event.preventDefault()
    if (!chosen) return
    const more = force ? { force: true } : {}
    const wish = { do: 'scaleApp', framework: chosen.framework, app: id, instances: Number(count), ...more } as const
    if (!perform(app, words, wish)) return
    closeDialog(app.surface)
    app.intents.setPlaying(true)
  }
  return { apps, chosen, id, setId, count, setCount, force, setForce, send }
}

export function ScaleDialog({ about }: { readonly about: string | null }): ReactNode {
  const { surface } = useApp()
  const { t } = useWords()
  const { apps, chosen, id, setId, count, setCount, force, setForce, send } = useScaling(about)
  if (!chosen) {
    return (
      <DialogFrame title={t('scale.title')} size="small">
        {t('scale.none')}
      </DialogFrame>
    )
  }
  const valid = /^\d+$/.test(count) && Number(count) <= MOST
  const actions = (
    <>
      <Button onClick={() => closeDialog(surface)}>{t('dialog.cancel')}</Button>
      <Button look="primary" type="submit" form="scale-app" disabled={!valid}>
        {t('scale.do')}
      </Button>
    </>
  )
  return (
    <DialogFrame title={t('scale.title')} size="small" actions={actions}>
      <form id="scale-app" className={styles.form} onSubmit={send}>
        <label>
          {t('scale.app')}
          <select value={id} onChange={(event) => setId(event.target.value)}>
            {apps.map(({ point }) => (
              <option key={point.id}>{point.id}</option>
            ))}
          </select>
        </label>
        <label>
          {t('scale.instances')}
          <input
            type="number"
            min={0}
            max={MOST}
            data-first
            value={count}
            onChange={(event) => setCount(event.target.value)}
          />
        </label>
        <label className={styles.check}>
          <input type="checkbox" checked={force} onChange={(event) => setForce(event.target.checked)} />
          {t('scale.force')}
        </label>
      </form>
    </DialogFrame>
  )
}
