/**
 * The presentation: the diagram and what is told, in large type, one beat a press. Notes stand over the page or in a window
 * of their own; B blanks the screen; Esc ends it and gives the page back as it was.
 */
import { PRESENTER_WORDS as WORDS } from '#content/teaching.ts'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Button, IconButton } from '../../widgets/Button.tsx'
import { useApp, useWords } from '../../widgets/context.ts'
import { Narration } from '../narration/Narration.tsx'
import { Notes } from './Notes.tsx'
import { type NotesWindow, useNotesWindow } from './notesWindow.ts'
import styles from './presentation.module.css'
import { beatsOf, usePresentedLesson } from './usePresented.ts'
import { type Press, usePresenterKeys } from './usePresenterKeys.ts'

/** Large rows while it lasts; the reader's own choice comes back. */
function useLargeRows(): void {
  const { intents, store } = useApp()
  useEffect(() => {
    const { density } = store.getState().view
    intents.setView({ density: 'presentation' })
    return () => intents.setView({ density })
  }, [intents, store])
}

/** Leaving the full screen by the browser's own means ends it; opening the window of the notes may leave it too. */
function useFullScreenEnd(end: () => void, keeps: () => boolean): void {
  const told = useRef({ end, keeps })
  useEffect(() => {
    told.current = { end, keeps }
  })
  useEffect(() => {
    const onChange = (): void => {
      if (!document.fullscreenElement && !told.current.keeps()) told.current.end()
    }
    document.addEventListener('fullscreenchange', onChange)
    return () => document.removeEventListener('fullscreenchange', onChange)
  }, [])
}

/** A browser that opened a window leaves the full screen within this time, ms. */
const LEAVES_MS = 1500

interface BarProps {
  readonly notes: NotesWindow
  readonly noted: boolean
  readonly onPress: (press: Press) => void
  readonly onWindow: () => void
}

function Bar({ notes, noted, onPress, onWindow }: BarProps): ReactNode {
  const { lang } = useWords()
  return (
    <div className={styles.bar} role="toolbar" aria-label={WORDS.name[lang]}>
      <Button look="bare" aria-pressed={noted} data-chord="s" onClick={() => onPress('notes')}>
        {WORDS.notes[lang]}
      </Button>
      {notes.other ? null : (
        <Button look="bare" onClick={onWindow}>
          {WORDS.window[lang]}
        </Button>
      )}
      <Button look="bare" data-chord="b" onClick={() => onPress('blank')}>
        {WORDS.blank[lang]}
      </Button>
      <IconButton icon="cross" label={WORDS.end[lang]} chord="Escape" onClick={() => onPress('end')} />
    </div>
  )
}

function endOf(surface: ReturnType<typeof useApp>['surface']): () => void {
  return () => {
    surface.setState({ presenting: false })
    if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined)
  }
}

export function Presentation(): ReactNode {
  const app = useApp()
  const { lang } = useWords()
  const lesson = usePresentedLesson()
  const beats = beatsOf(app, lesson)
  const [blank, setBlank] = useState(false)
  const [noted, setNoted] = useState(false)
  const [since] = useState(() => Date.now())
  const notes = useNotesWindow()
  const openedAt = useRef(0)
  const end = endOf(app.surface)
  useLargeRows()
  useFullScreenEnd(end, () => Date.now() - openedAt.current < LEAVES_MS)
  const onPress = (press: Press): void => {
    if (press === 'end') end()
    else if (press === 'blank' || blank) setBlank(!blank)
    else if (press === 'notes') setNoted(!noted)
    else beats[press]()
  }
  usePresenterKeys(notes.other, onPress)
  const onWindow = (): void => {
    openedAt.current = Date.now()
    notes.open(WORDS.notes[lang])
    setNoted(false)
  }
  const page = <Notes lesson={lesson} since={since} />
  return (
    <>
      <aside className={styles.told} aria-label={WORDS.name[lang]}>
        <h1 className={styles.hidden}>Mesoscope</h1>
        <div className={styles.scroll}>
          <Narration />
        </div>
        <Bar notes={notes} noted={noted} onPress={onPress} onWindow={onWindow} />
      </aside>
      {notes.blocked ? <output className={styles.blocked}>{WORDS.blocked[lang]}</output> : null}
      {noted || notes.blocked ? <div className={styles.over}>{page}</div> : null}
      {notes.other ? createPortal(page, notes.other.document.body) : null}
      {blank ? <output className={styles.blank} aria-label={WORDS.blanked[lang]} /> : null}
    </>
  )
}
