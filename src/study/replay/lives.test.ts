import { describe, expect, it } from 'vitest'
import { FIRST_APP } from '#content/scenarios/first-app.ts'
import { replayCases } from './lives.ts'

describe('what components got in some runs', () => {
  const cases = replayCases([FIRST_APP])

  it('is a case for each chart that was stepped, and one of all of them', () => {
    const names = cases.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['master', 'agent', 'driver', 'marathon', 'updates/task', 'task']))
    expect(names).not.toContain('hoarder')
    expect(names.at(-1)).toBe('all charts')
    expect(cases.at(-1)?.tracks).toHaveLength(cases.length - 1)
  })

  it('is whole lives, one behind the other', () => {
    const tape = cases.find(({ name }) => name === 'updates/task')?.tracks[0]?.tape ?? []
    const births = tape.flatMap(({ birth, event }) => (birth === null ? [] : [event.type]))
    expect(births.length).toBeGreaterThan(0)
    expect(tape[0]?.birth).not.toBe(null)
    expect(new Set(births)).toEqual(new Set([births[0]]))
  })

  it('is taken by the charts when it is played to them again', () => {
    for (const { name, tracks } of cases.slice(0, -1)) {
      const [{ compiled, tape }] = tracks as [(typeof tracks)[number]]
      let state = compiled.initial(tape[0]?.birth?.input).state
      let taken = 0
      for (const { event, birth } of tape) {
        const step = compiled.step(birth === null ? state : compiled.initial(birth.input).state, event)
        state = step.state
        if (step.taken) taken += 1
      }
      expect(taken, name).toBeGreaterThan(0)
    }
  })
})
