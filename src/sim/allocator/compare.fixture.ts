/** What of the fast and the slow allocator must be equal after every operation. */
import { expect } from 'vitest'
import { type Resources, formatResources } from '#model/resources.ts'
import type { Pair } from './pair.fixture.ts'
import { slowFrameworkOrder, slowFree, slowRoleOrder } from './slow.fixture.ts'
import { agentUsage, filtersInForce, frameworkOrder, heldRows, roleOrder } from './views.ts'

function heldTexts(rows: readonly { framework: string; role: string; agent: string; resources: Resources }[]) {
  return rows.map((h) => `${h.agent} ${h.role} ${h.framework} ${formatResources(h.resources)}`).sort()
}

/** Everything that can be seen of both is equal. */
export function compare(pair: Pair): void {
  const { fast, slow } = pair
  expect(heldTexts(heldRows(fast))).toEqual(heldTexts(slow.held))
  for (const agent of slow.agents) {
    expect(formatResources(agentUsage(fast, agent.id).free)).toBe(formatResources(slowFree(slow, agent)))
  }
  const filterText = (f: { agent: string; role: string; framework: string }, resources: Resources) =>
    `${f.agent} ${f.role} ${f.framework} ${formatResources(resources)}`
  const inForce = filtersInForce(fast).map((f) => filterText(f, f.resources))
  expect(inForce.sort()).toEqual(slow.filters.map((f) => filterText(f, f.refused)).sort())
  const leaves = roleOrder(fast).filter(({ leaf }) => leaf)
  expect(leaves.map(({ name }) => name.replace(/\/\.$/, ''))).toEqual(slowRoleOrder(slow))
  for (const role of slow.tracked.keys()) {
    expect(frameworkOrder(fast, role).map(({ name }) => name)).toEqual(
      slowFrameworkOrder(slow, role).map(({ id }) => id),
    )
  }
}
