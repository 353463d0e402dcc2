/** The markers of this branch: go to one, name it, remove it, set one where the reader stands. */
import { goToMarker } from '#store/commandsSee.ts'
import { markerHere, momentOf, without, withMarker, withName } from '#store/markers.ts'
import { currentBranch, type Marker } from '#store/session.ts'
import { closeDialog } from '#store/surface.ts'
import type { ReactNode } from 'react'
import { Button, IconButton } from '../../widgets/Button.tsx'
import { useApp, useBranch, useSession, useWords } from '../../widgets/context.ts'
import { DialogFrame } from '../../widgets/DialogFrame.tsx'
import { markerName } from '../../widgets/names.ts'
import { momentText } from '../../shell/momentText.ts'
import styles from './markers.module.css'

export function Markers(): ReactNode {
  const { intents, store } = useApp()
  const { t, seconds } = useWords()
  const markers = useBranch((branch) => branch.markers)
  const cursor = useSession((session) => session.cursor)
  const here = useSession((session) => markerHere(session) !== null)
  const add = (): void => intents.setMarkers(withMarker(currentBranch(store.getState()), cursor))
  const actions = (
    <Button look="primary" disabled={here} onClick={add}>
      {t('marker.add', { s: seconds(cursor.at) })}
    </Button>
  )
  return (
    <DialogFrame title={t('marker.title')} actions={actions}>
      {markers.length === 0 ? <p className={styles.none}>{t('marker.none')}</p> : null}
      <ol className={styles.list} aria-label={t('marker.title')}>
        {markers.map((marker, n) => (
          <Row key={marker.ordinal} marker={marker} n={n} />
        ))}
      </ol>
    </DialogFrame>
  )
}

function Row({ marker, n }: { readonly marker: Marker; readonly n: number }): ReactNode {
  const app = useApp()
  const words = useWords()
  const { t, seconds } = words
  const branch = useBranch((b) => b)
  const name = markerName(words, marker, n)
  const s = seconds(marker.at)
  const { ordinal } = momentOf(branch.trace, marker)
  const go = (): void => {
    goToMarker(app, marker)
    closeDialog(app.surface)
  }
  return (
    <li className={styles.row}>
      <Button className={styles.go} aria-label={t('marker.go', { name, s })} onClick={go}>
        {t('time.s', { s })}
      </Button>
      <div>
        <input
          aria-label={t('marker.name', { s })}
          placeholder={t('marker.default', { n: n + 1 })}
          value={marker.name}
          maxLength={60}
          autoComplete="off"
          onChange={(event) => app.intents.setMarkers(withName(branch.markers, marker.ordinal, event.target.value))}
        />
        <small>{momentText(words, branch, ordinal)}</small>
      </div>
      <IconButton
        icon="trash"
        label={t('marker.remove', { name })}
        onClick={() => app.intents.setMarkers(without(branch.markers, marker.ordinal))}
      />
    </li>
  )
}
