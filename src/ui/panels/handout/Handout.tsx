/** A lesson on paper: seen as it will be printed, on A4 or Letter, whichever the printer has. */
import { drawingOf, HANDOUT_WORDS as WORDS } from '#content/teaching.ts'
import type { Lesson } from '#model/lesson.ts'
import { closeDialog } from '#store/surface.ts'
import { Dialog } from '@base-ui/react/dialog'
import { type ReactNode, useEffect, useState } from 'react'
import { Button } from '../../widgets/Button.tsx'
import { useApp, useWords } from '../../widgets/context.ts'
import { useLesson } from '../learn/useLesson.ts'
import { Drawer } from './Drawer.tsx'
import styles from './handout.module.css'
import { Sheets } from './Sheets.tsx'
import { usePictures } from './usePictures.ts'

/** Paper is light, whatever the screen is. */
function useLight(): void {
  useEffect(() => {
    const { dataset } = document.documentElement
    const before = dataset['theme']
    dataset['theme'] = 'light'
    return () => {
      if (before === undefined) delete dataset['theme']
      else dataset['theme'] = before
    }
  }, [])
}

function Paper({ lesson }: { readonly lesson: Lesson }): ReactNode {
  const { lang } = useWords()
  const { surface } = useApp()
  const [answers, setAnswers] = useState(false)
  const { failed, pictures, shots, played, now, done, drawn } = usePictures(lesson)
  return (
    <>
      <div className={styles.bar}>
        <Dialog.Title className={styles.title}>{WORDS.title[lang]}</Dialog.Title>
        <output className={styles.progress}>
          {done ? (failed ? WORDS.none[lang] : '') : drawingOf(pictures.length + 1, lesson.steps.length)[lang]}
        </output>
        <label className={styles.check}>
          <input type="checkbox" checked={answers} onChange={(event) => setAnswers(event.target.checked)} />
          {WORDS.answers[lang]}
        </label>
        <Button look="primary" disabled={!done} onClick={() => window.print()}>
          {WORDS.print[lang]}
        </Button>
        <Button onClick={() => closeDialog(surface)}>{WORDS.close[lang]}</Button>
      </div>
      <div className={styles.desk} aria-busy={!done}>
        <Sheets lesson={lesson} pictures={pictures} shots={shots} trace={played?.trace ?? null} answers={answers} />
      </div>
      {played && now ? (
        <Drawer key={now.ordinal} trace={played.trace} scenario={played.scenario} shot={now} onDrawn={drawn} />
      ) : null}
    </>
  )
}

export function Handout({ about }: { readonly about: string | null }): ReactNode {
  const { surface } = useApp()
  const { t } = useWords()
  const lesson = useLesson(about ?? '')
  useLight()
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : closeDialog(surface))}>
      <Dialog.Portal>
        <Dialog.Popup className={styles.handout}>
          {lesson ? <Paper lesson={lesson} /> : <output>{t('dialog.loading')}</output>}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
