/** Pictures, storyboard, files and commands of the moment. */
import { castOf } from '#derive/lanes.ts'
import { mermaid } from '#derive/mermaid.ts'
import { plantuml } from '#derive/plantuml.ts'
import type { SequenceOptions } from '#derive/sequence.ts'
import { printScenario } from '#model/scenario/print.ts'
import { linesOf } from '#store/answers.ts'
import { titleOf } from '#store/builtIn.ts'
import { currentBranch } from '#store/session.ts'
import { type ReactNode, useState } from 'react'
import { Button } from '../../widgets/Button.tsx'
import { useApp, useWords } from '../../widgets/context.ts'
import { laneDetail, laneName } from '../../widgets/names.ts'
import { Copy } from './Copy.tsx'
import { sharedApps } from './curl.ts'
import { fileName, saveBlob, saveText } from './files.ts'
import { pictureOfDiagram, pngOf } from './picture.ts'
import styles from './share.module.css'

const SVG_TYPE = 'image/svg+xml'

function useName(): () => string {
  const { store } = useApp()
  return () => fileName(titleOf(currentBranch(store.getState()).document, 'en'))
}

export function Pictures(): ReactNode {
  const { t } = useWords()
  const name = useName()
  const svg = (): void => {
    const picture = pictureOfDiagram()
    if (picture) saveText(`${name()}.svg`, SVG_TYPE, picture.svg)
  }
  const png = (): void => {
    const picture = pictureOfDiagram()
    if (picture) void pngOf(picture).then((blob) => saveBlob(`${name()}.png`, blob))
  }
  return (
    <>
      <h3 className={styles.heading}>{t('share.picture')}</h3>
      <p className={styles.files}>
        <Button onClick={svg}>{t('share.svg')}</Button>
        <Button onClick={png}>{t('share.png')}</Button>
      </p>
    </>
  )
}

/** The messages up to the cursor, at the depth and in the words that are seen. */
function useSequence(): () => SequenceOptions {
  const { store } = useApp()
  const words = useWords()
  return () => {
    const session = store.getState()
    const { scenario } = currentBranch(session)
    const { depth, dialect } = session.view
    return {
      cast: castOf(scenario),
      depth,
      dialect,
      to: session.cursor.ordinal + 1,
      words: (key) => words.maybe(`message.${key}`, {}, key),
      laneName: (lane) => [laneName(words, lane), laneDetail(lane)].filter((part) => part !== '').join(' '),
    }
  }
}

export function Files(): ReactNode {
  const { store } = useApp()
  const { t } = useWords()
  const name = useName()
  const options = useSequence()
  const branch = () => currentBranch(store.getState())
  const files: readonly (readonly [string, () => void])[] = [
    [t('share.file'), () => saveText(`${name()}.json`, 'application/json', `${printScenario(branch().document, 2)}\n`)],
    [
      t('share.lines'),
      () => saveText(`${name()}.jsonl`, 'application/x-ndjson', linesOf(branch().trace, 0, branch().trace.count - 1)),
    ],
    [t('share.mermaid'), () => saveText(`${name()}.mmd`, 'text/plain', mermaid(branch().trace, options()))],
    [t('share.plantuml'), () => saveText(`${name()}.puml`, 'text/plain', plantuml(branch().trace, options()))],
  ]
  return (
    <>
      <h3 className={styles.heading}>{t('share.files')}</h3>
      <p className={styles.files}>
        {files.map(([label, save]) => (
          <Button key={label} onClick={save}>
            {label}
          </Button>
        ))}
      </p>
      <p className={styles.note}>{t('share.filesNote')}</p>
    </>
  )
}

export function Curl(): ReactNode {
  const { store } = useApp()
  const { t } = useWords()
  const apps = sharedApps(currentBranch(store.getState()).document)
  const [n, setN] = useState(0)
  const app = apps[n]
  if (!app) return null
  return (
    <>
      <h3 className={styles.heading}>{t('share.curl')}</h3>
      {apps.length > 1 ? (
        <label className={styles.field}>
          {t('share.curlApp')}
          <select value={n} onChange={(event) => setN(Number(event.target.value))}>
            {apps.map(({ id }, k) => (
              <option key={`${k} ${id}`} value={k}>
                {id}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <textarea className={styles.code} aria-label={t('share.curl')} readOnly rows={5} value={app.command} />
      <p className={styles.files}>
        <Copy text={app.command} label={t('share.copyCurl')} />
      </p>
    </>
  )
}
