import { describe, expect, it } from 'vitest'
import { createMachine, log } from 'xstate'
import { exportChart, nextEvents } from './picture.ts'
import { agentMachine, streamMachine } from './rich.fixture.ts'

const line = (t: ReturnType<typeof nextEvents>[number]) =>
  `${t.from} -${t.event || 'always'}${t.guard === null ? '' : ` [${t.guard}]`}${t.delay === null ? '' : ` after ${t.delay}`}-> ${t.to ?? '.'} / ${t.actions.join(', ')}`

describe('the picture of a machine', () => {
  it('is plain data: it survives JSON', () => {
    const picture = exportChart(agentMachine)
    expect(JSON.parse(JSON.stringify(picture))).toStrictEqual(picture)
  })

  it('has the states with parent, kind, initial, entry and exit', () => {
    expect(
      exportChart(agentMachine).states.map((s) => [s.path, s.parent, s.kind, s.initial, s.entry.join(), s.exit.join()]),
    ).toEqual([
      ['', null, 'compound', 'disconnected', '', ''],
      ['disconnected', '', 'compound', 'disconnected.waiting', '', ''],
      ['disconnected.waiting', 'disconnected', 'atomic', null, '', ''],
      ['connected', '', 'compound', 'connected.active', 'forgetPings', 'cancel drain,send'],
      ['connected.active', 'connected', 'atomic', null, '', ''],
      ['connected.draining', 'connected', 'atomic', null, 'raise Shutdown', ''],
      ['ended', '', 'final', null, 'send', ''],
    ])
  })

  it('has the transitions with guard, actions, delay', () => {
    expect(exportChart(streamMachine).transitions.map(line)).toEqual([
      'idle -update-> sending / assign',
      'sending -update-> . / assign',
      'sending -xstate.done.state.stream.sending [condition]-> sending / ',
      'sending -xstate.done.state.stream.sending-> idle / ',
      'sending -*-> . / forward',
      'sending.unacknowledged -ack-> sending.acknowledged / assign',
      'sending.unacknowledged -xstate.after.retry.stream.sending.unacknowledged after retry-> sending.unacknowledged / assign',
    ])
    expect(exportChart(streamMachine).transitions.map((t) => t.kind)).toEqual([
      'event',
      'event',
      'done',
      'done',
      'event',
      'event',
      'after',
    ])
  })

  it('is refused for a machine that charts do not support', () => {
    expect(() => exportChart(createMachine({ id: 'm', type: 'parallel', states: { a: {} } }))).toThrow('parallel')
    expect(exportChart(createMachine({ id: 'm', entry: log('x') })).states[0]?.entry).toEqual(['log'])
  })
})

describe('the events that a state can take next', () => {
  it('come from the state and its ancestors, guards beside', () => {
    expect(nextEvents(agentMachine, 'connected.draining').map(line)).toEqual([
      'connected.draining -always [and(isIdle, not(isLost))]-> ended / ',
      'connected.draining -link.up-> connected.active / ',
      'connected -always [isLost]-> disconnected / ',
      'connected -link.down-> disconnected / ',
      'connected -Ended [isKnown]-> . / dropTask, raise Ping',
      'connected -Ping-> . / assign',
      ' -Shutdown-> ended / ',
      ' -link.*-> . / send',
    ])
  })

  it('leave out what is shadowed and what is forbidden', () => {
    const machine = createMachine({
      id: 'm',
      initial: 'a',
      states: {
        a: { on: { go: [{ target: 'b' }, { actions: 'never' }], no: undefined } },
        b: { on: { '*': { actions: 'all' } } },
      },
      on: { go: { actions: 'shadowed' }, no: { actions: 'forbidden' }, other: { actions: 'open' } },
    })
    expect(nextEvents(machine, 'a').map(line)).toEqual(['a -go-> b / ', ' -other-> . / open'])
    expect(nextEvents(machine, 'b').map(line)).toEqual(['b -*-> . / all'])
  })

  it('are none in a top-level final state, and an unknown state throws', () => {
    expect(nextEvents(agentMachine, 'ended')).toEqual([])
    expect(() => nextEvents(agentMachine, 'nowhere')).toThrow(`Machine 'agent' has no state 'nowhere'.`)
  })
})
