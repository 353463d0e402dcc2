import { describe, expect, it } from 'vitest'
import { makeRng } from '#base/rng.ts'
import type { PortNeed } from '#model/marathon/task.ts'
import { formatResources, normalise, resourcesOf } from '#model/resources.ts'
import { matchPorts } from './ports.ts'

const any: PortNeed = { kind: 'dynamic' }
const none: PortNeed = { kind: 'none' }
const exactly = (port: number): PortNeed => ({ kind: 'static', port })

function match(needs: readonly PortNeed[], offered: string, seed = 1) {
  return matchPorts(makeRng(seed, 'ports'), needs, resourcesOf(offered))
}

/** reference/marathon.md 4.7 */
describe('host ports', () => {
  it('are one after the other from a random start, going round at the end', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const [first, second] = match([any, any], 'ports:[31000-31003]', seed)?.hostPorts ?? []
      expect(second).toBe(first === 31_003 ? 31_000 : (first ?? 0) + 1)
    }
  })

  it('start anywhere', () => {
    const starts = new Set(
      Array.from({ length: 100 }, (_, seed) => match([any], 'ports:[31000-31004]', seed)?.hostPorts[0]),
    )
    expect([...starts].toSorted()).toEqual([31_000, 31_001, 31_002, 31_003, 31_004])
  })

  it('cannot but be the only one', () => {
    expect(match([any], 'ports:[21452-21452]')?.hostPorts).toEqual([21_452])
  })

  it('are exactly those asked for, and the dynamic ones are others', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const ports = match([exactly(31_001), any, any], 'ports:[31000-31002]', seed)?.hostPorts ?? []
      expect(ports[0]).toBe(31_001)
      expect(ports.slice(1).toSorted()).toEqual([31_000, 31_002])
    }
  })

  it('are none for a port of the container alone', () => {
    expect(match([none, any, none], 'ports:[5-5]')?.hostPorts).toEqual([null, 5, null])
    expect(match([none], '')?.hostPorts).toEqual([null])
  })

  it('are lacking where the offer has too few, or not these', () => {
    expect(match([any, any], 'ports:[5-5]')).toBeNull()
    expect(match([exactly(6)], 'ports:[5-5]')).toBeNull()
  })

  it('keep the role they were offered in', () => {
    const taken = match([exactly(5), exactly(9)], 'ports:[5-5];ports(prod):[9-9]')?.taken ?? []
    expect(formatResources(normalise(taken))).toBe('ports:[5-5];ports(prod):[9-9]')
  })
})
