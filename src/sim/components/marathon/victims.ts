/** Whom to kill first. Source: ScalingProposition.scala; reference/marathon.md 7. */
import { fieldAttribute, attributeText, parseAttribute, type Site } from '#model/marathon/constraints.ts'
import type { InstanceRecord, RunSpec } from './books.ts'

const FIRST_BY_CONDITION = ['Unreachable', 'Staging', 'Starting', 'Running']

function rank({ condition }: InstanceRecord): number {
  const at = FIRST_BY_CONDITION.indexOf(condition)
  return at < 0 ? FIRST_BY_CONDITION.length : at
}

/** Staged time, else since when it is active. */
function age({ task, activeSince, scheduledAt }: InstanceRecord): number {
  return task?.stagedAt ?? activeSince ?? scheduledAt
}

function byChoice({ app }: RunSpec) {
  const youngest = app.killSelection === 'YOUNGEST_FIRST' ? -1 : 1
  return (a: InstanceRecord, b: InstanceRecord) => rank(a) - rank(b) || youngest * (age(a) - age(b))
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

/** So many victims, first the one to kill first. Those that never got a task go before all others of their rank. */
export function chooseVictims(
  spec: RunSpec,
  instances: readonly InstanceRecord[],
  count: number,
): readonly InstanceRecord[] {
  const victims: InstanceRecord[] = []
  let left = instances
  while (victims.length < count && left.length > 0) {
    const waiting = left.filter(({ task }) => task === null)
    const [victim] = (waiting.length > 0 ? waiting : inFullestGroups(spec, left)).toSorted(byChoice(spec))
    if (!victim) break
    victims.push(victim)
    left = left.filter((instance) => instance !== victim)
  }
  return victims
}
