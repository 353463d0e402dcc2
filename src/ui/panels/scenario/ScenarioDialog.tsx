/** The scenario itself: its seed, its JSON, a file; the name of the branch. */
import { withSeed } from '#model/scenario/edit.ts'
import { readScenario } from '#model/scenario/parse.ts'
import { printScenario } from '#model/scenario/print.ts'
import type { ParseIssue } from '#model/scenario/types.ts'
import { openAnything } from '#store/opening.ts'
import { currentBranch } from '#store/session.ts'
import { closeDialog } from '#store/surface.ts'
import { type ChangeEvent, type FormEvent, type ReactNode, useState } from 'react'
import { useBranchName } from '../../shell/BranchMenu.tsx'
import { Button } from '../../widgets/Button.tsx'
import { useApp, useWords } from '../../widgets/context.ts'
import { DialogFrame } from '../../widgets/DialogFrame.tsx'
import { useIssueText } from '../../widgets/issueText.ts'
import styles from '../scale/scale.module.css'

const LARGEST_SEED = 2 ** 32 - 1

function Mistakes({ issues }: { readonly issues: readonly ParseIssue[] }): ReactNode {
  const issueText = useIssueText()
  if (issues.length === 0) return null
  return (
    <ul className={styles.mistakes}>
      {issues.slice(0, 50).map(({ path, message }) => (
        <li key={`${path} ${message}`}>
          <code>{path || '/'}</code> {issueText(message)}
        </li>
      ))}
    </ul>
  )
}

function Seed(): ReactNode {
  const { intents, store, surface } = useApp()
  const { t } = useWords()
  const { document, scenario } = currentBranch(store.getState())
  const [seed, setSeed] = useState(String(scenario.seed))
  const valid = /^\d{1,10}$/.test(seed) && Number(seed) <= LARGEST_SEED
  const run = (event: FormEvent): void => {
    event.preventDefault()
    if (!valid) return
    intents.seek({ ordinal: -1, at: 0 })
    intents.edit(withSeed(document, Number(seed)), t('scenarioDialog.seedName', { n: seed }))
    closeDialog(surface)
  }
  const actions = (
    <Button look="primary" type="submit" form="seed" disabled={!valid}>
      {t('scenarioDialog.run')}
    </Button>
  )
  return (
    <DialogFrame title={t('scenarioDialog.seed')} size="small" actions={actions}>
      <form id="seed" className={styles.form} onSubmit={run}>
        <label>
          {t('scenarioDialog.seed')}
          <input inputMode="numeric" value={seed} onChange={(event) => setSeed(event.target.value)} />
        </label>
        <p className={styles.note}>{t('scenarioDialog.seedNote')}</p>
      </form>
    </DialogFrame>
  )
}

function BranchName(): ReactNode {
  const { intents, store, surface } = useApp()
  const { t } = useWords()
  const branch = currentBranch(store.getState())
  const nameOf = useBranchName()
  const [name, setName] = useState(() => nameOf(branch.id))
  const rename = (event: FormEvent): void => {
    event.preventDefault()
    intents.renameBranch(branch.id, name.trim().slice(0, 200) || branch.name)
    closeDialog(surface)
  }
  const actions = (
    <Button look="primary" type="submit" form="branch-name">
      {t('scenarioDialog.save')}
    </Button>
  )
  return (
    <DialogFrame title={t('branch.rename')} size="small" actions={actions}>
      <form id="branch-name" className={styles.form} onSubmit={rename}>
        <label>
          {t('scenarioDialog.branch')}
          <input value={name} onChange={(event) => setName(event.target.value)} />
        </label>
      </form>
    </DialogFrame>
  )
}

function Whole(): ReactNode {
  const { store, surface, opener } = useApp()
  const { t } = useWords()
  const [text, setText] = useState(() => printScenario(currentBranch(store.getState()).document, 2))
  const read = readScenario(text)
  const issues = read.ok ? [] : read.error
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    const file = event.target.files?.[0]
    if (file) void file.text().then(setText)
  }
  const open = (): void => {
    if (openAnything(opener, text).length === 0) closeDialog(surface)
  }
  const actions = (
    <>
      <label className={styles.file}>
        {t('scenarioDialog.file')} <input type="file" accept=".json,application/json" onChange={take} />
      </label>
      <Button look="primary" disabled={!read.ok} onClick={open}>
        {t('scenarioDialog.open')}
      </Button>
    </>
  )
  return (
    <DialogFrame title={t('scenarioDialog.title')} size="wide" actions={actions}>
      <div className={styles.form}>
        <label>
          {t('scenarioDialog.json')}
          <textarea
            rows={24}
            spellCheck={false}
            aria-invalid={!read.ok}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <output>{issues.length === 0 ? '' : t('scenarioDialog.mistakes', { count: issues.length })}</output>
        <Mistakes issues={issues} />
      </div>
    </DialogFrame>
  )
}

/** `about`: `seed`, `branch`, or null for the whole. */
export function ScenarioDialog({ about }: { readonly about: string | null }): ReactNode {
  if (about === 'seed') return <Seed />
  if (about === 'branch') return <BranchName />
  return <Whole />
}
