/** Plays a case of kind `sorter`: the DRF sorter alone, without runs and time. */
import {
  type Resources,
  addResources,
  containsResources,
  equalResources,
  formatResources,
  subtractResources,
} from '#model/resources.ts'
import {
  type Sorter,
  activate,
  addClient,
  allocated,
  deactivate,
  makeSorter,
  makeTotals,
  removeClient,
  reallocated,
  setWeight,
  shareOf,
  sortedTags,
  unallocated,
} from '#sim/allocator/sorter.ts'
import { type CaseResult, atStep, isNear, listed } from './caseResult.ts'
import {
  type Reader,
  has,
  issueOf,
  makeReader,
  readFlag,
  readMap,
  readNumber,
  readResources,
  readText,
  readTexts,
} from './reader.ts'

interface Play {
  readonly sorter: Sorter
  /** Columns of the sorter. */
  readonly names: string[]
  /** Clients by tag. */
  readonly clients: string[]
  readonly agents: Map<string, Resources>
  /** By client, by agent. */
  readonly held: Map<string, Map<string, Resources>>
}

type Step = (play: Play) => string | null | void

/** Scalars by column; a new name gets one. */
function columns(play: Play, resources: Resources): number[] {
  const { totals } = play.sorter
  const amounts = totals.milli.map(() => 0)
  for (const entry of resources) {
    if (entry.ranges !== null) continue
    let column = play.names.indexOf(entry.name)
    if (column < 0) {
      column = play.names.push(entry.name) - 1
      totals.milli.push(0)
      totals.counted.push(true)
      amounts.push(0)
    }
    amounts[column] = (amounts[column] as number) + entry.milli
  }
  return amounts
}

function addTotal(play: Play, resources: Resources, factor: 1 | -1): void {
  const { totals } = play.sorter
  columns(play, resources).forEach((milli, s) => {
    totals.milli[s] = (totals.milli[s] as number) + factor * milli
  })
  totals.version += 1
}

function onClient(client: string, act: Step): Step {
  return (play) => (play.sorter.leaves.has(client) ? act(play) : `there is no client ${client}`)
}

function heldOn(play: Play, client: string, agent: string): Resources {
  return play.held.get(client)?.get(agent) ?? []
}

function setHeld(play: Play, client: string, agent: string, resources: Resources): void {
  const byAgent = play.held.get(client) ?? new Map<string, Resources>()
  play.held.set(client, byAgent.set(agent, resources))
}

function doAddAgent(reader: Reader): Step {
  const agent = readText(reader, 'agent')
  const resources = readResources(reader, 'resources')
  return (play) => {
    play.agents.set(agent, addResources(play.agents.get(agent) ?? [], resources))
    addTotal(play, resources, 1)
  }
}

function doRemoveAgent(reader: Reader): Step {
  const agent = readText(reader, 'agent')
  return (play) => {
    const resources = play.agents.get(agent)
    if (resources === undefined) return `there is no agent ${agent}`
    play.agents.delete(agent)
    addTotal(play, resources, -1)
  }
}

function doAddClient(reader: Reader): Step {
  const client = readText(reader, 'client')
  const isActive = readFlag(reader, 'active', true)
  return (play) => {
    if (play.sorter.leaves.has(client)) return `${client} is there already`
    addClient(play.sorter, client, play.clients.push(client) - 1)
    if (isActive) activate(play.sorter, client)
  }
}

function doRemoveClient(reader: Reader): Step {
  const client = readText(reader, 'client')
  return onClient(client, (play) => {
    removeClient(play.sorter, client)
    play.held.delete(client)
  })
}

/** `allocated` and `unallocated`. */
function doMove(reader: Reader, gives: boolean): Step {
  const client = readText(reader, 'client')
  const agent = readText(reader, 'agent')
  const resources = readResources(reader, 'resources')
  return onClient(client, (play) => {
    const before = heldOn(play, client, agent)
    if (!gives && !containsResources(before, resources)) return `${client} holds only '${formatResources(before)}'`
    setHeld(play, client, agent, gives ? addResources(before, resources) : subtractResources(before, resources))
    if (gives) allocated(play.sorter, client, columns(play, resources))
    else unallocated(play.sorter, client, columns(play, resources))
    return null
  })
}

function doUpdateAllocation(reader: Reader): Step {
  const client = readText(reader, 'client')
  const agent = readText(reader, 'agent')
  const from = readResources(reader, 'from')
  const to = readResources(reader, 'to')
  return onClient(client, (play) => {
    const before = heldOn(play, client, agent)
    if (!containsResources(before, from)) return `${client} holds only '${formatResources(before)}'`
    setHeld(play, client, agent, addResources(subtractResources(before, from), to))
    reallocated(play.sorter, client, columns(play, from), columns(play, to))
    return null
  })
}

function doUpdateWeight(reader: Reader): Step {
  const client = readText(reader, 'client')
  const weight = readNumber(reader, 'weight')
  return (play) => (weight > 0 ? setWeight(play.sorter, client, weight) : 'the weight is not above 0')
}

function expectOrder(reader: Reader): Step {
  const wanted = readTexts(reader, 'clients')
  const anyOrder = readFlag(reader, 'anyOrder', false)
  return (play) => {
    const order = sortedTags(play.sorter).map((tag) => play.clients[tag] ?? '')
    const text = (names: readonly string[]) => (anyOrder ? listed(names) : names.join(', '))
    return text(order) === text(wanted) ? null : `the order is ${order.join(', ')}; expected ${wanted.join(', ')}`
  }
}

function expectShares(reader: Reader): Step {
  const wanted = readMap(reader, 'shares', readNumber)
  const tolerance = readNumber(reader, 'tolerance')
  return (play) => {
    for (const [client, share] of Object.entries(wanted)) {
      const leaf = play.sorter.leaves.get(client)
      if (leaf === undefined) return `there is no client ${client}`
      const actual = shareOf(play.sorter.totals, leaf.alloc, play.sorter.weights.get(client) ?? 1)
      if (!isNear(actual, share, tolerance)) return `the share of ${client} is ${actual}; expected ${share}`
    }
    return null
  }
}

function expectClients(reader: Reader): Step {
  const present = readTexts(reader, 'has', [])
  const lacking = readTexts(reader, 'lacks', [])
  const count = has(reader, 'count') ? readNumber(reader, 'count') : null
  return ({ sorter }) => {
    const missing = present.find((client) => !sorter.leaves.has(client))
    if (missing !== undefined) return `${missing} is not a client`
    const extra = lacking.find((client) => sorter.leaves.has(client))
    if (extra !== undefined) return `${extra} is a client`
    return count === null || count === sorter.leaves.size ? null : `${sorter.leaves.size} clients; expected ${count}`
  }
}

function expectAllocation(reader: Reader): Step {
  const client = has(reader, 'client') ? readText(reader, 'client') : null
  const agent = has(reader, 'agent') ? readText(reader, 'agent') : null
  const wanted = readResources(reader, 'resources')
  return (play) => {
    let sum: Resources = []
    for (const [name, byAgent] of play.held) {
      for (const [on, resources] of byAgent) {
        if ((client ?? name) === name && (agent ?? on) === on) sum = addResources(sum, resources)
      }
    }
    return equalResources(sum, wanted) ? null : `'${formatResources(sum)}'; expected '${formatResources(wanted)}'`
  }
}

const STEPS: Readonly<Record<string, (reader: Reader) => Step>> = {
  'do addAgent': doAddAgent,
  'do removeAgent': doRemoveAgent,
  'do addClient': doAddClient,
  'do removeClient': doRemoveClient,
  'do activate': (reader) => {
    const client = readText(reader, 'client')
    return onClient(client, ({ sorter }) => activate(sorter, client))
  },
  'do deactivate': (reader) => {
    const client = readText(reader, 'client')
    return onClient(client, ({ sorter }) => deactivate(sorter, client))
  },
  'do allocated': (reader) => doMove(reader, true),
  'do unallocated': (reader) => doMove(reader, false),
  'do updateAllocation': doUpdateAllocation,
  'do updateWeight': doUpdateWeight,
  'expect order': expectOrder,
  'expect shares': expectShares,
  'expect clients': expectClients,
  'expect allocation': expectAllocation,
}

export function runSorterCase(json: Readonly<Record<string, unknown>>): CaseResult {
  if (!Array.isArray(json.steps)) return { ok: false, difference: `'steps' is not a list` }
  const sorter = makeSorter(makeTotals(), false)
  const play: Play = { sorter, names: [], clients: [], agents: new Map(), held: new Map() }
  for (const [index, step] of json.steps.entries()) {
    const reader = makeReader(step)
    const key = has(reader, 'do') ? 'do' : 'expect'
    const name = readText(reader, key)
    const read = Object.hasOwn(STEPS, `${key} ${name}`) ? STEPS[`${key} ${name}`] : undefined
    if (read === undefined) return atStep(index, name, 'is not a step of a sorter')
    const act = read(reader)
    const difference = issueOf(reader) ?? act(play) ?? null
    if (difference !== null) return atStep(index, name, difference)
  }
  return { ok: true }
}
