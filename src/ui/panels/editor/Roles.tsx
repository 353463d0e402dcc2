/** Roles with their weight and quota. */
import { EDITOR_TEXTS } from '#content/locales/parts/editor.ts'
import type { ReactNode } from 'react'
import { Button, IconButton } from '../../widgets/Button.tsx'
import { usePartWords } from '../../widgets/partWords.ts'
import { withNewRole, withoutRole, withQuota, withRole, withRoleName } from './actionEdits.ts'
import styles from './editor.module.css'
import { Field } from './Field.tsx'
import type { Part } from './useEditing.ts'

function Row({ document, change, name }: Part & { readonly name: string }): ReactNode {
  const say = usePartWords(EDITOR_TEXTS)
  const role = document.roles?.[name] ?? {}
  const weight = (text: string) =>
    change(withRole(document, name, { weight: text.trim() === '' ? undefined : Number(text) }))
  return (
    <li className={styles.row}>
      <Field label={say('name')} value={name} onChange={(next) => change(withRoleName(document, name, next))} />
      <Field label={say('weight')} value={String(role.weight ?? '')} onChange={weight} />
      {(['guarantees', 'limits'] as const).map((key) => (
        <Field
          key={key}
          label={say(key)}
          value={role.quota?.[key] ?? ''}
          wide
          onChange={(text) => change(withQuota(document, name, key, text))}
        />
      ))}
      <IconButton
        icon="cross"
        label={say('removeRole', { name })}
        onClick={() => void change(withoutRole(document, name))}
      />
    </li>
  )
}

export function Roles(part: Part): ReactNode {
  const say = usePartWords(EDITOR_TEXTS)
  const { document, change } = part
  return (
    <>
      <h3>{say('roles')}</h3>
      <p className={styles.note}>{say('rolesNote')}</p>
      <ul aria-label={say('roles')}>
        {Object.keys(document.roles ?? {}).map((name) => (
          <Row key={name} name={name} {...part} />
        ))}
      </ul>
      <Button onClick={() => void change(withNewRole(document))}>{say('addRole')}</Button>
    </>
  )
}
