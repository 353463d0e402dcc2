import { describe, expect, it } from 'vitest'
import { TraceStore } from '#model/trace/store.ts'
import { markersIn, markersText, momentOf, MOST_MARKERS, withMarker, withName, without } from './markers.ts'
import type { Branch, Marker } from './session.ts'

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
