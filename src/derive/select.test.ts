import { describe, expect, it } from 'vitest'
import { causedMessage, causingMessage, firstEffect, futureOf, pastOf } from './cone.ts'
import { LaneBook } from './lanes.ts'
import { DiagramModel } from './model.ts'
import { lostAcknowledgements, selectRecords, unansweredOffers } from './select.ts'
import { countOf, nextMessage, nextStep, previousStep } from './steps.ts'
import { CAST, firstApp, Story } from './trace.fixture.ts'
import { DEFAULT_VIEW } from './view.ts'

const book = new LaneBook(CAST, DEFAULT_VIEW)

describe('search', () => {
  const story = new Story()
  story.pass('client', 'marathon', 'POST /v2/apps', 2, { body: { app: { id: '/web', cpus: 2 } } })
  story.pass('driver:marathon', 'master', 'DECLINE', 2, { body: { offerIds: ['O1'] } })
  story.pass('execdriver:web.x1@agent-1', 'agent-1', 'StatusUpdateMessage', 2)
  story.lose('master', 'agent-1', 'StatusUpdateAcknowledgementMessage', { depth: 3 })
  const trace = story.into()
  const find = (query: Parameters<typeof selectRecords>[2]) => selectRecords(trace, book, query)

  it('finds text in names and bodies', () => {
    expect(find({ text: 'decline' })).toEqual([2, 3])
    expect(find({ text: 'o1' })).toEqual([2])
  })

  it('filters by kind, lane, type and app together', () => {
    expect(find({ kinds: ['decline'], types: ['sent'] })).toEqual([2])
    expect(find({ lanes: ['agent-1'], types: ['sent'] })).toEqual([4, 6])
    expect(find({ app: '/web' })).toEqual([0, 4, 5])
    expect(find({ kinds: ['fault'] })).toEqual([7])
  })

  it('finds a field by its value, however deep', () => {
    expect(find({ field: 'cpus=2' })).toEqual([0])
    expect(find({ field: 'cpus=3' })).toEqual([])
  })

  it('finds acknowledgements that never arrived', () => {
    expect(lostAcknowledgements(trace, trace.count - 1)).toEqual([6])
    expect(lostAcknowledgements(trace, 5)).toEqual([])
  })

  it('finds offers that nobody has answered', () => {
    const open = new Story()
    open.allocation('batch')
    open.offer('O1', 'agent-1')
    const sent = open.send('master', 'driver:marathon', 'ResourceOffersMessage', 3, {
      body: { offers: [{ id: 'O1' }] },
    })
    open.wait(3).end(sent, 'delivered', { from: 'master', to: 'driver:marathon', name: 'ResourceOffersMessage' })
    open.pass('driver:marathon', 'master', 'DECLINE', 2)
    open.offer('O1', 'agent-1', 'declined')
    const held = open.into()
    expect(unansweredOffers(held, 2)).toEqual([sent])
    expect(unansweredOffers(held, held.count - 1)).toEqual([])
  })
})

describe('causes', () => {
  const { trace } = new DiagramModel(firstApp(0).into(), CAST, DEFAULT_VIEW)
  const sentOf = (name: string): number =>
    [...Array(trace.count).keys()].find(
      (i) => trace.typeOf(i) === 'sent' && trace.text(trace.name[i] as number) === name,
    ) ?? -1

  it('lead back from a message to what made it', () => {
    expect(causingMessage(trace, sentOf('RunTaskMessage'))).toBe(sentOf('ACCEPT'))
    expect(pastOf(trace, sentOf('RunTaskMessage'))).toEqual(expect.arrayContaining([sentOf('ACCEPT')]))
    expect(causingMessage(trace, sentOf('POST /v2/apps'))).toBeNull()
  })

  it('lead on to what came of it', () => {
    expect(futureOf(trace, sentOf('ACCEPT'), trace.count)).toContain(sentOf('RunTaskMessage'))
    expect(causedMessage(trace, sentOf('ACCEPT'))).toBe(sentOf('RunTaskMessage'))
    expect(firstEffect(trace, sentOf('ACCEPT'))).toBe(trace.fate[sentOf('ACCEPT')])
  })
})

describe('stepping', () => {
  const model = new DiagramModel(firstApp(6).into(), CAST, DEFAULT_VIEW)
  const start = { ordinal: 0, at: 0 }

  it('lands on every shown record in turn, and passes a fold in one step', () => {
    const seen: number[] = []
    for (let cursor = nextStep(model, start); seen.at(-1) !== cursor.ordinal; cursor = nextStep(model, cursor)) {
      seen.push(cursor.ordinal)
    }
    const [fold] = model.axis.folds
    const folded = (fold?.endMark ?? 0) - (fold?.firstMark ?? 0)
    // The fold counts once; the last step is to the end of what is computed.
    expect(seen.length).toBe(model.marks.length - 1 - folded + 1 + 1)
    expect(seen.toSorted((a, b) => a - b)).toEqual(seen)
  })

  it('goes back the same way', () => {
    const there = [start]
    for (let i = 0; i < 30; i += 1) there.push(nextStep(model, there.at(-1) ?? start))
    let cursor = there.at(-1) ?? start
    for (const expected of there.slice(1, -1).toReversed()) {
      cursor = previousStep(model, cursor)
      expect(cursor).toEqual(expected)
    }
  })

  it('goes from message to message on a lane', () => {
    const lane = model.lanes.laneOf('agent-1')
    const next = nextMessage(model, 0, 1, model.trace.count, lane) ?? -1
    expect(model.trace.text(model.trace.name[next] as number)).toBe('RunTaskMessage')
    expect(nextMessage(model, next, -1, model.trace.count, lane)).toBeNull()
  })

  it('goes over a fold as over one message, in both directions', () => {
    const [fold] = model.axis.folds
    const before = model.marks.ord.at((fold?.firstMark ?? 0) - 2)
    const into = nextMessage(model, before, 1, model.trace.count)
    expect(into).toBe(fold?.ordinal)
    const behind = nextMessage(model, into ?? 0, 1, model.trace.count) ?? 0
    expect(model.trace.text(model.trace.name[behind] as number)).toBe('POST /v2/apps')
    expect(nextMessage(model, behind, -1, model.trace.count)).toBe(into)
    expect(nextMessage(model, into ?? 0, -1, model.trace.count)).toBe(before)
  })

  it('counts the shown records', () => {
    expect(countOf(model, start)).toEqual({ past: 0, all: model.marks.length - 1 })
    expect(countOf(model, { ordinal: model.trace.count - 1, at: 1e9 }).past).toBe(model.marks.length - 1)
  })
})
