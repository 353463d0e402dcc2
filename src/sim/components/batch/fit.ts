/** First fit of waiting tasks into one offer. */
import {
  type Range,
  type Resource,
  type Resources,
  addResources,
  countRanges,
  formatResources,
  ports,
  resourcesOf,
  scalar,
  subtractResources,
  toMilli,
} from '#model/resources.ts'
import type { TaskSpec } from '#model/scenario/types.ts'
import { resourcesIn } from '../resourceText.ts'
import { sizeOf, type Batch } from './books.ts'

/** What the default executor of a task group gets: validation asks for a little of each. Source: mesos-protocol.md 7.3. */
export const GROUP_EXECUTOR = 'cpus:0.1;mem:32;disk:10'

export interface Launch {
  readonly batch: Batch
  /** Index of the first task, resources of each. */
  readonly first: number
  readonly resources: readonly string[]
}

type Need = readonly (readonly [name: string, amount: number])[]

function needOf(spec: TaskSpec): Need {
  const { cpus, mem, disk, gpus } = spec
  return [
    ['cpus', toMilli(cpus)],
    ['gpus', toMilli(gpus)],
    ['mem', toMilli(mem)],
    ['disk', toMilli(disk)],
  ]
}

/** Reserved before unreserved, nothing revocable. */
function usable(offered: Resources, name: string): readonly Resource[] {
  const entries = offered.filter((entry) => entry.name === name && !entry.revocable)
  return [...entries.filter(({ role }) => role !== '*'), ...entries.filter(({ role }) => role === '*')]
}

function takeScalar(offered: Resources, name: string, amount: number): Resources | null {
  let left = amount
  const taken: Resource[] = []
  for (const { role, milli } of usable(offered, name)) {
    const part = Math.min(left, milli)
    if (part > 0) taken.push(scalar(name, part, role))
    left -= part
  }
  return left === 0 ? taken : null
}

/** The lowest ports. */
function takePorts(offered: Resources, count: number): Resources | null {
  let left = count
  const taken: Resource[] = []
  for (const { role, ranges } of usable(offered, 'ports')) {
    const part: Range[] = []
    for (const [low, high] of ranges ?? []) {
      if (left === 0) break
      const end = Math.min(high, low + left - 1)
      part.push([low, end])
      left -= countRanges([[low, end]])
    }
    if (part.length > 0) taken.push(ports(part, role))
  }
  return left === 0 ? taken : null
}

/** The task's resources out of the offered ones, or null where they do not suffice. */
export function take(offered: Resources, spec: TaskSpec): Resources | null {
  let taken: Resources = []
  for (const [name, amount] of needOf(spec)) {
    const part = takeScalar(offered, name, amount)
    if (part === null) return null
    taken = addResources(taken, part)
  }
  const numbers = takePorts(offered, spec.ports)
  return numbers === null ? null : addResources(taken, numbers)
}

interface Fitted {
  readonly rest: Resources
  readonly resources: readonly string[]
}

function fitSome(offered: Resources, spec: TaskSpec, most: number): Fitted {
  let rest = offered
  const resources: string[] = []
  while (resources.length < most) {
    const taken = take(rest, spec)
    if (taken === null) break
    resources.push(formatResources(taken))
    rest = subtractResources(rest, taken)
  }
  return { rest, resources }
}

/** Tasks of a group go together or not at all, with their executor. */
function fitGroup(offered: Resources, spec: TaskSpec, left: number): Fitted {
  const executor = resourcesOf(GROUP_EXECUTOR)
  const room = subtractResources(offered, executor)
  const fitted = fitSome(room, spec, left)
  return fitted.resources.length === left ? fitted : { rest: offered, resources: [] }
}

/** What of the waiting tasks one offer takes, in the order of the document; nothing is changed. */
export function firstFit(batches: readonly Batch[], offered: string, now: number): readonly Launch[] {
  let rest = resourcesIn(offered)
  const launches: Launch[] = []
  for (const batch of batches) {
    const { spec, next } = batch
    const left = sizeOf(spec) - next
    if (left === 0 || spec.atMs > now) continue
    const fitted = spec.group ? fitGroup(rest, spec, left) : fitSome(rest, spec, Math.min(left, spec.perOffer ?? left))
    rest = fitted.rest
    if (fitted.resources.length > 0) launches.push({ batch, first: next, resources: fitted.resources })
  }
  return launches
}
