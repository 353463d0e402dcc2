/** How the machines of those who took part stand, and the transition that brought them there. */
import type { StateAt } from '#derive/stateIndex.ts'
import type { ReactNode } from 'react'
import { useApp, useWords } from '../../widgets/context.ts'
import { componentName, stateText } from '../../widgets/names.ts'
import styles from './inspector.module.css'

export function States({ states, title }: { readonly states: readonly StateAt[]; readonly title?: string }): ReactNode {
  const words = useWords()
  const { intents } = useApp()
  const { t } = words
  if (states.length === 0) return null
  return (
    <section className={styles.section}>
      <h3 className={styles.sub}>{title ?? t('inspector.machines')}</h3>
      <ul className={styles.states}>
        {states.map((state) => (
          <li key={`${state.of} ${state.ordinal}`}>
            <button
              type="button"
              className={styles.link}
              onClick={() => intents.select({ kind: 'component', id: state.of })}
            >
              {componentName(words, state.of)}
            </button>
            <span className={styles.change}>
              {state.before === '' ? null : (
                <>
                  <span className={styles.was}>{stateText(words, state.before)}</span>
                  <span aria-hidden="true">→</span>
                </>
              )}
              <span className={styles.is}>{state.state === '' ? t('state.gone') : stateText(words, state.state)}</span>
            </span>
            <small title={t('inspector.event')}>{state.event}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}
