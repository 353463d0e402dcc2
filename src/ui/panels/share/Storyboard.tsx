/** The storyboard of a branch: moments chosen one by one, captioned, put in order, saved as one picture or printed. */
import { STORYBOARD_TEXTS } from '#content/locales/parts/storyboard.ts'
import { titleOf } from '#store/builtIn.ts'
import { currentBranch } from '#store/session.ts'
import { closeDialog } from '#store/surface.ts'
import { type ReactNode, useEffect } from 'react'
import { useStore } from 'zustand'
import { Button, IconButton } from '../../widgets/Button.tsx'
import { useApp, useBranch, useWords } from '../../widgets/context.ts'
import { usePartWords } from '../../widgets/partWords.ts'
import { boards, loadBoard, setBoard } from './boards.ts'
import { fileName, saveBlob, saveText } from './files.ts'
import { inLight, pictureOfDiagram, pngOf } from './picture.ts'
import { printPicture } from './printing.ts'
import styles from './share.module.css'
import {
  type Frame,
  imageUrl,
  LONGEST_CAPTION,
  movedFrame,
  storyboardPicture,
  withCaption,
  withFrame,
  withoutFrame,
} from './storyboard.ts'

const NONE: readonly Frame[] = []
/** A frame shows what has happened: of the empty ground ahead there is so much, px. */
const BELOW_NOW_PX = 80

function useBoard(): readonly [readonly Frame[], (frames: readonly Frame[]) => void] {
  const app = useApp()
  const trace = useBranch((branch) => branch.trace)
  const frames = useStore(boards, ({ byTrace }) => byTrace.get(trace)) ?? NONE
  useEffect(() => void loadBoard(app), [app, trace])
  return [frames, (next) => setBoard(app, next)]
}

interface FrameProps {
  readonly frames: readonly Frame[]
  readonly n: number
  readonly change: (frames: readonly Frame[]) => void
}

function FrameItem({ frames, n, change }: FrameProps): ReactNode {
  const { intents, surface } = useApp()
  const say = usePartWords(STORYBOARD_TEXTS)
  const frame = frames[n]
  if (!frame) return null
  const { picture, caption, ordinal, at } = frame
  const place = { n: n + 1 }
  const goTo = (): void => {
    closeDialog(surface)
    intents.seek({ ordinal, at })
  }
  return (
    <li className={styles.frame}>
      <img src={imageUrl(picture)} alt={say('picture', place)} width={160} />
      <input
        aria-label={say('caption', place)}
        value={caption}
        maxLength={LONGEST_CAPTION}
        onChange={(event) => change(withCaption(frames, n, event.target.value))}
      />
      <span className={styles.files}>
        <IconButton
          icon="up"
          label={say('earlier', place)}
          disabled={n === 0}
          onClick={() => change(movedFrame(frames, n, -1))}
        />
        <IconButton
          icon="down"
          label={say('later', place)}
          disabled={n === frames.length - 1}
          onClick={() => change(movedFrame(frames, n, 1))}
        />
        <IconButton icon="play" label={say('goTo', place)} onClick={goTo} />
        <IconButton icon="trash" label={say('remove', place)} onClick={() => change(withoutFrame(frames, n))} />
      </span>
    </li>
  )
}

function Saving({ frames }: { readonly frames: readonly Frame[] }): ReactNode {
  const { store } = useApp()
  const say = usePartWords(STORYBOARD_TEXTS)
  const name = (): string => `${fileName(titleOf(currentBranch(store.getState()).document, 'en'))}-storyboard`
  const png = (): void => void pngOf(storyboardPicture(frames)).then((blob) => saveBlob(`${name()}.png`, blob))
  return (
    <>
      <Button
        aria-label={say('svgName')}
        onClick={() => saveText(`${name()}.svg`, 'image/svg+xml', storyboardPicture(frames).svg)}
      >
        {say('svg')}
      </Button>
      <Button aria-label={say('pngName')} onClick={png}>
        {say('png')}
      </Button>
      <Button aria-label={say('printName')} onClick={() => void printPicture(frames)}>
        {say('print')}
      </Button>
    </>
  )
}

export function Storyboard(): ReactNode {
  const { store } = useApp()
  const { t, seconds } = useWords()
  const say = usePartWords(STORYBOARD_TEXTS)
  const [frames, change] = useBoard()
  const add = (): void => {
    const picture = inLight(() => pictureOfDiagram({ belowNow: BELOW_NOW_PX }))
    const { at, ordinal } = store.getState().cursor
    if (!picture) return
    const caption = t('share.frame', { s: seconds(at), n: ordinal + 1 })
    change(withFrame(frames, { picture, caption, ordinal, at }))
  }
  return (
    <>
      <h3 className={styles.heading}>{t('share.storyboard')}</h3>
      <p className={styles.note}>{say('note')}</p>
      <ol className={styles.frames} aria-label={say('list')}>
        {frames.map((frame, n) => (
          <FrameItem key={`${frame.ordinal} ${n}`} frames={frames} n={n} change={change} />
        ))}
      </ol>
      <p className={styles.files}>
        <Button onClick={add}>{t('share.addMoment')}</Button>
        {frames.length > 0 ? <Saving frames={frames} /> : null}
        {frames.length > 0 ? (
          <Button look="bare" onClick={() => change([])}>
            {t('share.clearStoryboard')}
          </Button>
        ) : null}
        <output>{t('share.moments', { count: frames.length })}</output>
      </p>
    </>
  )
}
