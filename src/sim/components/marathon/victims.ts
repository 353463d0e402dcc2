/** Whom to kill first. Source: ScalingProposition.scala; reference/marathon.md 7. */
import { fieldAttribute, attributeText, parseAttribute, type Site } from '#model/marathon/constraints.ts'
import type { InstanceRecord, RunSpec } from './books.ts'

const FIRST_BY_CONDITION = ['Unreachable', 'Staging', 'Starting', 'Running']

function rank({ condition }: InstanceRecord): number {
  const at = FIRST_BY_CONDITION.indexOf(condition)
  return at < 0 ? FIRST_BY_CONDITION.length : at
}

/** What its age counts from; null: it never ran. Source: ScalingProposition.scala, sortByConditionAndDate. */
function bornAt({ task, condition, since }: InstanceRecord): number | null {
  if (condition === 'Staging') return task?.stagedAt ?? null
  return condition === 'Starting' ? since : (task?.startedAt ?? null)
}

/** Those that never ran come first among their like. */
function byChoice({ app }: RunSpec) {
  const youngest = app.killSelection === 'YOUNGEST_FIRST' ? -1 : 1
  return (a: InstanceRecord, b: InstanceRecord): number => {
    const [left, right] = [bornAt(a), bornAt(b)]
    const byAge = left === null || right === null ? Number(left !== null) - Number(right !== null) : left - right
    return rank(a) - rank(b) || (left === null || right === null ? byAge : youngest * byAge)
  }
}

function siteOf({ task }: InstanceRecord): Site | null {
  if (!task) return null
  const { agent, region, zone, attributes } = task.placement
  const parsed = Object.entries(attributes).map(([name, text]) => [name, parseAttribute(text)] as const)
  return { hostname: agent, region, zone, attributes: Object.fromEntries(parsed) }
}

/** In the fullest group of each GROUP_BY constraint: the loss of one keeps the groups balanced. */
function inFullestGroups({ app }: RunSpec, instances: readonly InstanceRecord[]): readonly InstanceRecord[] {
  const fields = app.constraints.flatMap(([field = '', operator]) => (operator === 'GROUP_BY' ? [field] : []))
  return fields.reduce<readonly InstanceRecord[]>((left, field) => {
    const groups = new Map<string, InstanceRecord[]>()
    for (const instance of left) {
      const site = siteOf(instance)
      const attribute = site && fieldAttribute(field, site)
      if (!attribute) continue
      const name = attributeText(attribute)
      groups.set(name, [...(groups.get(name) ?? []), instance])
    }
    const fullest = Math.max(0, ...[...groups.values()].map((group) => group.length))
    return fullest === 0 ? left : [...groups.values()].filter((group) => group.length === fullest).flat()
  }, instances)
}

/** So many victims, first the one to kill first. What still waits for an offer goes after all that runs. */
export function chooseVictims(
  spec: RunSpec,
  instances: readonly InstanceRecord[],
  count: number,
): readonly InstanceRecord[] {
  const victims: InstanceRecord[] = []
  let left = instances
  while (victims.length < count && left.length > 0) {
    const [victim] = inFullestGroups(spec, left).toSorted(byChoice(spec))
    if (!victim) break
    victims.push(victim)
    left = left.filter((instance) => instance !== victim)
  }
  return victims
}
