/** How machines come to life. */
import { assert } from '#base/assert.ts'
import type { ChartState, ChartStep } from '../charts/stepper.ts'
import { perform, recordState } from './machines.ts'
import { kindNamed, roleIn, type Sim } from './sim.ts'
import {
  API,
  KIND,
  ROUTE,
  ROUTES,
  memberNumber,
  sentBy,
  setMember,
  streamOf,
  type Instance,
  type Kind,
  type Process,
} from './world.ts'

const START = { type: 'start' } as const

/** To be found by its id from now on. */
export function bring(
  sim: Sim,
  kind: string,
  id: string,
  process: string,
  owner: string,
  input: unknown,
  serviceMs = 0,
): void {
  const { world } = sim
  if (world.instances.has(id)) assert(false, `${id} is not there twice`)
  const home = owner === id ? null : (world.instances.get(owner) ?? null)
  const shared = kindNamed(sim, kind)
  const first = shared.stepper.initial(input)
  const instance = made(sim, shared, id, process, owner, home, input, first.state)
  instance.number = sim.recorder.number(id)
  if (owner === id) {
    instance.home = instance
    const [role, sent] = [roleIn(sim, id), sentBy(world, id)]
    instance.mail = { role, sent, serviceMs, working: null, inbox: null, [ROUTE]: null, [ROUTES]: null }
  }
  world.instances.set(id, instance)
  begin(sim, instance, first, input)
}

/**
 * One of very many machines of books: only who made it can reach it. Its id is the family's name with the index behind.
 * `home` keeps the books.
 */
export function bringLoose(
  sim: Sim,
  kind: string,
  family: string,
  index: number,
  home: Instance,
  input: unknown,
): Instance {
  const { world, recorder } = sim
  const id = `${family}${index}`
  const shared = kindNamed(sim, kind)
  const first = shared.stepper.initial(input)
  const instance = made(sim, shared, id, home.process, home.id, home, input, first.state)
  instance.unlisted = true
  instance.number = memberNumber(world, family, index)
  if (instance.number < 0) {
    instance.number = recorder.fresh(id)
    setMember(world, family, index, instance.number)
  }
  begin(sim, instance, first, input)
  return instance
}

function made(
  sim: Sim,
  shared: Kind,
  id: string,
  process: string,
  owner: string,
  home: Instance | null,
  input: unknown,
  state: ChartState,
): Instance {
  const { world, scenario } = sim
  const { definition } = shared
  // In front what every look at a machine asks for: very many machines do not stay in a cache.
  return {
    state,
    gone: false,
    number: -1,
    home,
    [KIND]: shared,
    [API]: null,
    mail: null,
    process,
    books: definition.books ? definition.books(input, scenario) : null,
    id,
    kind: definition.kind,
    owner,
    rng: home ? home.rng : streamOf(world, scenario.seed, owner),
    timers: null,
    place: -1,
    unlisted: false,
    loose: 0,
  }
}

/** Its first state is recorded as coming from nothing. */
function begin(sim: Sim, instance: Instance, step: ChartStep, input: unknown): void {
  enter(sim.world.processes.get(instance.process), instance)
  recordState(sim, instance, '', START)
  if (step.effects.length > 0) perform(sim, instance, step, { type: 'start', body: input })
}

function enter(process: Process | undefined, instance: Instance): void {
  if (!process) return
  if (instance.owner === instance.id) process.members.add(instance.id)
  else instance.place = process.machines.push(instance) - 1
}
