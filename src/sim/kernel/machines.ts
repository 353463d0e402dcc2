/** Stepping machines and performing what they return. */
import { assert } from '#base/assert.ts'
import type { ChartEffect, ChartStep, Stepper } from '../charts/stepper.ts'
import type { Api, Definition, Effect, SimEvent } from './definition.ts'
import { enqueueTimer, kindOf, type Sim } from './sim.ts'
import { API, type Instance, type Kind, type Timer } from './world.ts'

/** Steps a machine, writes the change of its state, performs its effects. False: nobody handled the event. */
export function stepInstance(sim: Sim, instance: Instance, event: SimEvent): boolean {
  const { stepper } = kindOf(sim, instance)
  const before = instance.state.value
  const step = stepper.step(instance.state, event)
  if (!step.taken) return false
  instance.state = step.state
  if (step.state.value !== before) recordState(sim, instance, before, event)
  perform(sim, instance, step, event)
  return true
}

export function recordState(sim: Sim, instance: Instance, before: string, event: SimEvent): void {
  const name = timerName(sim, instance, event.type)
  sim.recorder.state(sim.world.now, instance.number, before, instance.state.value, name, sim.cause)
}

/** XState names the timer of a delayed transition `xstate.after.DELAY.NODE`: people read DELAY. */
function timerName(sim: Sim, instance: Instance, id: string): string {
  if (!id.startsWith('xstate.after.')) return id
  const machine = kindOf(sim, instance).definition.machine.id
  const rest = id.slice('xstate.after.'.length)
  const at = rest.indexOf(`.${machine}`)
  return at < 0 ? rest : rest.slice(0, at)
}

export function perform(sim: Sim, instance: Instance, step: ChartStep, event: SimEvent): void {
  if (step.effects.length === 0) return
  const kind = kindOf(sim, instance)
  const api = instance[API] ?? sim.makeApi(sim, instance)
  const { effects } = step
  // By its places: an iterator over a frozen list makes an object a place.
  for (let k = 0; k < effects.length; k += 1) {
    const effect = effects[k] as ChartEffect
    const run = effect === kind.effect ? kind.run : runOf(kind, effect)
    if (run !== null) run(api as never, event, (effect as { params?: unknown }).params)
    else performBuiltIn(sim, instance, api, effect)
  }
}

/** What carries out an effect; null: it is the kernel's own. Kept for the next one, which mostly is the same. */
function runOf(kind: Kind, effect: ChartEffect): Effect<never> | null {
  const run = kind.runs.get(effect.type)
  if (run === undefined) assert(false, `${kind.definition.kind} has an effect '${effect.type}'`)
  kind.effect = effect
  kind.run = run
  return run
}

/** What machines of a kind share. */
export function makeKind(definition: Definition, stepper: Stepper): Kind {
  const runs = new Map<string, Effect<never> | null>(Object.entries(definition.effects))
  for (const type of BUILT_IN) runs.set(type, null)
  return { definition, stepper, runs, effect: null, run: null }
}

const BUILT_IN = ['chart.arm', 'chart.cancel', 'send'] as const

function performBuiltIn(sim: Sim, instance: Instance, api: Api<object>, effect: ChartEffect): void {
  switch (effect.type) {
    case 'chart.arm': {
      const { timer, delayMs, event } = effect as Extract<ChartEffect, { type: 'chart.arm' }>
      return armTimer(sim, instance, timer, delayMs, { ...event }, false)
    }
    case 'chart.cancel':
      return cancelTimer(sim, instance, (effect as Extract<ChartEffect, { type: 'chart.cancel' }>).timer)
    case 'send': {
      const { to, name, body } = (effect as { params: { to: string; name: string; body: unknown } }).params
      return api.send(to, name, body)
    }
  }
}

export function armTimer(
  sim: Sim,
  instance: Instance,
  name: string,
  delayMs: number,
  event: SimEvent,
  periodic: boolean,
): void {
  const { world, recorder } = sim
  if (!(Number.isInteger(delayMs) && delayMs >= 0))
    assert(false, `timer ${name} of ${instance.id} waits whole ms, not ${delayMs}`)
  if (instance.timers?.has(name)) cancelTimer(sim, instance, name)
  const due = world.now + delayMs
  const number = recorder.number(timerName(sim, instance, name))
  recorder.timer(world.now, instance.number, number, 'armed', due, sim.cause)
  instance.timers ??= new Map()
  instance.timers.set(name, enqueueTimer(sim, due, instance, name, number, event, periodic))
}

/** A timer beside the named ones: only who keeps it can stop it. For who has very many. */
export function armLoose(sim: Sim, instance: Instance, number: number, delayMs: number, event: SimEvent): Timer {
  const { world, recorder } = sim
  const due = world.now + delayMs
  recorder.timer(world.now, instance.number, number, 'armed', due, sim.cause)
  instance.loose += 1
  return enqueueTimer(sim, due, instance, null, number, event, false)
}

export function cancelLoose(sim: Sim, timer: Timer): void {
  if (!timer.live) return
  timer.live = false
  timer.of.loose -= 1
  sim.world.pending -= 1
  sim.recorder.timer(sim.world.now, timer.of.number, timer.nameNumber, 'cancelled', timer.at, sim.cause)
}

export function cancelTimer(sim: Sim, instance: Instance, name: string): void {
  const timer = instance.timers?.get(name)
  if (!timer) return
  instance.timers?.delete(name)
  timer.live = false
  if (!timer.periodic) sim.world.pending -= 1
  sim.recorder.timer(sim.world.now, instance.number, timer.nameNumber, 'cancelled', timer.at, sim.cause)
}
