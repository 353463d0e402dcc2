/**
 * Messages between components. Inside a process a message is a dispatch: same instant, behind what is queued. Between
 * processes it takes a latency drawn from the stream of its ordered pair, and keeps its order within the pair, as over
 * one TCP connection (reference 1.6). Faults lose, delay, duplicate, reorder.
 */
import { makeRng, nextInt } from '#base/rng.ts'
import type { MessageEntry } from '#model/messages/catalogue.ts'
import type { Span } from '#model/scenario/types.ts'
import type { Role } from '#model/roles.ts'
import type { Depth } from '#model/trace/records.ts'
import { stepInstance } from './machines.ts'
import { enqueue, enqueueFlight, hostOf, instanceOf, roleIn, type Sim } from './sim.ts'
import {
  flightId,
  ROUTE,
  ROUTES,
  sentBy,
  type Flight,
  type Instance,
  type NextRule,
  type Pair,
  type Route,
} from './world.ts'

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

function pairOf({ world, scenario }: Sim, from: string, to: string): Pair {
  let pairs = world.pairs.get(from)
  if (!pairs) {
    pairs = new Map()
    world.pairs.set(from, pairs)
  }
  let pair = pairs.get(to)
  if (!pair) {
    pair = { rng: makeRng(scenario.seed, `link ${from}>${to}`), lastArrival: 0 }
    pairs.set(to, pair)
  }
  return pair
}

/** When a message handed over now arrives; moves the pair's stream on. */
export function arrival(sim: Sim, from: string, to: string, extraMs = 0, pair = pairOf(sim, from, to)): number {
  const [low, high] = latencyOf(sim, from, to)
  const at = Math.max(sim.world.now + nextInt(pair.rng, low, high) + extraMs, pair.lastArrival)
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

const LAUNCH_STEP = 6

/** An ACCEPT may only reserve, or give back. */
function isLaunch(body: unknown): boolean {
  const { operations } = body as { readonly operations?: readonly { readonly type: string }[] }
  return operations?.some(({ type }) => type.startsWith('LAUNCH')) ?? true
}

/** Step of the DC/OS figure: offers are 2 while the framework has nothing to launch, 5 when it has. */
function stepNumber(sim: Sim, step: NonNullable<MessageEntry['step']>, to: string, body: unknown): number {
  if (step === LAUNCH_STEP) return isLaunch(body) ? step : 0
  if (step !== 'offer') return step
  const scheduler = to.startsWith('driver:') ? to.slice('driver:'.length) : to
  const books = instanceOf(sim, scheduler)?.books as { pending?: number } | null | undefined
  return (books?.pending ?? 0) > 0 ? 5 : 2
}

/** Entry of the catalogue, remembered: the same few messages are sent again and again. */
function entryOf(sim: Sim, name: string, from: Role, to: Role): MessageEntry | undefined {
  let byTo = sim.entries.get(from)
  if (!byTo) sim.entries.set(from, (byTo = new Map()))
  let byName = byTo.get(to)
  if (!byName) byTo.set(to, (byName = new Map()))
  let entry = byName.get(name)
  if (entry === undefined) byName.set(name, (entry = sim.cluster.entry(name, from, to) ?? null))
  return entry ?? undefined
}

/** The way of a message: mostly that of the sender's newest one, or of its newest one of that name. */
function routeOf(sim: Sim, from: Instance, to: string, name: string): Route {
  const { mail } = from
  if (mail === null) return newRoute(sim, from, to, name)
  const newest = mail[ROUTE]
  if (newest && newest.name === name && leadsTo(newest, to)) return newest
  const routes = (mail[ROUTES] ??= new Map())
  let route = routes.get(name)
  if (route === undefined || !leadsTo(route, to)) routes.set(name, (route = newRoute(sim, from, to, name)))
  mail[ROUTE] = route
  return route
}

function leadsTo({ to, receiver }: Route, id: string): boolean {
  return to === id && receiver?.gone === false
}

function newRoute(sim: Sim, from: Instance, to: string, name: string): Route {
  const { recorder } = sim
  const receiver = instanceOf(sim, to) ?? null
  const entry = entryOf(sim, name, from.mail?.role ?? roleIn(sim, from.id), receiver?.mail?.role ?? roleIn(sim, to))
  const toNumber = receiver ? receiver.number : recorder.number(to)
  const nameNumber = recorder.number(name)
  const depth: Depth = entry?.depth ?? 3
  return {
    from: from.id,
    to,
    name,
    receiver,
    local: receiver?.process === from.process,
    fromNumber: from.number,
    toNumber,
    nameNumber,
    depth,
    step: entry?.step,
    pair: null,
  }
}

export function sendMessage(sim: Sim, from: Instance, to: string, name: string, body: unknown): void {
  const count = from.mail?.sent ?? sentBy(sim.world, from.id)
  const n = (count.n += 1)
  const route = routeOf(sim, from, to, name)
  if (route.local) {
    const at = plannedAt(sim, from.id, n) ?? sim.world.now
    enqueueFlight(sim, recorded(sim, route, n, at, at, body))
  } else sendAway(sim, from, route, n, body)
}

/** The `sent` record, and what is on its way from then on. */
function recorded(sim: Sim, route: Route, n: number, at: number, due: number, body: unknown): Flight {
  const { world, recorder, cause } = sim
  const step = route.step === undefined ? 0 : stepNumber(sim, route.step, route.to, body)
  const sent = recorder.sent(world.now, route, cause, n, due, step, sim.bodies ? body : undefined)
  return { kind: 'flight', at, seq: 0, n, route, body, sent, step }
}

/** To another process: through the network and its faults. */
function sendAway(sim: Sim, from: Instance, route: Route, n: number, body: unknown): void {
  const { id } = from
  const { to, name } = route
  const rule = takeRule(sim, id, to, name)
  const why = lossOf(sim, id, to, rule)
  route.pair ??= pairOf(sim, id, to)
  const drawn = arrival(sim, id, to, rule?.what === 'delay' ? rule.byMs : 0, route.pair)
  const at = plannedAt(sim, id, n) ?? drawn
  const flight = recorded(sim, route, n, at, why === null ? at : Number.NaN, body)
  if (why !== null) return dropFlight(sim, flight, why)
  enqueueFlight(sim, flight)
  if (rule?.what === 'duplicate') enqueueFlight(sim, { ...flight, at: arrival(sim, id, to) })
}

/** When a `deliverAt` wants the sender's n-th message to arrive, though not before now. */
function plannedAt({ world }: Sim, from: string, n: number): number | undefined {
  const { deliverAt } = world.faults
  const planned = deliverAt.size === 0 ? undefined : deliverAt.get(`${from}#${n}`)
  return planned === undefined ? undefined : Math.max(world.now, planned)
}

function lossOf(sim: Sim, from: string, to: string, rule: NextRule | null): string | null {
  if (rule?.what === 'lose') return 'lost by an action'
  if (isCut(sim, from, to)) return 'the link is cut'
  return null
}

export function dropFlight(sim: Sim, flight: Flight, why: string): void {
  const { step, sent } = flight
  const { from, to, name, depth } = flight.route
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
  const { route } = flight
  const receiver = route.receiver?.gone === false ? route.receiver : instanceOf(sim, route.to)
  if (!receiver) return dropFlight(sim, flight, 'nobody there')
  if (!route.local && isCut(sim, route.from, route.to)) return dropFlight(sim, flight, 'the link is cut')
  const { mail } = receiver
  if (mail !== null && mail.working !== null) (mail.inbox ??= []).push(flight)
  else deliver(sim, receiver, flight)
}

function deliver(sim: Sim, receiver: Instance, flight: Flight): void {
  const delivered = sim.recorder.delivered(sim.world.now, flight.route, receiver.number, flight.sent, flight.step)
  const { mail } = receiver
  if (mail === null || mail.serviceMs === 0) return work(sim, receiver, flight, delivered)
  mail.working = flightId(flight)
  enqueue(sim, sim.world.now + mail.serviceMs, { kind: 'service', of: receiver.id, flight, cause: delivered })
}

function work(sim: Sim, receiver: Instance, flight: Flight, cause: number): void {
  sim.cause = cause
  stepInstance(sim, receiver, { type: flight.route.name, from: flight.route.from, body: flight.body })
}

/** The receiver's time for a message is over: it acts, and takes the next from its inbox. */
export function finishService(sim: Sim, of: string, flight: Flight, cause: number): void {
  const receiver = instanceOf(sim, of)
  const mail = receiver?.mail
  if (!receiver || !mail || mail.working !== flightId(flight)) return
  mail.working = null
  work(sim, receiver, flight, cause)
  const next = mail.inbox?.shift()
  if (next) deliver(sim, receiver, next)
}
