import { describe, expect, it } from 'vitest'
import { ACTION_NAMES, type ScenarioDocument } from '#model/scenario/document.ts'
import { readScenario } from '#model/scenario/parse.ts'
import {
  actionKeys,
  possibleActions,
  withActionKey,
  withActionKind,
  withLinks,
  withNewAction,
  withNewRole,
  withoutAction,
  withoutRole,
  withQuota,
  withRole,
  withRoleName,
} from './actionEdits.ts'

const DOCUMENT: ScenarioDocument = {
  version: 1,
  roles: { prod: { weight: 2 } },
  agents: [{ id: 'node', count: 2, resources: 'cpus:2;mem:2048' }],
  frameworks: [
    { id: 'marathon', kind: 'marathon' },
    { id: 'b', kind: 'batch' },
    { id: 'bcs', kind: 'bcs' },
  ],
  actions: [{ atMs: 5, do: 'submitApp', framework: 'marathon', app: { id: '/web', cmd: 'sleep 1' } }],
}

describe('the form’s actions', () => {
  it.each(ACTION_NAMES)('a new %s can be read, and is shown with all its keys', (name) => {
    expect(possibleActions(DOCUMENT)).toContain(name)
    const made = withNewAction(DOCUMENT, name, 1234)
    expect(readScenario(made)).toMatchObject({ ok: true })
    const action = made.actions?.[1]
    expect(action).toMatchObject({ do: name, atMs: 1234 })
    const keys = actionKeys(made, 1)
    for (const { key, needed } of keys) if (needed) expect(action).toHaveProperty(key)
    for (const key of Object.keys(action ?? {})) {
      if (key !== 'do' && key !== 'atMs') expect(keys.map((one) => one.key)).toContain(key)
    }
  })

  it('are not offered where nobody can do them', () => {
    const alone = { ...DOCUMENT, frameworks: [{ id: 'h', kind: 'hoarder' as const }], actions: [] }
    expect(possibleActions(alone)).not.toContain('submitApp')
    expect(possibleActions(alone)).toContain('crashAgent')
  })

  it('change a key, take one away, become another kind, go', () => {
    const two = withNewAction(DOCUMENT, 'drainAgent', 7)
    const graceful = withActionKey(two, 1, 'maxGraceMs', 500)
    expect(graceful.actions?.[1]).toMatchObject({ maxGraceMs: 500 })
    expect(withActionKey(graceful, 1, 'maxGraceMs', undefined).actions?.[1]).not.toHaveProperty('maxGraceMs')
    expect(withActionKind(graceful, 1, 'cutLink').actions?.[1]).toEqual({
      atMs: 7,
      do: 'cutLink',
      between: ['node-1', 'master'],
    })
    expect(withoutAction(two, 1)).toEqual(DOCUMENT)
  })
})

describe('the form’s roles and links', () => {
  it('keep their place, weight and quota', () => {
    const quota = withQuota(DOCUMENT, 'prod', 'guarantees', 'cpus:1')
    expect(quota.roles).toEqual({ prod: { weight: 2, quota: { guarantees: 'cpus:1' } } })
    expect(withQuota(quota, 'prod', 'guarantees', ' ').roles).toEqual(DOCUMENT.roles)
    expect(withRole(DOCUMENT, 'prod', { weight: undefined }).roles).toEqual({ prod: {} })
    const more = withNewRole(quota)
    expect(Object.keys(withRoleName(more, 'prod', 'web').roles ?? {})).toEqual(['web', 'role-1'])
    expect(withRoleName(more, 'prod', 'role-1')).toBe(more)
    expect(withoutRole(more, 'prod').roles).toEqual({ 'role-1': { weight: 1 } })
    for (const made of [quota, more]) expect(readScenario(made)).toMatchObject({ ok: true })
  })

  it('make links that can be read', () => {
    const made = withLinks(DOCUMENT, [{ between: ['node-1', 'master'], latencyMs: [5, 9] }])
    expect(readScenario(made)).toMatchObject({ ok: true })
  })
})
