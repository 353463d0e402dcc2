/**
 * Resources travel as Mesos text and are worked on as entries. The same texts come again and again (an offer goes out,
 * comes back, goes out again), so both ways are remembered; forgetting costs time, never another answer.
 */
import {
  addResources,
  formatResources,
  resourcesOf,
  subtractResources,
  type Resources,
  withRole,
} from '#model/resources.ts'

const LIMIT = 20_000
const entriesOf = new Map<string, Resources>()
const textOf = new WeakMap<Resources, string>()
/** The newest answers: agents alike ask for the same again. */
let newestEntries: Resources | null = null
let newestText = ''

/** The text of resources; both ways are remembered. */
export function resourceText(resources: Resources): string {
  if (resources === newestEntries) return newestText
  let text = textOf.get(resources)
  if (text === undefined) {
    text = formatResources(resources)
    textOf.set(resources, text)
    if (!entriesOf.has(text)) remember(text, resources)
  }
  newestEntries = resources
  newestText = text
  return text
}

/** The entries of a text that our own code wrote. Throws for anything else. */
export function resourcesIn(text: string): Resources {
  if (newestEntries !== null && text === newestText) return newestEntries
  let resources = entriesOf.get(text)
  if (resources === undefined) {
    resources = resourcesOf(text)
    remember(text, resources)
  }
  newestEntries = resources
  newestText = text
  return resources
}

function remember(text: string, resources: Resources): void {
  if (entriesOf.size >= LIMIT) entriesOf.clear()
  entriesOf.set(text, resources)
}

/** What an agent has once so much of it is reserved. Source: reference 2.3, checkpointed_resources; 5.8. */
export function withReserved(total: Resources, reserved: Resources): Resources {
  if (reserved.length === 0) return total
  return addResources(subtractResources(total, withRole(reserved, '*')), reserved)
}
