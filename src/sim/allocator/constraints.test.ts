import { describe, expect, it } from 'vitest'
import { resourcesOf } from '#model/resources.ts'
import { addAgent } from './agents.ts'
import { isAgentExcluded } from './constraints.ts'
import { agentRow, makeAllocator } from './state.ts'
import type { AttributePredicate, AttributeSelector } from './tables.ts'

const state = makeAllocator()
addAgent(state, {
  agent: 'a1',
  hostname: 'host-1',
  resources: resourcesOf('cpus:1'),
  attributes: { rack: 'r1', level: '3', slots: '[1-4]' },
  domain: { region: 'north', zone: 'z1' },
})
addAgent(state, { agent: 'bare', resources: resourcesOf('cpus:1') })

function admits(selector: AttributeSelector, predicate: AttributePredicate, agent = 'a1'): boolean {
  return !isAgentExcluded(state, agentRow(state, agent), [[{ selector, predicate }]])
}

const rack: AttributeSelector = { kind: 'attribute', name: 'rack' }
const level: AttributeSelector = { kind: 'attribute', name: 'level' }
const missing: AttributeSelector = { kind: 'attribute', name: 'toString' }

describe('offer constraints', () => {
  it.each([
    ['rack exists', rack, { kind: 'exists' }, true],
    ['rack does not exist', rack, { kind: 'notExists' }, false],
    ['rack is r1', rack, { kind: 'textEquals', value: 'r1' }, true],
    ['rack is not r1', rack, { kind: 'textNotEquals', value: 'r1' }, false],
    ['rack matches r.', rack, { kind: 'textMatches', regex: 'r.' }, true],
    ['rack matches a part only', rack, { kind: 'textMatches', regex: 'r' }, false],
    ['rack does not match x', rack, { kind: 'textNotMatches', regex: 'x' }, true],
    ['a number is a text', level, { kind: 'textEquals', value: 'x' }, true],
    ['a number is not a text', level, { kind: 'textNotEquals', value: '3' }, true],
    ['ranges match', { kind: 'attribute', name: 'slots' }, { kind: 'textMatches', regex: 'x' }, true],
    ['nothing exists', missing, { kind: 'exists' }, false],
    ['nothing is a text', missing, { kind: 'textEquals', value: '' }, false],
    ['nothing is not a text', missing, { kind: 'textNotEquals', value: '' }, true],
    ['the hostname is host-1', { kind: 'hostname' }, { kind: 'textEquals', value: 'host-1' }, true],
    ['the region is south', { kind: 'region' }, { kind: 'textEquals', value: 'south' }, false],
    ['the zone matches z[0-9]', { kind: 'zone' }, { kind: 'textMatches', regex: 'z[0-9]' }, true],
  ] as const)('%s', (_, selector, predicate, isAdmitted) => {
    expect(admits(selector, predicate)).toBe(isAdmitted)
  })

  it('finds no region where an agent has no domain', () => {
    expect(admits({ kind: 'region' }, { kind: 'notExists' }, 'bare')).toBe(true)
  })

  it('asks for all constraints of one of the groups', () => {
    const yes = { selector: rack, predicate: { kind: 'exists' } } as const
    const no = { selector: rack, predicate: { kind: 'notExists' } } as const
    const row = agentRow(state, 'a1')
    expect(isAgentExcluded(state, row, [[yes, no], [yes]])).toBe(false)
    expect(isAgentExcluded(state, row, [[yes, no], [no]])).toBe(true)
    expect(isAgentExcluded(state, row, undefined)).toBe(false)
  })
})
