import { describe, expect, it } from 'vitest'
import type { VolumeOperation } from '../operations.ts'
import { resourcesIn } from '../resourceText.ts'
import { conversionFault } from './reservations.ts'

const RESERVED = 'disk(prod):200;disk(prod)[data:path]:100;disk(dev):300'

function faultOf(type: VolumeOperation['type'], volumes: string, remaining = RESERVED): string | null {
  const site = { agent: { name: 'a1', reserved: resourcesIn(RESERVED) }, remaining: resourcesIn(remaining) }
  return conversionFault(site as unknown as Parameters<typeof conversionFault>[0], { type, volumes })
}

describe('a persistent volume', () => {
  it('is made of what is reserved and offered', () => {
    expect(faultOf('CREATE', 'disk(prod)[more:path]:200')).toBe(null)
    expect(faultOf('CREATE', 'disk(prod)[more:path]:201')).toBe('The offer does not contain the resources')
    expect(faultOf('CREATE', 'disk[more:path]:10')).toBe(
      'Persistent volumes cannot be created from unreserved resources',
    )
    expect(faultOf('CREATE', 'disk(prod):10')).toBe('A volume must be a disk with a persistence id')
    expect(faultOf('CREATE', '')).toBe('No volumes are named')
  })

  it('has an id of its own in its role on its agent, offered or not', () => {
    const fault = 'A persistence id is not unique'
    expect(faultOf('CREATE', 'disk(prod)[data:other]:10')).toBe(fault)
    expect(faultOf('CREATE', 'disk(prod)[data:path]:10', 'disk(prod):200')).toBe(fault)
    expect(faultOf('CREATE', 'disk(dev)[data:path]:10')).toBe(null)
  })

  it('shares its id with no other of the same CREATE', () => {
    expect(faultOf('CREATE', 'disk(dev)[x:one]:10;disk(dev)[x:two]:10')).toBe('A persistence id is not unique')
    expect(faultOf('CREATE', 'disk(dev)[x:one]:10;disk(dev)[y:one]:10')).toBe(null)
  })

  it('in use is in no offer, and so cannot be destroyed', () => {
    expect(faultOf('DESTROY', 'disk(prod)[data:path]:100')).toBe(null)
    expect(faultOf('DESTROY', 'disk(prod)[data:path]:100', 'disk(prod):200')).toBe(
      'The offer does not contain the resources',
    )
  })
})
