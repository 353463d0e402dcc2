/**
 * Resources travel as Mesos text and are worked on as entries. The same texts come again and again (an offer goes out,
 * comes back, goes out again), so both ways are remembered; forgetting costs time, never another answer.
 */
import { formatResources, resourcesOf, type Resources } from '#model/resources.ts'

const LIMIT = 20_000
const entriesOf = new Map<string, Resources>()
const textOf = new WeakMap<Resources, string>()

/** The text of resources; both ways are remembered. */
export function resourceText(resources: Resources): string {
  const known = textOf.get(resources)
  if (known !== undefined) return known
  const text = formatResources(resources)
  textOf.set(resources, text)
  if (!entriesOf.has(text)) remember(text, resources)
  return text
}

/** The entries of a text that our own code wrote. Throws for anything else. */
export function resourcesIn(text: string): Resources {
  const known = entriesOf.get(text)
  if (known) return known
  const resources = resourcesOf(text)
  remember(text, resources)
  return resources
}

function remember(text: string, resources: Resources): void {
  if (entriesOf.size >= LIMIT) entriesOf.clear()
  entriesOf.set(text, resources)
}
