import { describe, expect, it } from 'vitest'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { readScenario } from '#model/scenario/parse.ts'
import {
  withAgent,
  withFramework,
  withKind,
  withLatency,
  withNewAgent,
  withNewFramework,
  withoutAgent,
} from './formEdits.ts'

const DOCUMENT: ScenarioDocument = {
  version: 1,
  agents: [
    { id: 'node', count: 3, resources: 'cpus:2', attributes: { rack: 'a' } },
    { id: 'agent-3', resources: 'cpus:4' },
  ],
  frameworks: [{ id: 'b', kind: 'batch', refuseMs: 7000, tasks: [{ id: 't' }] }],
}

describe('the form', () => {
  it('keeps what it does not show', () => {
    expect(withAgent(DOCUMENT, 0, { resources: 'cpus:8' }).agents[0]).toEqual({
      id: 'node',
      count: 3,
      resources: 'cpus:8',
      attributes: { rack: 'a' },
    })
    expect(withFramework(DOCUMENT, 0, { refuseMs: 1 }).frameworks[0]).toMatchObject({
      tasks: [{ id: 't' }],
      refuseMs: 1,
    })
  })

  it('takes a key away', () => {
    expect(withAgent(DOCUMENT, 0, { count: undefined }).agents[0]).not.toHaveProperty('count')
  })

  it('adds an agent like the last, under a name that is free', () => {
    expect(withNewAgent(DOCUMENT).agents.at(-1)).toEqual({ id: 'agent-4', resources: 'cpus:4' })
  })

  it('makes nothing that cannot be read', () => {
    const made = [
      withNewAgent(DOCUMENT),
      withNewFramework(DOCUMENT),
      withoutAgent(DOCUMENT, 1),
      withKind(DOCUMENT, 0, 'hoarder'),
      withKind(DOCUMENT, 0, 'marathon'),
      withLatency(DOCUMENT, [2, 9]),
    ]
    for (const document of made) expect(readScenario(document)).toMatchObject({ ok: true })
  })

  it('leaves the document as it was', () => {
    const before = JSON.stringify(DOCUMENT)
    withoutAgent(withNewFramework(withNewAgent(DOCUMENT)), 0)
    expect(JSON.stringify(DOCUMENT)).toBe(before)
  })
})
