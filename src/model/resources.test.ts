import { describe, expect, it } from 'vitest'
import {
  addResources,
  containsResources,
  formatResources,
  labelIn,
  labelsText,
  parseResources,
  quantities,
  resourcesOf,
  subtractResources,
  withLabels,
  withoutVolumes,
  withRole,
} from './resources.ts'

const LABELS = labelsText({ task: 'db.1', framework: 'F-0000' })
const KEPT = `cpus(prod){${LABELS}}:1;disk(prod){${LABELS}}:5;disk(prod){${LABELS}}[db#data#1:data]:100;ports(prod){${LABELS}}:[1-3]`

describe('labels of a reservation', () => {
  it('stand in order of their keys, and each is found by its key', () => {
    expect(LABELS).toBe('framework:F-0000,task:db.1')
    expect([labelIn(LABELS, 'task'), labelIn(LABELS, 'framework'), labelIn(LABELS, 'tas')]).toEqual([
      'db.1',
      'F-0000',
      null,
    ])
  })

  it('are put on by a reservation and taken off by its end', () => {
    const plain = resourcesOf('cpus:1;ports:[1-3]')
    const reserved = withLabels(plain, 'prod', LABELS)
    expect(formatResources(reserved)).toBe(`cpus(prod){${LABELS}}:1;ports(prod){${LABELS}}:[1-3]`)
    expect(withRole(reserved, '*')).toEqual(plain)
  })
})

describe('resources with labels and volumes', () => {
  it('are read as they are written', () => {
    expect(formatResources(resourcesOf(KEPT))).toBe(KEPT)
    expect(resourcesOf(KEPT).map(({ volume }) => volume)).toEqual([undefined, undefined, 'db#data#1:data', undefined])
  })

  it('add up only with their like', () => {
    const more = addResources(resourcesOf(KEPT), resourcesOf(`cpus:1;cpus(prod):1;cpus(prod){${LABELS}}:2`))
    expect(formatResources(more.filter(({ name }) => name === 'cpus'))).toBe(
      `cpus:1;cpus(prod):1;cpus(prod){${LABELS}}:3`,
    )
    expect(subtractResources(resourcesOf(KEPT), resourcesOf('cpus(prod):1;disk(prod):105'))).toEqual(resourcesOf(KEPT))
    expect(containsResources(resourcesOf(KEPT), resourcesOf(`disk(prod){${LABELS}}:100`))).toBe(false)
    expect(containsResources(resourcesOf(KEPT), resourcesOf(`disk(prod){${LABELS}}[db#data#1:data]:100`))).toBe(true)
    expect(containsResources(resourcesOf(KEPT), resourcesOf(`disk(prod){${LABELS}}[db#data#2:data]:1`))).toBe(false)
  })

  it('count together by name', () => {
    expect(Object.fromEntries(quantities(resourcesOf(KEPT)))).toEqual({ cpus: 1000, disk: 105_000, ports: 3000 })
  })

  it('without volumes are the disk that they lie on', () => {
    expect(formatResources(withoutVolumes(resourcesOf(KEPT)))).toBe(
      `cpus(prod){${LABELS}}:1;disk(prod){${LABELS}}:105;ports(prod){${LABELS}}:[1-3]`,
    )
  })

  it.each([`cpus(prod){${LABELS}}:1`, 'disk(prod)[id:data]:10', 'cpus:1;disk(prod){a:b}[id:data]:10'])(
    'cannot be written into a document: %s',
    (text) => {
      const parsed = parseResources(text)
      expect(parsed.ok ? null : parsed.error).toMatch(/is not of the form name:value$/)
    },
  )

  it('leave revocable resources as they were', () => {
    expect(formatResources(resourcesOf('cpus{REV}:2;mem:5'))).toBe('cpus{REV}:2;mem:5')
  })
})
