import type { Chart, PictureTransition } from '#model/chart.ts'
import { describe, expect, it } from 'vitest'
import { chartEdges, chartNow, edgeOf, eventName, leafOf } from './chart.ts'
import { stateIndex } from './stateIndex.ts'
import { Story } from './trace.fixture.ts'

function goes(
  from: string,
  to: string | null,
  event: string,
  more: Partial<PictureTransition> = {},
): PictureTransition {
  return { from, to, kind: 'event', event, guard: null, actions: [], delay: null, reenter: false, ...more }
}

const state = (path: string, parent: string | null, initial: string | null = null) =>
  ({
    path,
    name: path,
    parent,
    kind: initial ? 'compound' : 'atomic',
    initial,
    entry: [],
    exit: [],
    description: null,
  }) as const

const START = goes('out', 'in', 'register')
const RETRY = goes('out', 'out', 'xstate.after.retry.m.out', { kind: 'after', delay: 'retry' })
const AGAIN = goes('out', 'in', 'reregister')
const LEAVE = goes('in', 'out', 'exited')

const CHART: Chart = {
  kind: 'agent',
  picture: {
    machine: 'm',
    states: [state('', null, 'out'), state('out', ''), state('in', '', 'in.idle'), state('in.idle', 'in')],
    transitions: [START, RETRY, AGAIN, goes('out', null, 'ping'), LEAVE],
  },
  next: { out: [START, AGAIN, RETRY], 'in.idle': [LEAVE] },
}

describe('a chart', () => {
  it('joins transitions with the same ends and leaves out those that lead nowhere', () => {
    expect(chartEdges(CHART).map(({ from, to, transitions }) => [from, to, transitions.map(eventName)])).toEqual([
      ['out', 'in', ['register', 'reregister']],
      ['out', 'out', ['retry']],
      ['in', 'out', ['exited']],
    ])
  })

  it('enters the innermost first state', () => {
    expect(leafOf(CHART, 'in')).toBe('in.idle')
    expect(leafOf(CHART, 'out')).toBe('out')
  })
})

describe('the components at a record', () => {
  it('are those that live, without what they keep books of', () => {
    const story = new Story()
    story.state('master', 'leading')
    story.state('master/offer:O1', 'outstanding')
    const born = story.state('agent-1', 'out')
    const gone = story.state('agent-1', '', 'exited')
    const index = stateIndex(story.into())
    expect(index.components(born, 9)).toEqual(['master', 'agent-1'])
    expect(index.components(gone, 9)).toEqual(['master'])
    expect(index.components(born, 1)).toEqual(['master'])
  })
})

describe('a chart at a record', () => {
  const story = new Story()
  const first = story.state('agent-1', 'out')
  const second = story.state('agent-1', 'in.idle', 'reregister')
  const gone = story.state('agent-1', '', 'exited')
  const trace = story.into()

  it('has the state, what can happen next, and the edge that led there', () => {
    expect(chartNow(trace, CHART, 'agent-1', first - 1).state).toBe(null)
    expect(chartNow(trace, CHART, 'agent-1', first).next.map(eventName)).toEqual(['register', 'reregister', 'retry'])
    const now = chartNow(trace, CHART, 'agent-1', second)
    expect(now.state).toBe('in.idle')
    expect(now.last && edgeOf(chartEdges(CHART), now.last)?.to).toBe('in')
  })

  it('has nothing left to happen once it has ended', () => {
    expect(chartNow(trace, CHART, 'agent-1', gone)).toMatchObject({ state: null, next: [] })
  })
})
