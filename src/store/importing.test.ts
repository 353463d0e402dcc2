import { describe, expect, it } from 'vitest'
import { LARGEST_IMPORT, readImport } from './importing.ts'

const SCENARIO = { version: 1, agents: [{ id: 'a' }], frameworks: [{ id: 'marathon', kind: 'marathon' }] }

function refusal(text: string): unknown {
  const found = readImport(text, 'x.json')
  return found.kind === 'refused' ? found.refusal : found
}

describe('text from outside', () => {
  it('is a scenario where it parses as one', () => {
    expect(readImport(JSON.stringify(SCENARIO), 'x')).toEqual({ kind: 'scenario', document: SCENARIO })
  })

  it('is a link wherever the page of the link stands', () => {
    const link = { kind: 'link', fragment: '#/s/first-app?v=1&at=3' }
    expect(readImport(' https://example.org/m/?embed=1#/s/first-app?v=1&at=3\n', 'x')).toEqual(link)
    expect(readImport('#/s/first-app?v=1&at=3', 'x')).toEqual(link)
  })

  it('is an app where an object has an id and is no scenario', () => {
    expect(readImport('{"id":"/web","cmd":"sleep 1"}', 'x')).toEqual({
      kind: 'app',
      app: { id: '/web', cmd: 'sleep 1' },
    })
  })

  it('tells the mistakes of a scenario with their paths', () => {
    expect(refusal(JSON.stringify({ ...SCENARIO, agents: [{ id: 'a', cpus: 4 }] }))).toMatchObject({
      key: 'notice.import.mistakes',
      params: { name: 'x.json' },
      details: [{ path: '/agents/0/cpus' }],
    })
  })

  it('is refused by name where it is a run, binary, too large, or nothing that we know', () => {
    expect(refusal('{"i":0,"at":0,"type":"state","cause":null}\n{"i":1}')).toMatchObject({ key: 'notice.import.trace' })
    expect(refusal('\u0000PNG')).toMatchObject({ key: 'notice.import.notText' })
    expect(refusal(`"${'x'.repeat(LARGEST_IMPORT)}"`)).toMatchObject({
      key: 'notice.import.tooLarge',
      params: { limit: 2 },
    })
    expect(refusal('<img src=x onerror=alert(1)>')).toMatchObject({ key: 'notice.import.unknown' })
    expect(refusal('javascript:alert(1)')).toMatchObject({ key: 'notice.import.unknown' })
    expect(refusal('')).toMatchObject({ key: 'notice.import.unknown' })
  })

  it('never takes a prototype for a key', () => {
    expect(refusal('{"__proto__":{"version":1},"constructor":1}')).toMatchObject({ key: 'notice.import.unknown' })
  })

  it('reads deep nesting without falling over', () => {
    expect(refusal(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toMatchObject({ key: 'notice.import.unknown' })
  })
})
