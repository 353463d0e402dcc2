import { describe, expect, it } from 'vitest'
import { TraceStore } from '#model/trace/store.ts'
import { markedSpan, markersIn, markersText, momentOf, MOST_MARKERS, withMarker, withName, without } from './markers.ts'
import type { Branch, Marker, Session } from './session.ts'

const branch = (markers: readonly Marker[]): Branch => ({ markers }) as Branch
const A = { ordinal: 3, at: 40, name: 'a' }
const B = { ordinal: 9, at: 90, name: '' }

describe('markers', () => {
  it('stand in order of their moments, one to a moment', () => {
    const two = withMarker(branch([B]), { ordinal: 3, at: 40.7 }, 'a')
    expect(two).toEqual([A, B])
    expect(withMarker(branch(two), { ordinal: 9, at: 90 })).toBe(two)
  })

  it('are not endless', () => {
    const many = Array.from({ length: MOST_MARKERS }, (_, n) => ({ ordinal: n, at: n, name: '' }))
    expect(withMarker(branch(many), { ordinal: 1000, at: 1000 })).toBe(many)
  })

  it('are named and removed by their record', () => {
    expect(withName([A, B], 9, 'here')).toEqual([A, { ...B, name: 'here' }])
    expect(without([A, B], 3)).toEqual([B])
  })

  it('mean their time where the run has another past', () => {
    const empty = new TraceStore()
    expect(momentOf(empty, A)).toEqual({ ordinal: -1, at: 40 })
    expect(momentOf(empty, { ordinal: -1, at: 0, name: '' })).toEqual({ ordinal: -1, at: 0 })
  })

  it('go through a link and back, whatever their names', () => {
    const named = [A, { ...B, name: '第 6 步: accept @ 12' }]
    expect(markersIn(markersText(named))).toEqual(named)
    expect(markersIn(markersText([{ ...A, name: 'a~b' }]))).toEqual([{ ...A, name: 'a-b' }])
  })

  it('leave out what a link says wrongly', () => {
    expect(markersIn(undefined)).toEqual([])
    expect(markersIn('x~3@~3@40:a~-7@1:~1e9@2:q')).toEqual([A])
  })
})

describe('the part between markers', () => {
  const at = (...ordinals: readonly number[]): Marker[] => ordinals.map((ordinal) => ({ ordinal, at: 0, name: '' }))
  const span = (markers: readonly Marker[], cursor: number): readonly number[] | null => {
    const trace = { at: new Float64Array(100), count: 100, ordinalAt: () => 0 } as unknown as TraceStore
    const here = { ...branch(markers), trace } as Branch
    const session = { branches: { b0: here }, order: ['b0'], current: 'b0', cursor: { ordinal: cursor, at: 0 } }
    return markedSpan(session as unknown as Session)?.map(({ ordinal }) => ordinal) ?? null
  }

  it('is that of the two around the cursor, else the nearest two', () => {
    expect(span(at(10, 20, 30), 25)).toEqual([20, 30])
    expect(span(at(10, 20, 30), 20)).toEqual([20, 30])
    expect(span(at(10, 20, 30), 5)).toEqual([10, 20])
    expect(span(at(10, 20, 30), 99)).toEqual([20, 30])
  })

  it('reaches from the only one to the cursor, on either side', () => {
    expect(span(at(10), 40)).toEqual([10, 40])
    expect(span(at(10), 4)).toEqual([4, 10])
    expect(span(at(10), 10)).toBeNull()
    expect(span([], 10)).toBeNull()
  })
})
