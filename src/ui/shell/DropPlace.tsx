/** Says that the page takes what is held over it. */
import type { ReactNode } from 'react'
import { useWords } from '../widgets/context.ts'
import styles from './drop.module.css'
import { useImports } from './useImports.ts'

export function DropPlace(): ReactNode {
  const { t } = useWords()
  const over = useImports()
  return (
    <div className={styles.over} ref={over} hidden>
      {t('import.drop')}
    </div>
  )
}
