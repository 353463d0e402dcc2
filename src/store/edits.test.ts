import { TWO_FRAMEWORKS } from '#content/scenarios/two-frameworks.ts'
import { jsonLine } from '#model/trace/decode.ts'
import { describe, expect, it } from 'vitest'
import { nearApp, type NearApp } from './nearApp.fixture.ts'
import { currentBranch } from './session.ts'

const CRASH = { do: 'crashMaster' } as const

/** Stands in the middle of a run that is computed to its end. */
function inTheMiddle(): NearApp & { readonly at: number } {
  const near = nearApp()
  near.app.intents.openDocument(TWO_FRAMEWORKS, { name: 'two', base: null })
  near.work()
  const { trace } = currentBranch(near.app.store.getState())
  expect(trace.count).toBeGreaterThan(100)
  const ordinal = trace.ordinalAt((trace.at[trace.count - 1] as number) / 2)
  const at = trace.at[ordinal] as number
  near.app.intents.seek({ ordinal, at })
  return { ...near, at }
}

function linesOf({ app }: NearApp): string[] {
  const { trace } = currentBranch(app.store.getState())
  return Array.from({ length: trace.count }, (_, i) => jsonLine(trace, i))
}

describe('an act at the cursor', () => {
  it('leaves what is before it where it is, and cuts nothing before the new run is known', () => {
    const near = inTheMiddle()
    const before = linesOf(near)
    near.app.intents.act(CRASH, 'crash')
    expect(linesOf(near)).toEqual(before)
    near.work()
    const { trace } = currentBranch(near.app.store.getState())
    const same = trace.ordinalAt(near.at) + 1
    expect(linesOf(near).slice(0, same)).toEqual(before.slice(0, same))
    expect(linesOf(near).slice(same).join()).toContain('"do":"crashMaster"')
  })

  it('tells the same as the document run from the start', () => {
    const near = inTheMiddle()
    near.app.intents.act(CRASH, 'crash')
    near.work()
    const { document } = currentBranch(near.app.store.getState())
    const fresh = nearApp()
    fresh.app.intents.openDocument(document, { name: 'again', base: null })
    fresh.work()
    expect(linesOf(near)).toEqual(linesOf(fresh))
  })

  it('tells the same when it is followed by another before the simulator has answered', () => {
    const near = inTheMiddle()
    near.app.intents.act(CRASH, 'crash')
    near.app.intents.undo()
    near.app.intents.act({ do: 'crashAgent', agent: 'agent-1' }, 'agent')
    near.work()
    const { document } = currentBranch(near.app.store.getState())
    const fresh = nearApp()
    fresh.app.intents.openDocument(document, { name: 'again', base: null })
    fresh.work()
    expect(linesOf(near)).toEqual(linesOf(fresh))
  })

  it('lets playing wait for the new run', () => {
    const near = inTheMiddle()
    const { app } = near
    app.intents.setPlaying(true)
    app.intents.act(CRASH, 'crash')
    const { cursor } = app.store.getState()
    app.stage.advance(100)
    expect(app.store.getState().cursor).toEqual(cursor)
    near.work()
    app.stage.advance(100)
    expect(app.store.getState().cursor.at).toBeGreaterThan(cursor.at)
  })
})
