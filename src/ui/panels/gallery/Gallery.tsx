/** Incidents that really happened: each with its story, and links to the run that shows it and the run that cures it. */
import type { Both, Incident, Moment } from '#content/gallery/incident.ts'
import { INCIDENTS } from '#content/gallery/index.ts'
import { findRecord } from '#derive/findRecord.ts'
import { applyPatch } from '#model/patch.ts'
import { encodeLink } from '#model/link/encode.ts'
import { positionOf } from '#model/link/moment.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { deflate } from '#store/deflate.ts'
import { SideRuns } from '#store/sideRuns.ts'
import { closeDialog } from '#store/surface.ts'
import { type ReactNode, useEffect, useState } from 'react'
import { useApp, useWords } from '../../widgets/context.ts'
import { DialogFrame } from '../../widgets/DialogFrame.tsx'
import styles from './gallery.module.css'
import { Small } from './Small.tsx'
import { thumbnail, type Thumbnail } from './thumbnail.ts'

interface Prepared {
  readonly picture: Thumbnail
  readonly shows: string | null
  readonly cures: string | null
}

async function linkTo(document: ScenarioDocument, trace: TraceStore, moment: Moment): Promise<string | null> {
  const ordinal = findRecord(trace, moment)
  const position = ordinal < 0 ? null : positionOf(trace, ordinal)
  const link = await encodeLink({ document, base: null, position }, deflate)
  return link.ok ? link.value : null
}

async function prepared(runs: SideRuns, { document, cure, opens, opensCure }: Incident): Promise<Prepared | null> {
  const patched = applyPatch(document, cure)
  const trace = await runs.run(document)
  if (!trace || !patched.ok) return null
  const cured = patched.value as ScenarioDocument
  const cureTrace = await runs.run(cured)
  return {
    picture: thumbnail(trace, document, findRecord(trace, opens)),
    shows: await linkTo(document, trace, opens),
    cures: cureTrace ? await linkTo(cured, cureTrace, opensCure) : null,
  }
}

/** Runs them one after the other while the gallery is open; each appears when it is done. */
function usePrepared(): ReadonlyMap<string, Prepared> {
  const { makeWorker } = useApp()
  const [done, setDone] = useState<ReadonlyMap<string, Prepared>>(new Map())
  useEffect(() => {
    const runs = new SideRuns(makeWorker)
    let wanted = true
    const work = async (): Promise<void> => {
      for (const incident of INCIDENTS) {
        const one = await prepared(runs, incident)
        if (!wanted) return
        if (one) setDone((before) => new Map(before).set(incident.id, one))
      }
    }
    void work()
    return () => {
      wanted = false
      runs.stop()
    }
  }, [makeWorker])
  return done
}

function Card({ incident, one }: { readonly incident: Incident; readonly one: Prepared | undefined }): ReactNode {
  const { surface } = useApp()
  const { t, lang } = useWords()
  const said = (text: Both): string => text[lang]
  const close = (): void => closeDialog(surface)
  const title = said(incident.title)
  return (
    <li className={styles.card}>
      <Small picture={one?.picture} />
      <div className={styles.words}>
        <h3>{title}</h3>
        <p>{said(incident.story)}</p>
        <details>
          <summary>{t('gallery.look')}</summary>
          <p>{said(incident.look)}</p>
          <p>
            <b>{t('gallery.cure')}</b> {said(incident.cureText)}
          </p>
          <p className={styles.source}>
            {t('gallery.source')}: {incident.sources.join(', ')}
          </p>
        </details>
        {one ? (
          <p className={styles.links}>
            {one.shows ? (
              <a href={one.shows} onClick={close} aria-label={`${t('gallery.shows')}: ${title}`}>
                {t('gallery.shows')}
              </a>
            ) : null}
            {one.cures ? (
              <a href={one.cures} onClick={close} aria-label={`${t('gallery.cures')}: ${title}`}>
                {t('gallery.cures')}
              </a>
            ) : null}
          </p>
        ) : (
          <p className={styles.source}>{t('gallery.preparing')}</p>
        )}
      </div>
    </li>
  )
}

export function Gallery(): ReactNode {
  const { t } = useWords()
  const done = usePrepared()
  return (
    <DialogFrame title={t('gallery.title')} size="wide">
      <p className={styles.source}>{t('gallery.note')}</p>
      <ul className={styles.list} aria-busy={done.size < INCIDENTS.length}>
        {INCIDENTS.map((incident) => (
          <Card key={incident.id} incident={incident} one={done.get(incident.id)} />
        ))}
      </ul>
    </DialogFrame>
  )
}
