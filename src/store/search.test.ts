import { describe, expect, it } from 'vitest'
import type { MessageLook } from '#derive/messages.ts'
import { nearApp } from './nearApp.fixture.ts'
import { Search, searched } from './search.ts'
import { currentBranch, type Session } from './session.ts'

/** Two frameworks that are offered three agents for a while. */
function session(): Session {
  const { app, work } = nearApp()
  const document = {
    version: 1,
    agents: [{ id: 'node', count: 3, resources: 'cpus:4;mem:4096' }],
    frameworks: ['red', 'blue'].map((id) => ({ id, kind: 'batch', refuseMs: 100 })),
    actions: [],
    untilMs: 8000,
  }
  expect(app.intents.openDocument(document as never, { name: 'x', base: null })).toEqual([])
  work()
  app.intents.setView({ depth: 3 })
  return app.store.getState()
}

const label = (look: MessageLook): string => look.figure

describe('searching the messages of a run', () => {
  it('finds a word in names and in bodies, whatever its case', () => {
    const here = session()
    const { trace } = currentBranch(here)
    const sent = Array.from({ length: trace.count }, (_, i) => i).filter((i) => trace.type[i] === 0)
    const declines = searched(here, 'DeClInE', label)
    expect(declines.length).toBeGreaterThan(3)
    for (const i of declines) expect(`${trace.text(trace.name[i] as number)} ${trace.bodyText(i)}`).toMatch(/decline/i)
    const inBodies = searched(here, 'refuseseconds', label)
    const expected = sent.filter((i) => trace.bodyText(i).toLowerCase().includes('refuseseconds'))
    expect(inBodies.length).toBeGreaterThan(3)
    // What goes within one lane is not shown.
    expect(inBodies.every((i) => expected.includes(i))).toBe(true)
  })

  it('wants all of the words, each wherever it stands', () => {
    const here = session()
    const both = searched(here, 'red refuseseconds', label)
    expect(both.length).toBeGreaterThan(0)
    expect(both.length).toBeLessThan(searched(here, 'refuseseconds', label).length)
    expect(searched(here, 'red nowhere-at-all', label)).toEqual([])
  })

  it('comes to the same in small pieces, telling how far it is', () => {
    const here = session()
    const search = new Search(here, 'refuseseconds kind:decline', label)
    const parts: number[] = []
    while (!search.work(50)) parts.push(search.found.part)
    expect(parts.length).toBeGreaterThan(3)
    expect(parts.toSorted((a, b) => a - b)).toEqual(parts)
    expect(search.found.part).toBe(1)
    expect(search.found.matches).toEqual(searched(here, 'refuseseconds kind:decline', label))
    expect([...search.found.hits]).toEqual(search.found.matches)
  })

  it('goes on where the run has grown, and says when nothing is asked for', () => {
    const here = session()
    const search = new Search(here, 'decline', label)
    expect(search.work(Infinity)).toBe(true)
    const { length } = search.found.matches
    expect(search.work(Infinity)).toBe(true)
    expect(search.found.matches).toHaveLength(length)
    expect(new Search(here, '   ', label).isEmpty).toBe(true)
  })
})
