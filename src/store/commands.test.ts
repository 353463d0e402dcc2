import { describe, expect, it } from 'vitest'
import { commandOf, prefixOf, runCommand } from './commands.ts'
import { nearApp, type NearApp } from './nearApp.fixture.ts'
import { currentBranch } from './session.ts'

function opened(): NearApp {
  const near = nearApp()
  const document = {
    version: 1,
    agents: [{ id: 'node', resources: 'cpus:4;mem:4096' }],
    frameworks: [{ id: 'red', kind: 'batch', refuseMs: 100 }],
    untilMs: 8000,
  }
  expect(near.app.intents.openDocument(document as never, { name: 'x', base: null })).toEqual([])
  near.work()
  return near
}

describe('a key that begins another', () => {
  it('is told from one by itself, unless single keys are switched off', () => {
    const { app } = opened()
    expect(prefixOf(app, ['code:KeyG', 'g'])).toBe('g')
    expect(prefixOf(app, ['code:KeyJ', 'j'])).toBeNull()
    app.intents.setSettings({ shortcuts: false })
    expect(prefixOf(app, ['code:KeyG', 'g'])).toBeNull()
  })
})

describe('going to a lane', () => {
  it('selects what happened there last, before the cursor', () => {
    const { app } = opened()
    const { trace } = currentBranch(app.store.getState())
    const declines = Array.from({ length: trace.count }, (_, i) => i).filter(
      (i) => trace.type[i] === 0 && trace.text(trace.name[i] as number) === 'DECLINE',
    )
    const at = declines[2] as number
    app.intents.seek({ ordinal: at, at: trace.at[at] as number })
    runCommand(app, 'goLane2')
    expect(app.store.getState().selection).toEqual({ kind: 'record', ordinal: at })
  })

  it('selects the lane itself where nothing happened yet', () => {
    const { app } = opened()
    app.intents.seek({ ordinal: -1, at: 0 })
    runCommand(app, 'goLane3')
    expect(app.store.getState().selection).toMatchObject({ kind: 'component' })
    expect(commandOf('goLane9').when?.(app)).toBe(false)
  })
})

describe('a branch from here', () => {
  it('is the same run, in which what is done leaves the first as it is', () => {
    const { app, work } = opened()
    const { trace, id } = currentBranch(app.store.getState())
    app.intents.seek({ ordinal: trace.count - 1, at: trace.at[trace.count - 1] as number })
    app.intents.seek({ ordinal: 40, at: trace.at[40] as number })
    const seconds = ((trace.at[40] as number) / 1000).toFixed(3)
    runCommand(app, 'branch')
    work()
    const copy = currentBranch(app.store.getState())
    expect(copy).toMatchObject({ parent: id, name: `@ ${seconds} s` })
    expect(copy.trace.count).toBe(trace.count)
    expect(app.store.getState().cursor.ordinal).toBe(40)
    app.intents.act({ do: 'crashAgent', agent: 'node' } as never, 'crash')
    work()
    const { order, branches } = app.store.getState()
    expect(order).toHaveLength(2)
    expect(branches[id]?.document.actions ?? []).toEqual([])
    expect(currentBranch(app.store.getState()).document.actions).toHaveLength(1)
  })
})

describe('selecting along a lane', () => {
  it('never selects what lies ahead: it is not drawn yet', () => {
    const { app } = opened()
    const { trace } = currentBranch(app.store.getState())
    const sent = Array.from({ length: trace.count }, (_, i) => i).filter((i) => trace.type[i] === 0)
    const at = sent[Math.floor(sent.length / 2)] as number
    app.intents.seek({ ordinal: at, at: trace.at[at] as number })
    for (const id of ['selectNext', 'selectNext', 'selectNext', 'selectPrevious']) {
      runCommand(app, id)
      const { selection } = app.store.getState()
      expect(selection?.kind === 'record' && selection.ordinal <= at).toBe(true)
    }
  })

  it('goes with the reader to an effect that lies ahead', () => {
    const { app } = opened()
    const { trace } = currentBranch(app.store.getState())
    const offer = Array.from({ length: trace.count }, (_, i) => i).find(
      (i) => trace.type[i] === 0 && trace.text(trace.name[i] as number) === 'ResourceOffersMessage',
    ) as number
    app.intents.seek({ ordinal: offer, at: trace.at[offer] as number })
    app.intents.select({ kind: 'record', ordinal: offer })
    runCommand(app, 'effect')
    const { selection, cursor } = app.store.getState()
    expect(selection).toEqual({ kind: 'record', ordinal: cursor.ordinal })
    expect(cursor.ordinal).toBeGreaterThan(offer)
  })
})
