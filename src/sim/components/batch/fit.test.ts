import { describe, expect, it } from 'vitest'
import { formatResources, resourcesOf } from '#model/resources.ts'
import type { TaskSpec } from '#model/scenario/types.ts'
import type { Batch } from './books.ts'
import { firstFit, take } from './fit.ts'

function aTask(keys: Partial<TaskSpec>): TaskSpec {
  return {
    id: 't',
    count: null,
    cpus: 1,
    mem: 128,
    disk: 0,
    gpus: 0,
    ports: 0,
    atMs: 0,
    runMs: null,
    exitCode: 0,
    ignoreSigterm: false,
    killGraceMs: null,
    perOffer: null,
    image: null,
    group: false,
    reserve: false,
    maxCompletionMs: null,
    ...keys,
  }
}

function batch(keys: Partial<TaskSpec>, next = 0): Batch {
  return { spec: aTask(keys), next }
}

function fitted(batches: readonly Batch[], offered: string, now = 0): readonly string[] {
  return firstFit(batches, offered, now).map(
    ({ batch: { spec }, first, resources }) => `${spec.id} ${first}+${resources.length}`,
  )
}

const OFFER = 'cpus:4;mem:1024;disk:100;ports:[31000-31003]'

describe('the first fit of tasks into an offer', () => {
  it('takes as many as fit', () => {
    expect(fitted([batch({ count: 9 })], OFFER)).toEqual(['t 0+4'])
    expect(fitted([batch({ count: 9, mem: 500 })], OFFER)).toEqual(['t 0+2'])
  })

  it('takes at most so many of a kind as the scenario says', () => {
    expect(fitted([batch({ count: 9, perOffer: 1 }), batch({ id: 'u', count: 2 })], OFFER)).toEqual(['t 0+1', 'u 0+2'])
  })

  it('goes on behind those that are launched', () => {
    expect(fitted([batch({ count: 5 }, 3)], OFFER)).toEqual(['t 3+2'])
    expect(fitted([batch({ count: 5 }, 5)], OFFER)).toEqual([])
  })

  it('leaves tasks alone whose time has not come', () => {
    expect(fitted([batch({ atMs: 100 })], OFFER, 99)).toEqual([])
    expect(fitted([batch({ atMs: 100 })], OFFER, 100)).toEqual(['t 0+1'])
  })

  it('fits a later kind where an earlier one is too large', () => {
    expect(fitted([batch({ cpus: 5 }), batch({ id: 'u' })], OFFER)).toEqual(['u 0+1'])
  })

  it('takes a group whole, with room for its executor, or not at all', () => {
    expect(fitted([batch({ count: 3, group: true })], OFFER)).toEqual(['t 0+3'])
    expect(fitted([batch({ count: 4, group: true })], OFFER)).toEqual([])
  })
})

describe('the resources of a task', () => {
  const taken = (offered: string, keys: Partial<TaskSpec>): string | null => {
    const resources = take(resourcesOf(offered), aTask(keys))
    return resources && formatResources(resources)
  }

  it('come out of reservations first', () => {
    expect(taken('cpus:4;cpus(prod):1;mem:1024', { cpus: 1.5 })).toBe('cpus:0.5;cpus(prod):1;mem:128')
  })

  it('are never revocable ones', () => {
    expect(taken('cpus{REV}:4;mem:1024', {})).toBeNull()
  })

  it('have the lowest ports, from several ranges where one is too short', () => {
    expect(taken('cpus:1;mem:128;ports:[31000-31000,31005-31009]', { ports: 3 })).toBe(
      'cpus:1;mem:128;ports:[31000-31000,31005-31006]',
    )
    expect(taken('cpus:1;mem:128;ports:[31000-31001]', { ports: 3 })).toBeNull()
  })
})
