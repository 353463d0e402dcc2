/** Files and texts that are dropped on the page or pasted into it. What reads them is loaded when something comes. */
import { restOfWords } from '#content/locales/index.ts'
import { type RefObject, useEffect, useRef } from 'react'
import { useApp, useWords } from '../widgets/context.ts'

const load = async () => {
  const [loaded] = await Promise.all([import('../panels/import/opened.ts'), restOfWords()])
  return loaded
}

const FIELDS = 'input, textarea, select, [contenteditable], .cm-editor'

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(FIELDS) !== null
}

/** Gives where to write whether something hovers over the page. */
export function useImports(): RefObject<HTMLDivElement | null> {
  const app = useApp()
  const words = useWords()
  const over = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const show = (on: boolean): void => {
      if (over.current) over.current.hidden = !on
    }
    const take = async (data: DataTransfer): Promise<void> => {
      const [file] = data.files
      const text = data.getData('text/plain')
      const { importFile, importText } = await load()
      if (file) await importFile(app, words, file)
      else if (text !== '') importText(app, words, text, words.t('import.pasted'))
    }
    const onDragOver = (event: DragEvent): void => {
      if (isField(event.target)) return
      event.preventDefault()
      show(true)
    }
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) show(false)
    }
    const onDrop = (event: DragEvent): void => {
      show(false)
      if (isField(event.target) || !event.dataTransfer) return
      event.preventDefault()
      void take(event.dataTransfer)
    }
    const onPaste = (event: ClipboardEvent): void => {
      if (isField(event.target) || !event.clipboardData) return
      event.preventDefault()
      void take(event.clipboardData)
    }
    // Tests wait for it.
    if (over.current) over.current.dataset['listens'] = ''
    const stop = new AbortController()
    const { signal } = stop
    document.addEventListener('dragover', onDragOver, { signal })
    document.addEventListener('dragleave', onLeave, { signal })
    document.addEventListener('drop', onDrop, { signal })
    document.addEventListener('paste', onPaste, { signal })
    return () => stop.abort()
  }, [app, words])
  return over
}
