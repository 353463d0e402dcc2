import { describe, expect, it } from 'vitest'
import { makeRng } from '#base/rng.ts'
import { prepareConstraints, type Site } from '#model/marathon/constraints.ts'
import { parseApp } from '#model/marathon/answer.ts'
import { needs } from '#model/marathon/task.ts'
import { formatResources, resourcesOf } from '#model/resources.ts'
import { areGpusScarce } from './fit.ts'
import { matchOffer, type MatchRequest } from './match.ts'

const SITE: Site = { hostname: 'agent-1', region: null, zone: null, attributes: {} }

function request(document: object, keys: Partial<MatchRequest> = {}): MatchRequest {
  const app = parseApp(
    { id: '/a', cmd: 'sleep 1', ...document },
    {
      apps: [],
      groups: [],
      pods: [],
      defaultRole: '*',
      features: new Set(['gpu_resources']),
      defaultNetworkName: null,
    },
  )
  if (!app.ok) throw new Error(JSON.stringify(app.error.body))
  return {
    needs: needs(app.value),
    constraints: prepareConstraints(app.value.constraints),
    roles: ['*'],
    instances: app.value.instances,
    site: SITE,
    placed: [],
    mastersRegion: null,
    gpusAreScarce: true,
    rng: makeRng(1, 'test'),
    ...keys,
  }
}

function reasons(document: object, offered: string, keys: Partial<MatchRequest> = {}): readonly string[] {
  const result = matchOffer(request(document, keys), resourcesOf(offered))
  if (result.fits) return ['fits']
  return result.reasons.map(({ reason, needed, offered: found }) => [reason, needed, found].join(' ').trim())
}

function taken(document: object, offered: string, keys: Partial<MatchRequest> = {}): string {
  const result = matchOffer(request(document, keys), resourcesOf(offered))
  return result.fits ? formatResources(result.taken) : 'does not fit'
}

/** reference/marathon.md 4.6 */
describe('matching an offer', () => {
  it('takes exactly what the default app needs out of the offer of the documentation', () => {
    expect(taken({}, 'cpus:1;mem:128;ports:[21452-21452]')).toBe('cpus:1;mem:128;ports:[21452-21452]')
  })

  it('tells every reason, with the numbers, in the order of the funnel', () => {
    expect(reasons({ cpus: 2, mem: 256, disk: 10 }, 'cpus:1.5;mem:128;ports:[1-9]')).toEqual([
      'InsufficientCpus 2 1.5',
      'InsufficientMemory 256 128',
      'InsufficientDisk 10 0',
    ])
  })

  it('skips what is not needed', () => {
    expect(reasons({ disk: 0 }, 'cpus:1;mem:128;ports:[1-1]')).toEqual(['fits'])
  })

  it('takes resources of several accepted roles together, and none of others', () => {
    const offered = 'cpus:0.4;cpus(prod):0.6;cpus(dev):4;mem(prod):128;ports:[1-1]'
    expect(taken({}, offered, { roles: ['prod', '*'] })).toBe('cpus:0.4;cpus(prod):0.6;mem(prod):128;ports:[1-1]')
    expect(reasons({}, offered)).toEqual(['InsufficientCpus 1 0.4', 'InsufficientMemory 128 0'])
  })

  it('says that no accepted role is there, before all that follows from it', () => {
    expect(reasons({}, 'cpus(dev):4;mem(dev):512;ports(dev):[1-9]')).toEqual([
      'UnfulfilledRole * dev',
      'InsufficientCpus 1 0',
      'InsufficientMemory 128 0',
    ])
  })

  it('looks at constraints', () => {
    const document = { constraints: [['hostname', 'UNIQUE']] }
    const offered = 'cpus:1;mem:128;ports:[1-1]'
    expect(reasons(document, offered)).toEqual(['fits'])
    expect(reasons(document, offered, { placed: [SITE] })).toEqual(['UnfulfilledConstraint hostname:UNIQUE'])
  })

  it('refuses another region without a reason, unless a constraint speaks of it', () => {
    const site = { ...SITE, region: 'far', zone: 'z' }
    const offered = 'cpus:1;mem:128;ports:[1-1]'
    expect(reasons({}, offered, { site, mastersRegion: 'near' })).toEqual([])
    expect(reasons({ constraints: [['@region', 'IS', 'far']] }, offered, { site, mastersRegion: 'near' })).toEqual([
      'fits',
    ])
  })

  it('keeps agents with GPUs for apps that want them', () => {
    const offered = 'cpus:1;gpus:2;mem:128;ports:[1-1]'
    expect(reasons({}, offered)).toEqual(['DeclinedScarceResources 0 2'])
    expect(reasons({}, offered, { gpusAreScarce: false })).toEqual(['fits'])
    expect(taken({ gpus: 1, container: { type: 'MESOS' } }, offered)).toBe('cpus:1;gpus:1;mem:128;ports:[1-1]')
    expect(reasons({ gpus: 3, container: { type: 'MESOS' } }, offered)).toEqual(['InsufficientGpus 3 2'])
  })

  it('lets the label of an app say whether GPUs are scarce', () => {
    const labels = (value: string) => ({ labels: { GPU_SCHEDULING_BEHAVIOR: value } })
    expect(areGpusScarce(labels('unrestricted'), 'restricted')).toBe(false)
    expect(areGpusScarce(labels('restricted'), 'unrestricted')).toBe(true)
    expect(areGpusScarce(labels('sometimes'), 'restricted')).toBe(true)
    expect(areGpusScarce({ labels: {} }, 'unrestricted')).toBe(false)
  })

  it('looks at ports only where all else fits', () => {
    expect(reasons({}, 'cpus:1;mem:128')).toEqual(['InsufficientPorts 1 × any []'])
    expect(reasons({ cpus: 2 }, 'cpus:1;mem:128')).toEqual(['InsufficientCpus 2 1'])
  })

  it('wants exactly the ports of an app that requires them', () => {
    const document = { portDefinitions: [{ port: 8080 }, { port: 8081 }], requirePorts: true }
    expect(taken(document, 'cpus:1;mem:128;ports:[8000-8100]')).toBe('cpus:1;mem:128;ports:[8080-8081]')
    expect(reasons(document, 'cpus:1;mem:128;ports:[8081-8100]')).toEqual(['InsufficientPorts 8080, 8081 [8081-8100]'])
  })
})
