/** The payload: its members in a list, and whole as JSON. */
import type { TraceRecord } from '#model/trace/records.ts'
import { Fragment, type ReactNode, useState } from 'react'
import { Button } from '../../widgets/Button.tsx'
import { useWords } from '../../widgets/context.ts'
import styles from './inspector.module.css'

const MOST_FIELDS = 24
/** JSON of a thousand offers would only slow the page. */
const MOST_LETTERS = 20_000

type Field = readonly [name: string, value: string]

function plain(value: unknown): string | null {
  if (value === null) return null
  if (typeof value !== 'object') return String(value)
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(', ') || null
  return null
}

/** Members by dotted name, lists of objects by their first, empty ones left out. */
export function fieldsOf(body: unknown): readonly Field[] {
  const fields: Field[] = []
  const walk = (value: unknown, path: string, deep: number): void => {
    if (fields.length >= MOST_FIELDS || value === undefined || deep > 4) return
    const text = plain(value)
    if (text !== null) fields.push([path, text])
    else if (Array.isArray(value)) {
      for (const [i, item] of value.slice(0, 4).entries()) walk(item, `${path} ${i + 1}`, deep + 1)
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, item] of Object.entries(value)) walk(item, path === '' ? name : `${path}.${name}`, deep + 1)
    }
  }
  walk(body, '', 0)
  return fields
}

/** The last two parts of a dotted name, to be broken where its words end: the whole is in the JSON below. */
function ShortName({ name }: { readonly name: string }): ReactNode {
  const words = name
    .split('.')
    .slice(-2)
    .join('.')
    .split(/(?<=[._])|(?=[A-Z][a-z])/)
  return words.map((word, k) => (
    // The words of a name stay in their order.
    <Fragment key={`${k} ${word}`}>
      {k > 0 ? <wbr /> : null}
      {word}
    </Fragment>
  ))
}

/** Mesos' ids begin with the master's uuid: `…-O0`; a uuid by itself shows its beginning. */
export function shortIds(value: string): string {
  return value
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}-([OS]?\d+)\b/g, '…-$1')
    .replace(/\b([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '$1…')
}

export function Fields({ body }: { readonly body: unknown }): ReactNode {
  const { t } = useWords()
  const fields = fieldsOf(body)
  if (fields.length === 0) return null
  return (
    <section className={styles.section}>
      <h3 className={styles.sub}>{t('inspector.fields')}</h3>
      <dl className={styles.fields}>
        {fields.map(([name, value]) => (
          <div key={name}>
            <dt title={name}>
              <ShortName name={name} />
            </dt>
            <dd title={value}>{shortIds(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

export function Json({ record }: { readonly record: TraceRecord }): ReactNode {
  const { t } = useWords()
  const [copied, setCopied] = useState(-1)
  const text = JSON.stringify(record, null, 2)
  const copy = (): void => {
    void navigator.clipboard.writeText(JSON.stringify(record)).then(() => setCopied(record.i))
  }
  return (
    <section className={styles.section}>
      <h3 className={styles.sub}>
        JSON
        <span className={styles.space} />
        <Button look="bare" className={styles.copy} onClick={copy}>
          {copied === record.i ? t('inspector.copied') : t('inspector.copy')}
        </Button>
      </h3>
      <pre className={styles.json}>{text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text}</pre>
    </section>
  )
}
