/** A window of its own for the notes, for the presenter's screen: the page's own document writes into it. */
import { useEffect, useState } from 'react'

const LOOKS = 'popup,width=640,height=520'

/** Gives the window the page's looks. Its address is blank, so it has the page's origin and its content policy. */
function furnish(other: Window, title: string): void {
  const { document: its } = other
  its.title = title
  its.documentElement.lang = document.documentElement.lang
  const { theme } = document.documentElement.dataset
  if (theme) its.documentElement.dataset['theme'] = theme
  its.documentElement.dataset['notes'] = ''
  for (const sheet of document.querySelectorAll('link[rel=stylesheet], style')) {
    const copy = its.importNode(sheet, true)
    if (sheet instanceof HTMLLinkElement) (copy as HTMLLinkElement).href = sheet.href
    its.head.append(copy)
  }
}

export interface NotesWindow {
  readonly other: Window | null
  /** The browser refused it. */
  readonly blocked: boolean
  readonly open: (title: string) => void
  readonly close: () => void
}

export function useNotesWindow(): NotesWindow {
  const [other, setOther] = useState<Window | null>(null)
  const [blocked, setBlocked] = useState(false)
  useEffect(() => {
    if (!other) return
    const gone = (): void => setOther(null)
    const close = (): void => other.close()
    other.addEventListener('pagehide', gone)
    window.addEventListener('pagehide', close)
    return () => {
      other.removeEventListener('pagehide', gone)
      window.removeEventListener('pagehide', close)
      other.close()
    }
  }, [other])
  const open = (title: string): void => {
    const opened = window.open('', 'mesoscope-notes', LOOKS)
    setBlocked(opened === null)
    if (opened) furnish(opened, title)
    setOther(opened)
  }
  return { other, blocked, open, close: () => setOther(null) }
}
