/** The small shapes that several tables share: names, resources, rates. */
import { type Result, err, ok } from '#base/result.ts'
import { type Resource, type Resources, formatMilli, formatResources, parseResources, toMilli } from '../resources.ts'
import { type Shape, type BadText, above, either, list, map, must, object, text, whole, written } from './shape.ts'

/** Ids that name a component of their own (contracts.md 2). */
export const OWN_IDS: readonly string[] = ['client', 'master', 'allocator', 'registry']

const badId: BadText = (id) => {
  if (id === '') return 'an id must not be empty'
  if (OWN_IDS.includes(id)) return `"${id}" names a component of its own; choose another id`
  const taken = /[:@/#~]/.exec(id)
  if (taken) return `an id must not contain "${taken[0]}": ids of components are built with it`
  if (/[\s\p{Cc}]/u.test(id)) return 'an id must not contain blanks or control characters'
  return null
}

/** Id of an agent or a framework. */
export const componentId = (): Shape<string> => text('an id', 100, badId)

/** Source: validation.cpp, validateID. Without the characters that ids of components are built with. */
const badTaskId: BadText = (id) => {
  if (id === '' || id === '.' || id === '..') return `a task's id must not be ${id === '' ? 'empty' : `"${id}"`}`
  if (/[/\\\p{Cc}]/u.test(id)) return 'a task\'s id must not contain "/", "\\" or control characters'
  if (/[@#]/.test(id)) return 'a task\'s id must not contain "@" or "#": ids of components are built with them'
  return null
}
export const taskId = (): Shape<string> => text("a task's id", 240, badTaskId)

/** Source: roles.cpp; reference 7.4. */
const badRole: BadText = (role) => {
  if (role === '*') return null
  if (role === '') return 'a role must not be empty'
  if (/[\s\u007f]/.test(role)) return 'a role must not contain blanks'
  for (const part of role.split('/')) {
    if (part === '') return 'a role must not start or end with "/" or have two in a row'
    if (part === '.' || part === '..' || part === '*') return `a part of a role must not be "${part}"`
    if (part.startsWith('-')) return 'a part of a role must not start with "-"'
  }
  return null
}
export const role = (): Shape<string> => text('a role', 200, badRole)
/** Any role but `*`: what can be reserved for. */
export const ownRole = (): Shape<string> =>
  text('a role', 200, (name) => (name === '*' ? 'nothing can be reserved for the role "*"' : badRole(name)))

export const someText = (what: string): Shape<string> =>
  text(what, 1000, (name) => (name === '' ? `${what} must not be empty` : null))

/** The largest amount of one resource, in its unit. Source: quota.cpp, validation. */
const MAX_AMOUNT = 1e12

function amountIssue(resources: Resources): string | null {
  for (const { name, role: reserved, milli, ranges } of resources) {
    if (milli > MAX_AMOUNT * 1000) return `${name}: more than ${MAX_AMOUNT}`
    if (ranges && (ranges.length > 1000 || ranges.some(([, high]) => high > 4_294_967_295)))
      return `${name}: at most 1000 ranges, up to 4294967295`
    const bad = badRole(reserved)
    if (bad !== null) return `${name}(${reserved}): ${bad}`
  }
  return null
}

function boundedResources(written_: string): Result<Resources, string> {
  const parsed = parseResources(written_.replace(/\s+/g, ' '))
  if (!parsed.ok) return parsed
  const issue = amountIssue(parsed.value)
  return issue === null ? parsed : err(issue)
}

function canonical(read: (text: string) => Result<Resources, string>): (text: string) => string {
  return (same) => {
    const parsed = read(same)
    return parsed.ok ? formatResources(parsed.value) : same
  }
}

/** `cpus:4;mem(prod):1024;ports:[31000-32000]`. */
export const resources = (): Shape<Resources> =>
  written('resources such as "cpus:4;mem:4096"', boundedResources, canonical(boundedResources))

/** DEFAULT_PORTS. Source: src/slave/constants.hpp; containerizer.cpp, resources; reference 0.3. */
const DEFAULT_PORTS = 'ports:[31000-32000]'
const NO_PORTS = 'ports:[]'

/** Without the entry that waves ports away: a set must not be empty. */
function toldResources(written_: string): Result<Resources, string> {
  return boundedResources(written_.replace(/(?:^|;)\s*ports\s*:\s*\[\s*\]\s*(?=;|$)/, ''))
}

function filledResources(written_: string): Result<Resources, string> {
  const told = toldResources(written_)
  if (!told.ok || written_.includes('ports')) return told
  return boundedResources(`${formatResources(told.value)};${DEFAULT_PORTS}`)
}

/** As written, in canonical order; ports that were waved away stay so. */
function canonicalOfAgent(written_: string): string {
  const told = toldResources(written_)
  if (!told.ok) return written_
  const text = formatResources(told.value)
  if (!written_.includes('ports') || text.includes('ports')) return text
  return text === '' ? NO_PORTS : `${text};${NO_PORTS}`
}

/**
 * An agent's: one that says nothing of ports has Mesos' own; `ports:[]` has none. Mesos would find out its disk as
 * well: here disk counts where it is named, so that an agent can offer just what the figure of DC/OS shows.
 */
export const agentResources = (): Shape<Resources> =>
  written('resources such as "cpus:4;mem:4096"', filledResources, canonicalOfAgent)

function unreservedResources(written_: string): Result<Resources, string> {
  const parsed = boundedResources(written_)
  if (!parsed.ok) return parsed
  if (parsed.value.length === 0) return err('name at least one resource')
  const reserved = parsed.value.find((entry) => entry.role !== '*')
  if (reserved) return err(`write "${reserved.name}" without "(${reserved.role})": the role is a key of its own`)
  const revocable = parsed.value.find((entry) => entry.revocable)
  return revocable ? err(`${revocable.name}: revocable resources cannot be reserved`) : parsed
}

/** Written without a role, as what RESERVE and UNRESERVE name. */
export const unreserved = (): Shape<Resources> =>
  written('resources such as "cpus:4;mem:4096"', unreservedResources, canonical(unreservedResources))

const QUANTITY = /^\s*([A-Za-z][\w.-]*)\s*:\s*(\d+(?:\.\d+)?)\s*$/

/**
 * Amounts by name alone: `cpus:6;mem:6144`. A zero is kept, because a limit of 0 is not the absence of a limit.
 * Source: resource_quantities.hpp, ResourceLimits.
 */
export function parseQuantities(written_: string): Result<Resources, string> {
  const found: Resource[] = []
  for (const part of written_.split(';')) {
    if (part.trim() === '') continue
    const match = QUANTITY.exec(part)
    if (!match) return err(`"${part.trim().slice(0, 40)}" is not an amount such as cpus:6`)
    const [, name = '', amount = ''] = match
    if (found.some((entry) => entry.name === name)) return err(`${name} is named twice`)
    if (Number(amount) > MAX_AMOUNT) return err(`${name}: more than ${MAX_AMOUNT}`)
    found.push({ name, role: '*', revocable: false, milli: toMilli(Number(amount)), ranges: null })
  }
  return ok(found)
}

function formatQuantities(quantities: Resources): string {
  return quantities.map((entry) => `${entry.name}:${formatMilli(entry.milli)}`).join(';')
}

export const quantities = (): Shape<Resources> =>
  written('amounts such as "cpus:6;mem:6144"', parseQuantities, (same) => {
    const parsed = parseQuantities(same)
    return parsed.ok ? formatQuantities(parsed.value) : same
  })

function quantityText(written_: string): Result<string, string> {
  const parsed = parseQuantities(written_)
  if (!parsed.ok) return parsed
  return parsed.value.length === 0 ? err('name at least one amount') : ok(formatQuantities(parsed.value))
}

const oneQuantity = (): Shape<string> =>
  written('an amount such as "cpus:0.01"', quantityText, (same) => {
    const parsed = quantityText(same)
    return parsed.ok ? parsed.value : same
  })

/** Splits a flag's text; blanks around the parts go, an empty text is an empty list. */
function parts(written_: string, separator: string): readonly string[] {
  return written_.trim() === '' ? [] : written_.split(separator).map((part) => part.trim())
}

function readAllocatable(written_: string): Result<readonly string[], string> {
  const amounts: string[] = []
  for (const part of parts(written_, '|')) {
    const amount = quantityText(part)
    if (!amount.ok) return amount
    amounts.push(amount.value)
  }
  return ok(amounts)
}

/** `cpus:0.01|mem:32`, or the same as a list. */
export const allocatable = (): Shape<readonly string[]> =>
  either(written('amounts such as "cpus:0.01|mem:32"', readAllocatable), list(oneQuantity(), 100))

/** A flag that takes names: `gpus,disk`, or the same as a list. */
export const names = (what: string): Shape<readonly string[]> =>
  either(
    written<readonly string[]>(`${what}, joined by commas`, (same) => ok(parts(same, ','))),
    list(someText(what)),
  )

const UNIT_MS: Readonly<Record<string, number>> = {
  ms: 1,
  secs: 1000,
  mins: 60_000,
  hrs: 3_600_000,
  days: 86_400_000,
  weeks: 604_800_000,
}

export interface Rate {
  readonly count: number
  readonly perMs: number
}

function readRate(written_: string): Result<Rate, string> {
  const match = /^\s*(\d+)\s*\/\s*(\d+(?:\.\d+)?)\s*([a-z]+)\s*$/.exec(written_)
  const unit = UNIT_MS[match?.[3] ?? '']
  if (!match || unit === undefined) return err('expected a rate such as "1/10mins"')
  const rate = { count: Number(match[1]), perMs: Math.round(Number(match[2]) * unit) }
  return rate.count >= 1 && rate.perMs >= 1 ? ok(rate) : err('both numbers of a rate are above 0')
}

/** `1/10mins`, or `{ "count": 1, "perMs": 600000 }`. */
export const rate = (): Shape<Rate> =>
  either(written('a rate such as "1/10mins"', readRate), object({ count: must(whole(1)), perMs: must(whole(1)) }))

function readPercent(written_: string): Result<number, string> {
  const match = /^\s*(\d+(?:\.\d+)?)%\s*$/.exec(written_)
  const share = Number(match?.[1]) / 100
  return match && share <= 1 ? ok(share) : err('expected a percentage from "0%" to "100%"')
}

/** `100%` as a share 0..1. */
export const percent = (): Shape<number> => written('a percentage such as "100%"', readPercent)

export const domain = () => object({ region: must(someText('a region')), zone: must(someText('a zone')) })

/** A title in one language, or in both. */
export const localText = () =>
  either(text('a title', 500), object({ en: must(text('a title', 500)), zh: must(text('a title', 500)) }))

export const attributes = (): Shape<Readonly<Record<string, string>>> =>
  map(someText("an attribute's name"), text("an attribute's value"), 100)

/** Two ends of a link. */
export const between = (): Shape<readonly string[]> => list(someText('the id of a component'), 2, 2)

export const weight = (): Shape<number> => above(0)
