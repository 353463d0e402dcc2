import { formatResources } from '#model/resources.ts'
import { describe, expect, it } from 'vitest'
import { parseScenario } from './parse.ts'

function resourcesOf(resources: string): string {
  const parsed = parseScenario({ version: 1, agents: [{ id: 'a', resources }], frameworks: [] })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return formatResources(parsed.value.agents[0]?.resources ?? [])
}

describe('the resources of an agent', () => {
  it.each([
    ['that says nothing of ports have Mesos’ own', 'cpus:2;mem:2048', 'cpus:2;mem:2048;ports:[31000-32000]'],
    ['that are all reserved, too', 'cpus(web):1;mem(web):32', 'cpus(web):1;mem(web):32;ports:[31000-32000]'],
    ['that names ports are as written', 'cpus:1;mem:32;ports(web):[1-2]', 'cpus:1;mem:32;ports(web):[1-2]'],
    ['that wants no ports have none', 'cpus:2;mem:2048;ports:[]', 'cpus:2;mem:2048'],
  ])('%s', (_, written, has) => expect(resourcesOf(written)).toBe(has))
})
