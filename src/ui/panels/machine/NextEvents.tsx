/** What a machine can do next; resting on one previews where it would lead. */
import { eventName } from '#derive/chart.ts'
import type { PictureTransition } from '#model/chart.ts'
import type { ReactNode } from 'react'
import type { Words } from '#content/locales/words.ts'
import { useWords } from '../../widgets/context.ts'
import { stateText } from '../../widgets/names.ts'
import styles from './machine.module.css'

interface NextProps {
  readonly next: readonly PictureTransition[]
  readonly preview: PictureTransition | null
  readonly onPreview: (transition: PictureTransition | null) => void
}

function whenText({ t, duration, maybe }: Words, transition: PictureTransition): string {
  const { kind, delay } = transition
  if (kind === 'always') return t('machine.always')
  if (kind === 'done') return t('machine.done')
  if (kind === 'after')
    return t('machine.after', {
      delay: typeof delay === 'number' ? duration(delay) : maybe(`timer.${delay}`, {}, delay ?? ''),
    })
  return eventName(transition)
}

export function NextEvents({ next, preview, onPreview }: NextProps): ReactNode {
  const words = useWords()
  const { t } = words
  if (next.length === 0) return <p className={styles.meta}>{t('machine.nothing')}</p>
  return (
    <ul className={styles.next}>
      {next.map((transition) => (
        <li key={`${transition.from} ${transition.event} ${transition.guard} ${transition.to}`}>
          <button
            type="button"
            aria-pressed={preview === transition}
            onPointerEnter={() => onPreview(transition)}
            onPointerLeave={() => onPreview(null)}
            onFocus={() => onPreview(transition)}
            onBlur={() => onPreview(null)}
          >
            <b>{whenText(words, transition)}</b>
            {transition.guard === null ? null : <span>{t('machine.guard', { guard: transition.guard })}</span>}
            <span>
              <span aria-hidden="true">→ </span>
              {transition.to === null ? t('machine.stays') : stateText(words, transition.to)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
