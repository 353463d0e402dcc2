import { describe, expect, it } from 'vitest'
import { keyProposals, valueProposals } from './schemaAt.ts'

const DOCUMENT = {
  version: 1,
  agents: [{ id: 'a' }],
  frameworks: [
    { id: 'm', kind: 'marathon' },
    { id: 'b', kind: 'batch' },
  ],
  actions: [{ atMs: 1, do: 'crashAgent' }],
}

function keys(path: string[], present: string[] = []): readonly string[] {
  return keyProposals(path, present, DOCUMENT).map(({ label }) => label)
}

describe('what may be written', () => {
  it('at the top are the parts of a scenario that are not there yet', () => {
    expect(keys([], ['version', 'agents', 'frameworks'])).toEqual(
      expect.arrayContaining(['title', 'seed', 'master', 'network', 'roles', 'actions', 'untilMs']),
    )
    expect(keys([], ['version', 'agents'])).not.toContain('agents')
  })

  it('in a framework depends on its kind', () => {
    expect(keys(['frameworks', '1'])).toContain('refuseMs')
    expect(keys(['frameworks', '0'])).not.toContain('refuseMs')
    expect(keys(['frameworks', '0', 'flags'])).toContain('declineOfferDurationMs')
  })

  it('in an action depends on what it does', () => {
    expect(keys(['actions', '0'], ['atMs', 'do'])).toEqual(['agent'])
  })

  it('says the default of a key and what it is for', () => {
    const interval = keyProposals(['master'], [], DOCUMENT).find(({ label }) => label === 'allocationIntervalMs')
    expect(interval?.text).toBe('"allocationIntervalMs": 1000')
    expect(interval?.info.length).toBeGreaterThan(10)
  })

  it('as a value is a choice, whatever stands there now', () => {
    const kinds = valueProposals(['frameworks', '0', 'kind'], DOCUMENT).map(({ label }) => label)
    expect(kinds).toEqual(['marathon', 'batch', 'hoarder', 'bcs'])
    expect(valueProposals(['frameworks', '1', 'checkpoint'], DOCUMENT).map(({ text }) => text)).toEqual([
      'true',
      'false',
    ])
  })

  it('under a key that does not exist is nothing', () => {
    expect(keys(['nowhere', '3'])).toEqual([])
    expect(valueProposals(['nowhere'], DOCUMENT)).toEqual([])
  })
})
