import { describe, expect, it } from 'vitest'
import { ACTION_NAMES, type ScenarioDocument } from '#model/scenario/document.ts'
import { readScenario } from '#model/scenario/parse.ts'
import { actGroups, actOf, draftOf, type Present } from './draft.ts'

const DOCUMENT: ScenarioDocument = {
  version: 1,
  agents: [{ id: 'node', count: 2, resources: 'cpus:2;mem:2048' }],
  frameworks: [
    { id: 'marathon', kind: 'marathon' },
    { id: 'a', kind: 'batch', role: 'A' },
    { id: 'bcs', kind: 'bcs', role: 'B' },
  ],
  actions: [{ atMs: 5, do: 'submitApp', framework: 'marathon', app: { id: '/web', cmd: 'sleep 1' } }],
}
const THERE: Present = { agents: ['node-1', 'node-2'], apps: ['/web'], tasks: ['web.1'], executors: ['e@node-1'] }

describe('the form of any act', () => {
  it.each(ACTION_NAMES)('%s begins with what can be done, in the words of this scenario', (name) => {
    const draft = draftOf(DOCUMENT, name, THERE)
    if (!draft) throw new Error('everybody is there who does it')
    const read = actOf(name, draft.fields, draft.texts)
    if (!read.ok) throw new Error(`${read.key} is read`)
    const actions = [...(DOCUMENT.actions ?? []), { ...read.act, atMs: 1000 }]
    expect(readScenario({ ...DOCUMENT, actions })).toMatchObject({ ok: true })
    for (const { key, choices } of draft.fields)
      if (choices.length > 0 && draft.texts[key] !== '') expect(choices).toContain(draft.texts[key])
  })

  it('names every act once', () => {
    const names = actGroups(DOCUMENT).flatMap((group) => group.names)
    expect(names.toSorted()).toEqual(ACTION_NAMES.toSorted())
  })

  it('leaves out what nobody there can do', () => {
    const alone = { ...DOCUMENT, frameworks: [{ id: 'hoarder', kind: 'hoarder' }], actions: [] } as const
    const names = actGroups(alone).flatMap((group) => group.names)
    expect(names).toContain('setQuota')
    expect(names).not.toContain('submitApp')
    expect(draftOf(alone, 'submitProcess', THERE)).toBeNull()
  })

  it('takes what is written: numbers, lists, nothing', () => {
    const weight = draftOf(DOCUMENT, 'setWeight', THERE)
    expect(actOf('setWeight', weight?.fields ?? [], { role: 'B', weight: '2.5' })).toEqual({
      ok: true,
      act: { do: 'setWeight', role: 'B', weight: 2.5 },
    })
    const suppress = draftOf(DOCUMENT, 'suppress', THERE)?.fields ?? []
    expect(actOf('suppress', suppress, { framework: 'a', roles: '' })).toEqual({
      ok: true,
      act: { do: 'suppress', framework: 'a' },
    })
    expect(actOf('suppress', suppress, { framework: 'a', roles: 'A' })).toEqual({ ok: false, key: 'roles' })
  })
})
