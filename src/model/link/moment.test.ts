import { describe, expect, it } from 'vitest'
import { Recorder, type Row } from '#sim/kernel/recorder.ts'
import { TraceStore } from '../trace/store.ts'
import { TraceChecksums, checksumOf } from './checksum.ts'
import { foundMoment, positionOf, reaches } from './moment.ts'
import { UNTIMED } from './types.ts'

/** A trace of pings: record i is sent at i × 10 ms. */
function traceOf(count: number, change: (row: Row, i: number) => Row = (row) => row): TraceStore {
  const recorder = new Recorder()
  for (let i = 0; i < count; i += 1) {
    const row: Row = {
      at: i * 10,
      type: 'sent',
      from: 'master',
      to: `a${i % 3}`,
      name: `Ping${i % 5}`,
      cause: i - 1,
      link: i,
      due: i * 10 + 2,
      depth: 3,
      body: { i },
    }
    recorder.add(change(row, i))
  }
  const trace = new TraceStore()
  trace.append(recorder.take())
  return trace
}

describe('the checksum of the records up to one', () => {
  it('is the same for the same records, whatever follows', () => {
    const [short, long] = [traceOf(5000), traceOf(9000)]
    for (const ordinal of [-1, 0, 4095, 4096, 4999]) {
      expect(checksumOf(short, ordinal)).toMatch(/^[0-9a-f]{8}$/)
      expect(checksumOf(short, ordinal)).toBe(checksumOf(long, ordinal))
    }
  })

  it('is the same when it was prepared in pieces', () => {
    const trace = traceOf(20_000)
    const sums = new TraceChecksums(trace)
    let pieces = 1
    while (!sums.prepare(19_000, 1)) pieces += 1
    expect(pieces).toBeGreaterThan(2)
    expect(sums.at(19_000)).toBe(checksumOf(trace, 19_000))
  })

  it('differs from each record to the next', () => {
    const sums = new TraceChecksums(traceOf(1000))
    const seen = new Set(Array.from({ length: 1000 }, (_, i) => sums.at(i)))
    expect(seen.size).toBe(1000)
  })

  it.each<[string, Partial<Row>]>([
    ['its time', { at: 71 }],
    ['its type', { type: 'exited' }],
    ['its sender', { from: 'a0' }],
    ['its receiver', { to: 'zz' }],
    ['its name', { name: 'Pong' }],
    ['its cause', { cause: 0 }],
    ['its number', { link: 99 }],
    ['its arrival', { due: 73 }],
    ['that it is lost', { due: null }],
  ])('tells of a record before it %s', (_, keys) => {
    const changed = traceOf(20, (row, i) => (i === 7 ? { ...row, ...keys } : row))
    expect(checksumOf(changed, 6)).toBe(checksumOf(traceOf(20), 6))
    expect(checksumOf(changed, 15)).not.toBe(checksumOf(traceOf(20), 15))
  })

  it('does not look at bodies, depth and step', () => {
    const shown = traceOf(20, (row) => ({ ...row, depth: 1, step: 2, body: null }))
    expect(checksumOf(shown, 19)).toBe(checksumOf(traceOf(20), 19))
  })

  it('does not look at how strings are numbered', () => {
    const row = { at: 5, type: 'state', from: 'a', to: 'UP', name: 'go', cause: -1 } as const
    const before = new Recorder()
    for (const name of ['UP', 'DOWN', 'go']) before.add({ at: 0, type: 'exited', from: name, to: name, cause: -1 })
    const trace = new TraceStore()
    trace.append(before.take())
    trace.truncate(0)
    const renumbered = Recorder.resumed(0, [...trace.strings])
    renumbered.add({ ...row, link: renumbered.number('DOWN') })
    trace.append(renumbered.take())
    const plain = new Recorder()
    plain.add({ ...row, link: plain.number('DOWN') })
    const other = new TraceStore()
    other.append(plain.take())
    expect(trace.to[0]).not.toBe(other.to[0])
    expect(checksumOf(trace, 0)).toBe(checksumOf(other, 0))
  })

  it('follows a trace that was cut and went on differently', () => {
    const trace = traceOf(9000)
    const sums = new TraceChecksums(trace)
    sums.at(8999)
    const other = traceOf(9000, (row, i) => (i >= 5000 ? { ...row, name: 'Other' } : row))
    trace.truncate(0, 0)
    sums.truncate(5000)
    trace.append(chunkOf(9000))
    expect(sums.at(8999)).toBe(checksumOf(other, 8999))
  })
})

function chunkOf(count: number): ReturnType<Recorder['take']> {
  const recorder = new Recorder()
  for (let i = 0; i < count; i += 1) {
    const name = i >= 5000 ? 'Other' : `Ping${i % 5}`
    recorder.add({
      at: i * 10,
      type: 'sent',
      from: 'master',
      to: `a${i % 3}`,
      name,
      cause: i - 1,
      link: i,
      due: i * 10 + 2,
      depth: 3,
    })
  }
  return recorder.take()
}

describe('the moment of a link', () => {
  const trace = traceOf(100)
  const position = positionOf(trace, 42)

  it('is named by ordinal, time, name and checksum', () => {
    expect(position).toEqual({ ordinal: 42, at: 420, name: 'Ping2', checksum: checksumOf(trace, 42) })
  })

  it('is the same record where the run replays alike', () => {
    expect(foundMoment(trace, position)).toEqual({ ordinal: 42, how: 'same' })
    expect(foundMoment(trace, { ...position, checksum: null })).toEqual({ ordinal: 42, how: 'same' })
  })

  it('is the nearest of that name where an earlier record differs', () => {
    const changed = traceOf(100, (row, i) => (i === 7 ? { ...row, to: 'zz' } : row))
    expect(foundMoment(changed, position)).toEqual({ ordinal: 42, how: 'moved' })
    const later = traceOf(100, (row) => ({ ...row, at: row.at + 30 }))
    expect(foundMoment(later, position)).toEqual({ ordinal: 37, how: 'moved' })
  })

  it('is the last record at its time where the name is gone', () => {
    expect(foundMoment(trace, { ...position, name: 'Gone' })).toEqual({ ordinal: 42, how: 'lost' })
    expect(foundMoment(new TraceStore(), position)).toEqual({ ordinal: -1, how: 'lost' })
  })

  it('is the record of that ordinal where the link says no more', () => {
    const bare = { ordinal: 42, at: UNTIMED, name: '', checksum: null }
    expect(foundMoment(trace, bare)).toEqual({ ordinal: 42, how: 'same' })
    expect(foundMoment(trace, { ...bare, checksum: '00000000' })).toEqual({ ordinal: 42, how: 'lost' })
    expect(foundMoment(trace, { ...bare, ordinal: 400 })).toEqual({ ordinal: 99, how: 'lost' })
    expect(reaches(traceOf(43), bare)).toBe(true)
  })

  it('can be told once the trace goes beyond it', () => {
    expect(reaches(traceOf(43), position)).toBe(false)
    expect(reaches(traceOf(44), position)).toBe(true)
  })
})
