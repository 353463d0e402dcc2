/** Search over the records: what matches is pointed out in the diagram, and reached one by one. */
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { currentBranch } from '#store/session.ts'
import { IconButton } from '../widgets/Button.tsx'
import { useApp, useSession, useSurface, useWords } from '../widgets/context.ts'
import { useMatches } from './useMatches.ts'
import { useSearching } from './useSearching.ts'
import { SearchFilters } from './SearchFilters.tsx'
import styles from './topbar.module.css'

export function SearchBar(): ReactNode {
  const { surface, intents, store } = useApp()
  const { t } = useWords()
  const input = useRef<HTMLInputElement>(null)
  const text = useSurface((s) => s.find.text)
  useSearching()
  const { matches, part } = useMatches()
  const selected = useSession((session) => (session.selection?.kind === 'record' ? session.selection.ordinal : -1))
  const place = matches.indexOf(selected)
  useEffect(() => input.current?.focus(), [])
  const close = (): void => surface.setState({ find: { open: false, text: '' } })
  const go = (by: 1 | -1): void => {
    if (matches.length === 0) return
    const { cursor } = store.getState()
    const start = place >= 0 ? place : matches.findLastIndex((i) => i <= cursor.ordinal) + (by === 1 ? 0 : 1)
    const next = matches[(start + by + matches.length) % matches.length] as number
    intents.select({ kind: 'record', ordinal: next })
    const { trace } = currentBranch(store.getState())
    intents.setPlaying(false)
    intents.seek({ ordinal: next, at: trace.at[next] as number })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') go(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <search className={styles.search}>
      <input
        ref={input}
        type="search"
        value={text}
        aria-label={t('search.label')}
        placeholder={t('search.placeholder')}
        onChange={(event) => surface.setState({ find: { open: true, text: event.target.value } })}
        onKeyDown={onKeyDown}
      />
      <output>
        {text === ''
          ? ''
          : part < 1
            ? t('search.soFar', { count: matches.length })
            : t('search.found', { count: matches.length, n: place + 1 })}
      </output>
      {part < 1 ? <progress className={styles.searched} value={part} aria-label={t('search.progress')} /> : null}
      <SearchFilters />
      <IconButton icon="left" label={t('search.previous')} onClick={() => go(-1)} />
      <IconButton icon="right" label={t('search.next')} onClick={() => go(1)} />
      <IconButton icon="cross" label={t('search.close')} onClick={close} />
    </search>
  )
}
