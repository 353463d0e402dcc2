/** A button that copies a text and says so. */
import { type ReactNode, useState } from 'react'
import { Button, type Look } from '../../widgets/Button.tsx'
import { useWords } from '../../widgets/context.ts'

interface CopyProps {
  readonly text: string
  readonly label: string
  readonly look?: Look
}

export function Copy({ text, label, look = 'outline' }: CopyProps): ReactNode {
  const { t } = useWords()
  const [copied, setCopied] = useState('')
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(() => setCopied(text))
  }
  return (
    <Button look={look} onClick={copy}>
      {copied === text ? t('share.copied') : label}
    </Button>
  )
}
