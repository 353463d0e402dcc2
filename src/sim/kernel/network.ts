/**
 * Messages between components. Inside a process a message is a dispatch: same instant, behind what is queued. Between
 * processes it takes a latency drawn from the stream of its ordered pair, and keeps its order within the pair, as over
 * one TCP connection (reference 1.6). Faults lose, delay, duplicate, reorder.
 */
import { makeRng, nextInt } from '#base/rng.ts'
import type { MessageEntry } from '#model/messages/catalogue.ts'
import type { Span } from '#model/scenario/types.ts'
import type { Depth } from '#model/trace/records.ts'
import { stepInstance } from './machines.ts'
import { enqueue, hostOf, instanceOf, roleIn, type Sim } from './sim.ts'
import type { Flight, Instance, NextRule } from './world.ts'

export function pairKey(x: string, y: string): string {
  return x < y ? `${x}|${y}` : `${y}|${x}`
}

function isCut(sim: Sim, from: string, to: string): boolean {
  const { cuts } = sim.world.faults
  if (cuts.size === 0) return false
  const fromHost = hostOf(sim, from)
  const toHost = hostOf(sim, to)
  return [from, fromHost].some((x) => [to, toHost].some((y) => cuts.has(pairKey(x, y))))
}

function latencyOf(sim: Sim, from: string, to: string): Span {
  const { faults } = sim.world
  if (faults.links.length === 0) return faults.latency
  const ends = [from, hostOf(sim, from), to, hostOf(sim, to)]
  const rule = faults.links.findLast(
    ({ between: [x, y] }) =>
      (ends.slice(0, 2).includes(x) && ends.slice(2).includes(y)) ||
      (ends.slice(0, 2).includes(y) && ends.slice(2).includes(x)),
  )
  return rule ? rule.latency : faults.latency
}

/** When a message handed over now arrives; moves the pair's stream on. */
export function arrival(sim: Sim, from: string, to: string, extraMs = 0): number {
  const { world, scenario } = sim
  const key = `${from}>${to}`
  let pair = world.pairs.get(key)
  if (!pair) {
    pair = { rng: makeRng(scenario.seed, `link ${key}`), lastArrival: 0 }
    world.pairs.set(key, pair)
  }
  const [low, high] = latencyOf(sim, from, to)
  const at = Math.max(world.now + nextInt(pair.rng, low, high) + extraMs, pair.lastArrival)
  pair.lastArrival = at
  return at
}

function takeRule(sim: Sim, from: string, to: string, name: string): NextRule | null {
  const { next } = sim.world.faults
  if (next.length === 0) return null
  const at = next.findIndex(
    (rule) => rule.from === from && rule.to === to && (rule.name === null || rule.name === name) && rule.left > 0,
  )
  const rule = next[at]
  if (!rule) return null
  rule.left -= 1
  if (rule.left === 0) next.splice(at, 1)
  return rule
}

/** Step of the DC/OS figure: offers are 2 while the framework has nothing to launch, 5 when it has. */
function stepNumber(sim: Sim, entry: MessageEntry | undefined, to: string): number {
  if (entry?.step === undefined) return 0
  if (entry.step !== 'offer') return entry.step
  const books = instanceOf(sim, to.replace(/^driver:/, ''))?.books as { pending?: number } | null | undefined
  return (books?.pending ?? 0) > 0 ? 5 : 2
}

export function sendMessage(sim: Sim, from: Instance, to: string, name: string, body: unknown): void {
  const { world, recorder } = sim
  const n = (world.sentBy.get(from.id) ?? 0) + 1
  world.sentBy.set(from.id, n)
  const id = `${from.id}#${n}`
  const entry = sim.cluster.entry(name, roleIn(sim, from.id), roleIn(sim, to))
  const depth: Depth = entry?.depth ?? 3
  const step = stepNumber(sim, entry, to)
  const receiver = instanceOf(sim, to)
  const local = receiver !== undefined && receiver.process === from.process
  const rule = local ? null : takeRule(sim, from.id, to, name)
  const why = local ? null : lossOf(sim, from.id, to, rule)
  const planned = world.faults.deliverAt.get(id)
  let at = local ? world.now : arrival(sim, from.id, to, rule?.what === 'delay' ? rule.byMs : 0)
  if (planned !== undefined && !local) at = Math.max(world.now, planned)
  const row = { at: world.now, from: from.id, to, name, depth, step }
  const sent = recorder.add({ ...row, type: 'sent', cause: sim.cause, link: n, due: why === null ? at : null, body })
  if (why !== null) {
    recorder.add({ ...row, type: 'lost', cause: sent, link: sent, body: { why } })
    return
  }
  const flight: Flight = { id, from: from.id, to, name, body, sent, local, depth, step }
  enqueue(sim, at, { kind: 'flight', flight })
  if (rule?.what === 'duplicate') enqueue(sim, arrival(sim, from.id, to), { kind: 'flight', flight })
}

function lossOf(sim: Sim, from: string, to: string, rule: NextRule | null): string | null {
  if (rule?.what === 'lose') return 'lost by an action'
  if (isCut(sim, from, to)) return 'the link is cut'
  return null
}

export function dropFlight(sim: Sim, flight: Flight, why: string): void {
  const { from, to, name, depth, step, sent } = flight
  sim.recorder.add({
    at: sim.world.now,
    type: 'lost',
    from,
    to,
    name,
    cause: sent,
    link: sent,
    depth,
    step,
    body: { why },
  })
}

/** A flight reaches its end: the receiver works on it now, or when it has time. */
export function arrive(sim: Sim, flight: Flight): void {
  const receiver = instanceOf(sim, flight.to)
  if (!receiver) return dropFlight(sim, flight, 'nobody there')
  if (!flight.local && isCut(sim, flight.from, flight.to)) return dropFlight(sim, flight, 'the link is cut')
  if (receiver.working !== null) receiver.inbox.push(flight)
  else deliver(sim, receiver, flight)
}

function deliver(sim: Sim, receiver: Instance, flight: Flight): void {
  const { from, to, name, depth, step, sent } = flight
  const row = { at: sim.world.now, from, to, name, link: sent, depth, step }
  const delivered = sim.recorder.add({ ...row, type: 'delivered', cause: sent })
  if (receiver.serviceMs === 0) return work(sim, receiver, flight, delivered)
  receiver.working = flight.id
  enqueue(sim, sim.world.now + receiver.serviceMs, { kind: 'service', of: receiver.id, flight, cause: delivered })
}

function work(sim: Sim, receiver: Instance, flight: Flight, cause: number): void {
  sim.cause = cause
  stepInstance(sim, receiver, { type: flight.name, from: flight.from, body: flight.body, id: flight.id })
}

/** The receiver's time for a message is over: it acts, and takes the next from its inbox. */
export function finishService(sim: Sim, of: string, flight: Flight, cause: number): void {
  const receiver = instanceOf(sim, of)
  if (receiver?.working !== flight.id) return
  receiver.working = null
  work(sim, receiver, flight, cause)
  const next = receiver.inbox.shift()
  if (next) deliver(sim, receiver, next)
}
