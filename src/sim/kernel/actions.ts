/** The user's timed wishes: those about the network are carried out here, the others by the cluster. */
import type { Action, Span } from '#model/scenario/types.ts'
import type { ActionApi } from './definition.ts'
import { stepInstance } from './machines.ts'
import { pairKey } from './network.ts'
import { endProcess, startProcess } from './processes.ts'
import { instanceOf, type Sim } from './sim.ts'
import { hasEntry, moveEntry } from './queue.ts'
import { flightId, type NextRule, type QueueEntry } from './world.ts'

function actionApi(sim: Sim): ActionApi {
  return {
    now: sim.world.now,
    scenario: sim.scenario,
    has: (id) => instanceOf(sim, id) !== undefined,
    stateOf: (id) => instanceOf(sim, id)?.state.value ?? null,
    booksOf: (id) => instanceOf(sim, id)?.books ?? null,
    step: (id, event) => {
      const instance = instanceOf(sim, id)
      return instance ? stepInstance(sim, instance, event) : false
    },
    startProcess: (plan) => startProcess(sim, plan),
    endProcess: (process) => endProcess(sim, process),
    processUp: (process) => sim.world.processes.has(process),
  }
}

function addRule(sim: Sim, action: Action, what: NextRule['what']): null {
  sim.world.faults.next.push({
    what,
    from: action['from'] as string,
    to: action['to'] as string,
    name: (action['name'] as string | undefined) ?? null,
    left: (action['count'] as number | undefined) ?? 1,
    byMs: (action['byMs'] as number | undefined) ?? 0,
  })
  return null
}

function setLatency(sim: Sim, action: Action): null {
  const { faults } = sim.world
  const between = action['between'] as readonly [string, string] | undefined
  const given = action['latencyMs'] as number | Span
  const latency: Span = typeof given === 'number' ? [given, given] : given
  if (between) faults.links.push({ between, latency })
  else faults.latency = latency
  return null
}

/** A message that already flies is taken out of its place and arrives at the wished time; a later one when it is sent. */
function deliverAt(sim: Sim, action: Action): null {
  const { world } = sim
  const id = action['message'] as string
  const at = action['deliverMs'] as number
  if (!moveEntry(world.queue, isFlight(id), at)) world.faults.deliverAt.set(id, at)
  return null
}

const NETWORK: ReadonlySet<string> = new Set([
  'cutLink',
  'healLink',
  'setLatency',
  'loseNext',
  'duplicateNext',
  'delayNext',
  'deliverAt',
])

function network(sim: Sim, action: Action): null {
  const between = action['between'] as readonly [string, string] | undefined
  switch (action.do) {
    case 'cutLink':
      if (between) sim.world.faults.cuts.add(pairKey(...between))
      return null
    case 'healLink':
      if (between) sim.world.faults.cuts.delete(pairKey(...between))
      return null
    case 'setLatency':
      return setLatency(sim, action)
    case 'loseNext':
      return addRule(sim, action, 'lose')
    case 'duplicateNext':
      return addRule(sim, action, 'duplicate')
    case 'delayNext':
      return addRule(sim, action, 'delay')
    case 'deliverAt':
      return deliverAt(sim, action)
    default:
      return null
  }
}

/**
 * Carries out an action. Its record comes first, since all that follows is caused by it; where it is not possible
 * now, the record says why (`impossible`) and nothing follows.
 */
export function act(sim: Sim, action: Action): void {
  const { atMs: _atMs, ...keys } = action
  const { recorder, world } = sim
  sim.cause = recorder.next
  const why = possible(sim, action)
  recorder.add({
    at: world.now,
    type: 'action',
    name: action.do,
    cause: -1,
    body: why === null ? keys : { ...keys, impossible: why },
  })
  if (why !== null) return
  if (NETWORK.has(action.do)) network(sim, action)
  else sim.cluster.act(actionApi(sim), action)
}

/** Dry look, without carrying anything out: the kernel knows of links and messages, the cluster of the rest. */
function possible(sim: Sim, action: Action): string | null {
  switch (action.do) {
    case 'cutLink':
      return isCutNow(sim, action) ? 'this link is cut already' : null
    case 'healLink':
      return isCutNow(sim, action) ? null : 'this link is not cut'
    case 'setLatency':
      return null
    case 'loseNext':
    case 'duplicateNext':
    case 'delayNext':
      return withinOneProcess(sim, action) ? 'they are one process: what they call reaches the other at once' : null
    case 'deliverAt':
      return whyNotAt(sim, action)
    default:
      return sim.cluster.possible(actionApi(sim), action)
  }
}

function isCutNow(sim: Sim, action: Action): boolean {
  const between = action['between'] as readonly [string, string]
  return sim.world.faults.cuts.has(pairKey(...between))
}

function withinOneProcess(sim: Sim, action: Action): boolean {
  const from = instanceOf(sim, action['from'] as string)
  const to = instanceOf(sim, action['to'] as string)
  return from !== undefined && from.process === to?.process
}

/** A message of the future may be meant; one that was sent must still be under way. */
function whyNotAt(sim: Sim, action: Action): string | null {
  if ((action['deliverMs'] as number) < sim.world.now) return 'it cannot arrive before now'
  const id = action['message'] as string
  const hash = id.lastIndexOf('#')
  const wasSent = Number(id.slice(hash + 1)) <= (sim.world.sentBy.get(id.slice(0, hash))?.n ?? 0)
  return wasSent && !hasEntry(sim.world.queue, isFlight(id)) ? 'this message is not under way any more' : null
}

function isFlight(id: string): (queued: QueueEntry) => boolean {
  return (queued) => queued.kind === 'flight' && flightId(queued) === id
}
