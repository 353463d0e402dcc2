/** Amounts by name, as quota and min-allocatable speak of them: reserved or not, revocable or not, together. */
import { type Result, err, ok } from '#base/result.ts'
import { type Resources, countRanges, parseResources } from '#model/resources.ts'

/** Thousandths by name; of a set the number of its elements × 1000. A name that is not there is 0, in limits unlimited. */
export type Quantities = ReadonlyMap<string, number>

/** Reads `cpus:0.01;mem:32`. Zeros are kept: a limit of 0 is a limit. */
export function parseQuantities(text: string): Result<Quantities, string> {
  const amounts = new Map<string, number>()
  for (const part of text.split(';')) {
    if (part.trim() === '') continue
    const name = part.slice(0, Math.max(0, part.indexOf(':'))).trim()
    if (!/^[A-Za-z][\w.-]*$/.test(name)) return err(`'${part.trim()}' is not an amount of the form name:value`)
    const parsed = parseResources(part)
    if (!parsed.ok) return parsed
    const entry = parsed.value[0]
    const amount = entry?.ranges ? countRanges(entry.ranges) * 1000 : (entry?.milli ?? 0)
    amounts.set(name, (amounts.get(name) ?? 0) + amount)
  }
  return ok(amounts)
}

/** For text that our own code wrote: throws where `parseQuantities` gives an error. */
export function quantitiesOf(text: string): Quantities {
  const parsed = parseQuantities(text)
  if (!parsed.ok) throw new Error(`Broken assumption: amounts '${text}': ${parsed.error}`)
  return parsed.value
}

/** How much of a name these entries hold, in thousandths. */
export function amountIn(resources: Resources, name: string): number {
  let sum = 0
  for (const entry of resources) {
    if (entry.name === name) sum += entry.ranges ? countRanges(entry.ranges) * 1000 : entry.milli
  }
  return sum
}
