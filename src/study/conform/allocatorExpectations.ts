/** The `expect` steps of an allocator case: the answer is the difference, or null. The caller has settled. */
import { type Resources, addResources, equalResources, formatResources } from '#model/resources.ts'
import { filterCount, heldRows, roleShare, totalResources } from '#sim/allocator/views.ts'
import { isNear, listed } from './caseResult.ts'
import type { Offer, Play } from './play.ts'
import {
  type Reader,
  has,
  isRecord,
  issueOf,
  makeReader,
  readList,
  readMap,
  readNumber,
  readResources,
  readText,
} from './reader.ts'

type Check = (play: Play) => string | null

function readOffer(reader: Reader): Offer {
  return {
    framework: readText(reader, 'framework'),
    role: readText(reader, 'role'),
    agent: readText(reader, 'agent'),
    resources: readResources(reader, 'resources'),
  }
}

/** One text per offer; parts of the same offer are added up. */
function offerTexts(offers: Iterable<Offer>): readonly string[] {
  const sums = new Map<string, Resources>()
  for (const { framework, role, agent, resources } of offers) {
    const key = `${framework} in ${role} on ${agent}`
    sums.set(key, addResources(sums.get(key) ?? [], resources))
  }
  return [...sums].map(([key, resources]) => `${key}: ${formatResources(resources)}`)
}

function takeOffers(play: Play): string {
  const made = listed(offerTexts(play.offers.values()))
  play.offers = new Map()
  return made
}

function expectOffers(reader: Reader): Check {
  const wanted = listed(offerTexts(readList(reader, 'offers', readOffer)))
  return (play) => {
    const made = takeOffers(play)
    return made === wanted ? null : `offers ${made}; expected ${wanted}`
  }
}

function expectOneOf(reader: Reader): Check {
  const lists: unknown = reader.record.alternatives
  reader.asked.add('alternatives')
  const readers = (Array.isArray(lists) ? lists : []).map((offers: unknown) => makeReader({ offers }))
  if (!Array.isArray(lists)) reader.issue ??= `'alternatives' is not a list`
  const wanted = readers.map((each) => listed(offerTexts(readList(each, 'offers', readOffer))))
  reader.issue ??= readers.map((each) => each.issue).find((issue) => issue !== null) ?? null
  return (play) => {
    const made = takeOffers(play)
    return wanted.includes(made) ? null : `offers ${made}; expected one of ${wanted.join(' | ')}`
  }
}

function numbersOnly(resources: Resources): Resources {
  return resources.filter((entry) => entry.ranges === null)
}

/** These cases speak of numbers; sets are compared where the case names one. */
function compareResources(actual: Resources, wanted: Resources): string | null {
  const made = wanted.some((entry) => entry.ranges !== null) ? actual : numbersOnly(actual)
  return equalResources(made, wanted) ? null : `'${formatResources(made)}'; expected '${formatResources(wanted)}'`
}

function expectAllocated(reader: Reader): Check {
  const names = (['framework', 'role', 'agent'] as const).filter((key) => has(reader, key))
  const asked = names.map((key) => [key, readText(reader, key)] as const)
  const wanted = readResources(reader, 'resources')
  return (play) => {
    const rows = heldRows(play.state).filter((row) => asked.every(([key, name]) => row[key] === name))
    let sum: Resources = []
    for (const row of rows)
      sum = addResources(sum, numbersOnly(wanted).length === wanted.length ? numbersOnly(row.resources) : row.resources)
    const difference = compareResources(sum, wanted)
    return difference === null ? null : `held: ${difference}`
  }
}

function expectTotal(reader: Reader): Check {
  const wanted = readResources(reader, 'resources')
  return (play) => compareResources(totalResources(play.state), wanted)
}

function expectShares(reader: Reader): Check {
  const readShare = (values: Reader, role: string) => (values.record[role] === null ? null : readNumber(values, role))
  const wanted = readMap(reader, 'shares', readShare)
  const tolerance = readNumber(reader, 'tolerance')
  return (play) => {
    for (const [role, share] of Object.entries(wanted)) {
      const actual = roleShare(play.state, role)?.share ?? null
      const isSame = actual === null || share === null ? actual === share : isNear(actual, share, tolerance)
      if (!isSame) return `the share of ${role} is ${actual}; expected ${share}`
    }
    return null
  }
}

function expectFilters(reader: Reader): Check {
  const wanted = readMap(reader, 'counts', readNumber)
  return (play) => {
    const wrong = Object.entries(wanted).find(([role, count]) => filterCount(play.state, role) !== count)
    return wrong ? `${filterCount(play.state, wrong[0])} filters in ${wrong[0]}; expected ${wrong[1]}` : null
  }
}

function expectRuns(reader: Reader): Check {
  const wanted = readNumber(reader, 'count')
  return (play) => (play.state.runs === wanted ? null : `${play.state.runs} runs; expected ${wanted}`)
}

const EXPECTATIONS: Readonly<Record<string, (reader: Reader) => Check>> = {
  offers: expectOffers,
  oneOf: expectOneOf,
  allocated: expectAllocated,
  total: expectTotal,
  shares: expectShares,
  filters: expectFilters,
  allocationRuns: expectRuns,
}

/** Checks an `expect` step. The answer is the difference, or what is wrong with the step, or null. */
export function expectation(play: Play, reader: Reader): string | null {
  if (!isRecord(reader.record) || reader.issue !== null) return reader.issue
  const name = readText(reader, 'expect')
  const read = Object.hasOwn(EXPECTATIONS, name) ? EXPECTATIONS[name] : undefined
  if (read === undefined) return `'${name}' is not an expectation`
  const check = read(reader)
  return issueOf(reader) ?? check(play)
}
