import { crowdOf } from '#derive/crowd.ts'
import { flock } from '#derive/crowd.fixture.ts'
import { describe, expect, it } from 'vitest'
import { arrowPaths, beamPaths, type Sight } from './crowdPaths.ts'

const SIGHT: Sight = {
  origin: 1000,
  window: { top: 0, bottom: 400 },
  nowY: 400,
  dots: false,
  isDim: () => false,
  markedAs: () => null,
}

const heights = (d: string): number[] => [...d.matchAll(/[ML]-?[\d.]+ (-?[\d.]+)/g)].map(([, y]) => Number(y))
const strokes = (d = ''): number => (d.match(/M/g) ?? []).length

describe('the paths of a crowd', () => {
  it('have all lines of a kind in one, less the origin', () => {
    const { data } = arrowPaths(flock(30, { apart: 10 }), [], SIGHT)
    expect([...data.keys()].toSorted()).toEqual(['head offer', 'line offer'])
    expect(strokes(data.get('line offer'))).toBe(30)
    expect(Math.min(...heights(data.get('line offer') ?? ''))).toBe(-1000)
  })

  it('leave out heads that would cover one another', () => {
    const close = arrowPaths([], flock(30, { apart: 1 }), SIGHT).data
    expect(close.get('line offer')).toBeUndefined()
    expect(strokes(close.get('head offer'))).toBe(6)
    expect(strokes(arrowPaths(flock(30, { apart: 10 }), [], SIGHT).data.get('head offer'))).toBe(21)
  })

  it('tell apart what is dim, what is pointed out, what is lost', () => {
    const [one, two, three] = flock(3, { apart: 20 })
    const sight: Sight = {
      ...SIGHT,
      isDim: ({ key }) => key === one?.key,
      markedAs: ({ key }) => (key === two?.key ? 'only' : null),
    }
    const { data } = arrowPaths([one!, two!, { ...three!, phase: 'lost', head: 0.55 }], [], sight)
    expect([...data.keys()].toSorted()).toEqual([
      'cross fault',
      'head offer',
      'head offer dim',
      'line offer',
      'line offer dim',
      'only offer',
      'rest offer',
    ])
  })

  it('show a beam that flies above the now rule, and paler below', () => {
    const { beams } = crowdOf(flock(30, { apart: 2, phase: 'flying' }), SIGHT.window)
    const { data } = beamPaths(beams, { ...SIGHT, nowY: 120 })
    expect(Math.max(...heights(data.get('beam offer') ?? ''))).toBe(120 - 1000)
    expect(Math.min(...heights(data.get('ahead offer') ?? ''))).toBe(120 - 1000)
    expect(beamPaths(crowdOf(flock(30, { apart: 2 }), SIGHT.window).beams, SIGHT).data.has('ahead offer')).toBe(false)
  })
})
