/** Where a message is from in Mesos or Marathon, and whether ours simplifies it. */
import type { Receipt as ReceiptOf } from '#model/messages/catalogue.ts'
import type { ReactNode } from 'react'
import { useWords } from '../../widgets/context.ts'
import { Icon } from '../../widgets/Icon.tsx'
import { useLoadedText } from '../../widgets/loadedText.ts'
import styles from './inspector.module.css'
import { sourceOf } from './sources.ts'

const load = async () => (await import('#content/locales/simplerZh.ts')).simplerInChinese

export function Receipt({ receipt }: { readonly receipt: ReceiptOf }): ReactNode {
  const { t } = useWords()
  const simpler = useLoadedText(load)
  const { source, simplified } = receipt
  const { file, place } = sourceOf(source)
  return (
    <section className={styles.receipt} aria-label={t('receipt.title')}>
      <Icon name="file" />
      <div>
        <b>{place}</b>
        <small>{file}</small>
        {simplified ? <p>{simpler(simplified)}</p> : null}
      </div>
      <span className={styles.badge} data-simplified={simplified !== undefined || undefined}>
        {simplified === undefined ? <Icon name="check" small /> : null}
        {t(simplified === undefined ? 'receipt.exact' : 'receipt.simplified')}
      </span>
    </section>
  )
}
