import { describe, expect, it } from 'vitest'
import { aTask, anAgent, runTask, tell, type Told } from './world.fixture.ts'

const WEEK_MS = 604_800_000

const timers = ({ records }: Told, name: string, what: string): number[] =>
  records.flatMap((record) =>
    record.type === 'timer' && record.name === name && record.what === what ? [record.at] : [],
  )
const dues = ({ records }: Told, name: string): (number | null)[] =>
  records.flatMap((record) => (record.type === 'timer' && record.name === name ? [record.dueAt] : []))

describe('the sandbox of an ended executor', () => {
  it('is removed after a week', () => {
    const told = tell(anAgent(), { cues: [runTask(3000, aTask('t0'))] })
    const [left = 0] = timers(told, 'gcDelay t0', 'armed')
    expect(left).toBeGreaterThan(5000)
    expect(dues(told, 'gcDelay t0')).toEqual([left + WEEK_MS])
  })

  it('goes earlier by the headroom, at a look at the disk', () => {
    const agents = [{ id: 'agent-1', resources: 'cpus:4;mem:4096', flags: { gcDelayMs: 200_000, gcDiskHeadroom: 0.5 } }]
    const told = tell(anAgent({ agents, untilMs: 250_000 }), { cues: [runTask(3000, aTask('t0'))] })
    expect(timers(told, 'gcDelay t0', 'cancelled')).toEqual([120_000])
    expect(timers(told, 'diskWatchInterval', 'fired').slice(0, 3)).toEqual([60_000, 120_000, 180_000])
  })

  it('stays when an executor of its name comes again', () => {
    const told = tell(anAgent(), { cues: [runTask(3000, aTask('t0')), runTask(9000, aTask('t0'))] })
    expect(timers(told, 'gcDelay t0', 'armed')).toHaveLength(2)
    expect(timers(told, 'gcDelay t0', 'cancelled')).toHaveLength(1)
  })

  it('is known after a restart of the agent', () => {
    const actions = [
      { atMs: 9000, do: 'crashAgent', agent: 'agent-1' },
      { atMs: 9500, do: 'restartAgent', agent: 'agent-1' },
    ]
    const told = tell(anAgent({ actions }), { cues: [runTask(3000, aTask('t0'))] })
    const due = dues(told, 'gcDelay t0')
    expect(due).toHaveLength(2)
    expect(due[0]).toBe(due[1])
  })

  it('does not keep a run from being quiet', () => {
    const told = tell({ ...anAgent(), untilMs: null }, { cues: [runTask(3000, aTask('t0'))] })
    expect(told.records.at(-1)).toMatchObject({ type: 'halted', why: 'quiet' })
  })
})
