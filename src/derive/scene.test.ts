import { describe, expect, it } from 'vitest'
import type { Arrow, Scene } from './geometry.ts'
import { layoutOf } from './layout.ts'
import { DiagramModel } from './model.ts'
import { momentOf, sceneOf } from './scene.ts'
import { CAST, firstApp, Story } from './trace.fixture.ts'
import { DEFAULT_VIEW, type Cursor, type ViewOptions } from './view.ts'

function drawn(story: Story, cursor: Cursor, view: Partial<ViewOptions> = {}): Scene {
  const model = new DiagramModel(story.into(), CAST, { ...DEFAULT_VIEW, ...view })
  const layout = layoutOf(model.lanes, 900)
  return sceneOf(momentOf(model, layout, cursor, [-100, 100_000]))
}

const named = ({ look, from, to }: Arrow): string => `${look.name} ${from.id}>${to.id}`

describe('a message', () => {
  const story = (): Story => {
    const told = new Story()
    told.wait(10)
    const sent = told.send('client', 'marathon', 'GET /v2/info', 8, { step: 1 })
    told.wait(8)
    told.end(sent, 'delivered', { from: 'client', to: 'marathon', name: 'GET /v2/info', step: 1 })
    return told
  }

  it('is not there before it is sent', () => {
    expect(drawn(story(), { ordinal: -1, at: 5 }).arrows).toEqual([])
  })

  it('flies in proportion to virtual time: its head is on the now rule', () => {
    for (const at of [11, 12.5, 14, 17]) {
      const { arrows, nowY } = drawn(story(), { ordinal: 0, at })
      const [arrow] = arrows as [Arrow]
      expect(arrow.phase).toBe('flying')
      expect(arrow.head).toBeCloseTo((at - 10) / 8, 6)
      expect(arrow.y0 + arrow.head * (arrow.y1 - arrow.y0)).toBeCloseTo(nowY, 6)
    }
  })

  it('is an arrow from the sender’s lane to the receiver’s once it arrived', () => {
    const [arrow] = drawn(story(), { ordinal: 1, at: 18 }).arrows as [Arrow]
    expect(arrow).toMatchObject({ phase: 'delivered', head: 1, step: 1, sentAt: 10, arrivesAt: 18 })
    expect(arrow.x1).toBeGreaterThan(arrow.x0)
    expect(arrow.y1).toBeGreaterThan(arrow.y0)
  })

  it('is lost on the way where it was lost when sent, and near the receiver where nobody took it', () => {
    const told = new Story()
    told.lose('client', 'marathon', 'M')
    const sent = told.send('master', 'agent-1', 'N', 4)
    told.wait(4).end(sent, 'lost', { from: 'master', to: 'agent-1', name: 'N' })
    const [cut, refused] = drawn(told, { ordinal: 3, at: 4 }).arrows as [Arrow, Arrow]
    expect([cut.phase, refused.phase]).toEqual(['lost', 'lost'])
    expect(cut.head).toBeLessThan(refused.head)
    expect(refused.head).toBeLessThan(1)
  })

  it('does not tell that it will be lost while it still flies', () => {
    const told = new Story()
    const sent = told.send('master', 'agent-1', 'N', 4)
    told.wait(4).end(sent, 'lost', { from: 'master', to: 'agent-1', name: 'N' })
    expect(drawn(told, { ordinal: 0, at: 2 }).arrows).toMatchObject([{ phase: 'flying' }])
  })

  it('has a second arrow where it was delivered twice', () => {
    const told = new Story()
    const sent = told.send('master', 'agent-1', 'N', 3)
    const row = { from: 'master', to: 'agent-1', name: 'N' }
    told.wait(3).end(sent, 'delivered', row)
    told.wait(2).end(sent, 'delivered', row)
    expect(drawn(told, { ordinal: 2, at: 5 }).arrows).toMatchObject([
      { copy: false, phase: 'delivered' },
      { copy: true, phase: 'delivered' },
    ])
  })

  it('on its way at the end of what is computed flies to when it is due', () => {
    const told = new Story()
    told.send('master', 'agent-1', 'N', 10)
    expect(drawn(told, { ordinal: 0, at: 0 }).arrows).toMatchObject([{ phase: 'flying', arrivesAt: 10 }])
  })

  it('that overlaps the window from above and below is still drawn', () => {
    const told = new Story()
    const long = told.send('master', 'agent-1', 'LONG', 400)
    for (let i = 0; i < 600; i += 1) told.pass('client', 'marathon', `M${i % 7}`, i % 3)
    told.now = Math.max(told.now, 400)
    told.end(long, 'delivered', { from: 'master', to: 'agent-1', name: 'LONG' })
    const model = new DiagramModel(told.into(), CAST, DEFAULT_VIEW)
    const middle = model.axis.y(500)
    const window = [middle, middle + 200] as const
    const cursor = { ordinal: model.trace.count - 1, at: told.now }
    const scene = sceneOf(momentOf(model, layoutOf(model.lanes, 900), cursor, window))
    expect(scene.arrows.filter(({ look }) => look.name === 'LONG')).toHaveLength(1)
    expect(scene.arrows.length).toBeLessThan(20)
  })
})

describe('a hidden lane', () => {
  it('leaves a transitive arrow from who spoke to it to whom it spoke, and stubs', () => {
    const told = new Story()
    const up = told.pass('agent-1', 'master', 'StatusUpdateMessage', 3)
    told.pass('master', 'driver:marathon', 'StatusUpdateMessage', 3, { cause: up })
    told.pass('agent-2', 'master', 'PongSlaveMessage', 2)
    const { arrows } = drawn(told, { ordinal: 5, at: 8 }, { hidden: ['master'] })
    expect(arrows.map((arrow) => [named(arrow), arrow.transitive, arrow.stub])).toEqual([
      ['StatusUpdateMessage agent-1>marathon', true, false],
      ['PongSlaveMessage agent-2>master', false, true],
    ])
  })
})

describe('depth', () => {
  it('shows what passes between its lanes', () => {
    const story = new Story()
    story.pass('marathon', 'driver:marathon', 'declineOffer', 0, { depth: 2 })
    story.pass('driver:marathon', 'master', 'DECLINE', 3)
    story.pass('observer:agent-1', 'agent-1', 'PingSlaveMessage', 3, { depth: 3 })
    const trace = story.into()
    const at = (depth: 1 | 2 | 3, folded = {}): string[] => {
      const model = new DiagramModel(trace, CAST, { ...DEFAULT_VIEW, depth, folded })
      const scene = sceneOf(momentOf(model, layoutOf(model.lanes, 900), { ordinal: 5, at: 6 }, [-100, 9999]))
      return scene.arrows.map(named)
    }
    expect(at(1)).toEqual(['DECLINE marathon>master'])
    expect(at(2)).toEqual(['declineOffer marathon>driver:marathon', 'DECLINE driver:marathon>master'])
    expect(at(3)).toHaveLength(3)
    expect(at(1, { marathon: false })).toEqual(at(2))
  })
})

describe('the ground', () => {
  it('names quiet gaps by their length, once they have begun', () => {
    const story = firstApp(1)
    const { trace } = new DiagramModel(story.into(), CAST, DEFAULT_VIEW)
    expect(trace.count).toBeGreaterThan(20)
    const whole = drawn(firstApp(1), { ordinal: trace.count - 1, at: 1e9 })
    expect(whole.gaps.map(({ ms }) => ms)).toContain(118_600)
    expect(drawn(firstApp(1), { ordinal: 8, at: 5 }).gaps).toEqual([])
  })

  it('lets a quiet gap count while the cursor is in it', () => {
    const story = new Story()
    story.pass('client', 'marathon', 'M', 2)
    story.wait(1000).pass('client', 'marathon', 'M', 2)
    expect(drawn(story, { ordinal: 1, at: 802 }).gaps).toMatchObject([{ ms: 800 }])
  })

  it('counts in a fold what is past, not what will be', () => {
    const story = firstApp(8)
    const model = new DiagramModel(story.into(), CAST, DEFAULT_VIEW)
    const fold = model.axis.folds[0]
    expect(fold).toBeDefined()
    const times = fold?.times ?? 0
    const done = (mark: number): number | undefined => {
      const cursor = { ordinal: model.marks.ord.at(mark), at: model.marks.at(mark) }
      return sceneOf(momentOf(model, layoutOf(model.lanes, 900), cursor, [-100, 99_999])).folds[0]?.done
    }
    expect(done((fold?.firstMark ?? 0) - 1)).toBeUndefined()
    expect(done((fold?.firstMark ?? 0) + 3)).toBe(1)
    expect(done((fold?.endMark ?? 0) - 1)).toBe(times)
    expect(done(model.marks.length - 1)).toBe(times)
  })

  it('draws an executor’s lifeline dotted until it starts', () => {
    const story = firstApp(0)
    const scene = drawn(story, { ordinal: 1e6, at: 1e9 })
    const parts = scene.life.filter(({ lane }) => lane.id === 'executor')
    expect(parts.map(({ alive }) => alive)).toEqual([false, true])
    expect(parts[0]?.y1).toBe(parts[1]?.y0)
  })

  it('lets a lane work from what woke it to the last that it sent for it', () => {
    const scene = drawn(firstApp(0), { ordinal: 1e6, at: 1e9 })
    const scheduler = scene.activations.filter(({ lane }) => lane.id === 'marathon')
    const sent = scene.arrows.filter(({ from }) => from.id === 'marathon').map(({ y0 }) => y0)
    expect(scheduler.length).toBeGreaterThan(1)
    for (const { y1 } of scheduler) expect(sent).toContain(y1)
  })
})

describe('the gutter', () => {
  const model = new DiagramModel(firstApp(1).into(), CAST, DEFAULT_VIEW)
  const { trace } = model
  const layout = layoutOf(model.lanes, 900)
  const at = (ordinal: number): Scene => {
    const cursor = { ordinal, at: trace.at[ordinal] as number }
    return sceneOf(momentOf(model, layout, cursor, [-100, 99_999]))
  }
  const last = trace.count - 1
  const sentOf = (name: string, nth: number): number => {
    const all = [...Array(trace.count).keys()].filter(
      (i) => trace.typeOf(i) === 'sent' && trace.text(trace.name[i] as number) === name,
    )
    return all.at(nth) ?? -1
  }

  it('draws an outstanding offer down to the now rule', () => {
    const scene = at(sentOf('ResourceOffersMessage', -1))
    const open = scene.offers.filter(({ end }) => end === null)
    expect(open.map(({ agent }) => agent)).toEqual(['agent-1', 'agent-2'])
    for (const { y1 } of open) expect(y1).toBe(scene.nowY)
  })

  it('ends it with how it ended, in the column of its agent', () => {
    const { offers } = at(last)
    const columns = layout.gutter?.columns ?? []
    expect(offers.map(({ id, end }) => [id, end])).toEqual([
      ['O0-agent-1', 'declined'],
      ['O0-agent-2', 'declined'],
      ['O-agent-1', 'accepted'],
      ['O-agent-2', 'declined'],
    ])
    for (const { agent, x } of offers) expect(columns.find((column) => column.agent === agent)?.x).toBe(x)
  })

  it('shows a filter with what is left of it, and where a revive cut it', () => {
    const filters = at(last).filters
    expect(filters.filter(({ cancelled }) => cancelled).map(({ agent }) => agent)).toEqual(['agent-1', 'agent-2'])
    const [holding] = filters.filter(({ holds }) => holds)
    expect(holding?.agent).toBe('agent-2')
    expect(holding?.left).toBeGreaterThan(0.99)
    expect(holding?.untilY).toBeGreaterThan(holding?.y1 ?? Infinity)
  })

  it('shows how many status updates wait at an agent', () => {
    const waiting = (name: string): number[] => at(sentOf(name, 0)).waiting.map(({ count }) => count)
    expect(waiting('status_update_event')).toEqual([1])
    expect(at(last).waiting).toEqual([])
  })
})

describe('what waits', () => {
  it('is an instance in the launch queue at its scheduler', () => {
    const story = firstApp(0)
    story.queued('marathon', '/web', 2)
    const { waiting } = drawn(story, { ordinal: 1e6, at: story.now })
    expect(waiting).toMatchObject([{ kind: 'queue', lane: { id: 'marathon' }, count: 2, place: 0 }])
  })

  it('is a message whose time has come while its receiver is busy', () => {
    const at = (ordinal: number, ms: number): Scene['waiting'] => {
      const story = new Story()
      story.wait(10)
      const row = { from: 'client', to: 'marathon', name: 'GET /v2/info' }
      const sent = story.send(row.from, row.to, row.name, 5)
      story.wait(20)
      story.end(sent, 'delivered', row)
      return drawn(story, { ordinal, at: ms }).waiting
    }
    expect(at(0, 14)).toEqual([])
    expect(at(0, 20)).toMatchObject([{ kind: 'inbox', count: 1 }])
    expect(at(1, 30)).toEqual([])
  })
})

describe('timers', () => {
  it('are pies while they run, from depth 2 on', () => {
    const story = (): Story => {
      const told = new Story()
      told.timer('master', 'ping', 'armed', 1000)
      told.timer('driver:marathon', 'registration', 'armed', 500)
      told.wait(250)
      told.timer('driver:marathon', 'registration', 'cancelled', 500)
      return told
    }
    const at = (ordinal: number, depth: 1 | 2) => drawn(story(), { ordinal, at: 250 }, { depth }).timers
    expect(at(1, 2).map(({ name, left }) => [name, left])).toEqual([
      ['registration', 0.5],
      ['ping', 0.75],
    ])
    expect(at(2, 2).map(({ name }) => name)).toEqual(['ping'])
    expect(at(1, 1)).toEqual([])
  })
})

describe('a marker', () => {
  const model = new DiagramModel(firstApp(0).into(), CAST, DEFAULT_VIEW)
  const { trace, axis } = model
  const mark = (ordinal: number) => ({ ordinal, at: trace.at[ordinal] ?? 0, name: `m${ordinal}` })
  const lines = (ordinals: readonly number[], top: number, bottom: number) => {
    const moment = momentOf(model, layoutOf(model.lanes, 900), { ordinal: 0, at: 0 }, [top, bottom])
    return sceneOf(moment, ordinals.map(mark)).marks
  }

  it('stands at the height of its moment, also ahead of the cursor', () => {
    const last = trace.count - 1
    expect(lines([last], 0, 1e6)).toEqual([{ ...mark(last), y: axis.yOf(mark(last)) }])
  })

  it('is left out outside the window and beyond what is computed', () => {
    expect(lines([trace.count - 1], 0, 10)).toEqual([])
    expect(lines([trace.count + 5], 0, 1e6)).toEqual([])
  })
})
