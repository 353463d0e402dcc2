/** The fields of the form, in sections; each with Marathon's own error beneath it. */
import { type ReactNode, useId, useState } from 'react'
import { useWords } from '../../widgets/context.ts'
import { type Doc, type Field, type Section, SECTIONS } from './appForm.ts'
import styles from './submit.module.css'

interface AppFieldsProps {
  readonly doc: Doc
  readonly errors: ReadonlyMap<string, readonly string[]>
  /** An edit of the newest document: two fields may be typed in before the page is drawn again. */
  readonly onChange: (edit: (doc: Doc) => Doc) => void
}

interface OneProps extends AppFieldsProps {
  readonly field: Field
}

/** The text as typed, as long as it means what stands in the document; else the document's. */
function useTyped({ field, doc, onChange }: OneProps): readonly [string, (text: string) => void] {
  const [typed, setTyped] = useState<{ readonly text: string; readonly printed: string } | null>(null)
  const printed = field.read(doc)
  const text = typed !== null && typed.printed === printed ? typed.text : printed
  const type = (next: string): void => {
    setTyped({ text: next, printed: field.read(field.write(doc, next)) })
    onChange((newest) => field.write(newest, next))
  }
  return [text, type]
}

function One(props: OneProps): ReactNode {
  const { field, errors } = props
  const { t, maybe } = useWords()
  const id = useId()
  const [text, type] = useTyped(props)
  const told = errors.get(field.id) ?? []
  const hint = maybe(`submit.hint.${field.id}`, {}, '')
  const described = [told.length > 0 ? `${id}e` : '', hint === '' ? '' : `${id}h`].filter(Boolean).join(' ')
  const common = {
    id,
    value: text,
    'aria-invalid': told.length > 0,
    ...(described === '' ? {} : { 'aria-describedby': described }),
  }
  return (
    <div className={styles.field} data-kind={field.kind} data-field={field.id}>
      <label htmlFor={id}>{maybe(`submit.${field.id}`, {}, field.id)}</label>
      {field.kind === 'choice' ? (
        <select {...common} onChange={(event) => type(event.target.value)}>
          {field.choices?.map((choice) => (
            <option key={choice} value={choice}>
              {choice === '' ? t('submit.protocolNone') : choice}
            </option>
          ))}
        </select>
      ) : field.kind === 'lines' ? (
        <textarea {...common} rows={2} spellCheck={false} onChange={(event) => type(event.target.value)} />
      ) : (
        <input
          {...common}
          inputMode={field.kind === 'number' ? 'decimal' : 'text'}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => type(event.target.value)}
        />
      )}
      {hint === '' ? null : (
        <small id={`${id}h`} className={styles.hint}>
          {hint}
        </small>
      )}
      {told.length > 0 ? (
        <ul id={`${id}e`} className={styles.error}>
          {told.map((error) => (
            <li key={error}>{error}</li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

/** A section opens by itself where something in it is wrong or filled in. */
function Part({ section, ...rest }: AppFieldsProps & { readonly section: Section }): ReactNode {
  const { t } = useWords()
  const fields = (
    <div className={styles.fields}>
      {section.fields.map((field) => (
        <One key={field.id} field={field} {...rest} />
      ))}
    </div>
  )
  const title = t(`submit.${section.id}`)
  if (section.id === 'basics' || section.id === 'resources') {
    return (
      <fieldset className={styles.section}>
        <legend>{title}</legend>
        {fields}
      </fieldset>
    )
  }
  const used = section.fields.some((field) => field.read(rest.doc) !== '' || rest.errors.has(field.id))
  return (
    <details className={styles.section} open={used || undefined}>
      <summary>{title}</summary>
      {fields}
    </details>
  )
}

export function AppFields(props: AppFieldsProps): ReactNode {
  return SECTIONS.map((section) => <Part key={section.id} section={section} {...props} />)
}
