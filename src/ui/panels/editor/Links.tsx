/** Pairs of components with a latency of their own. */
import { EDITOR_TEXTS } from '#content/locales/parts/editor.ts'
import type { ReactNode } from 'react'
import { Button, IconButton } from '../../widgets/Button.tsx'
import { useWords } from '../../widgets/context.ts'
import { usePartWords } from '../../widgets/partWords.ts'
import { withLinks } from './actionEdits.ts'
import styles from './editor.module.css'
import { Field } from './Field.tsx'
import type { Part } from './useEditing.ts'

type Link = NonNullable<NonNullable<Part['document']['network']>['links']>[number]

function spanOf({ latencyMs }: Link): readonly [number, number] {
  return typeof latencyMs === 'number' ? [latencyMs, latencyMs] : latencyMs
}

export function Links({ document, change }: Part): ReactNode {
  const { t } = useWords()
  const say = usePartWords(EDITOR_TEXTS)
  const links = document.network?.links ?? []
  const set = (n: number, link: Partial<Link>): string | null =>
    change(
      withLinks(
        document,
        links.map((one, k) => (k === n ? { ...one, ...link } : one)),
      ),
    )
  const first: Link = { between: [document.agents[0]?.id ?? 'agent-1', 'master'], latencyMs: [100, 200] }
  return (
    <>
      {links.length > 0 ? <p className={styles.note}>{say('links')}</p> : null}
      <ul aria-label={say('links')}>
        {links.map((link, n) => {
          const [from, to] = spanOf(link)
          return (
            <li key={n} className={styles.row}>
              {([0, 1] as const).map((end) => (
                <Field
                  key={end}
                  label={`${say('between')} ${end + 1}`}
                  value={link.between[end]}
                  onChange={(id) => set(n, { between: end === 0 ? [id, link.between[1]] : [link.between[0], id] })}
                />
              ))}
              <Field
                label={t('editor.latencyMin')}
                value={String(from)}
                whole
                onChange={(ms) => set(n, { latencyMs: [Number(ms), Math.max(Number(ms), to)] })}
              />
              <Field
                label={t('editor.latencyMax')}
                value={String(to)}
                whole
                onChange={(ms) => set(n, { latencyMs: [Math.min(from, Number(ms)), Number(ms)] })}
              />
              <IconButton
                icon="cross"
                label={say('removeLink', { n: n + 1 })}
                onClick={() =>
                  void change(
                    withLinks(
                      document,
                      links.filter((_, k) => k !== n),
                    ),
                  )
                }
              />
            </li>
          )
        })}
      </ul>
      <Button onClick={() => void change(withLinks(document, [...links, first]))}>{say('addLink')}</Button>
    </>
  )
}
