/** Processes: what starts and dies together, and who is told when it does. */
import type { ProcessPlan } from './definition.ts'
import { bring } from './births.ts'
import { arrival, dropFlight } from './network.ts'
import { enqueue, type Sim } from './sim.ts'
import type { Instance, Process, World } from './world.ts'

export function startProcess(sim: Sim, plan: ProcessPlan): void {
  const { world } = sim
  if (world.processes.has(plan.process)) return
  world.processes.set(plan.process, { name: plan.process, host: plan.host, members: new Set(), machines: [] })
  for (const { kind, id, input, serviceMs } of plan.members) {
    bring(sim, kind, id, plan.process, id, input, serviceMs ?? 0)
  }
}

/** Forgets one machine and its timers, without a word to anybody. */
export function forget(sim: Sim, instance: Instance): void {
  const { world } = sim
  if (!instance.unlisted) world.instances.delete(instance.id)
  instance.gone = true
  leave(world.processes.get(instance.process), instance)
  world.pending -= instance.loose
  if (instance.timers) for (const timer of instance.timers.values()) if (!timer.periodic) world.pending -= 1
  instance.timers = null
  for (const flight of instance.mail?.inbox?.splice(0) ?? []) dropFlight(sim, flight, 'nobody there')
  // What is kept books of ends in a state that says so; a component is just gone.
  if (instance.owner === instance.id)
    sim.recorder.state(world.now, instance.number, instance.state.value, '', 'gone', sim.cause)
}

/** The last of the machines takes the place of the one that goes. */
function leave(process: Process | undefined, { id, place }: Instance): void {
  if (!process) return
  if (place < 0) {
    process.members.delete(id)
    return
  }
  const last = process.machines.pop() as Instance
  if (last.place === place) return
  process.machines[place] = last
  last.place = place
}

/** Nobody watches it any more, and it watches nobody. Costs no more than its own links. */
function unlink({ links, watching }: World, id: string): void {
  for (const watcher of links.get(id) ?? []) watching.get(watcher)?.delete(id)
  for (const watched of watching.get(id) ?? []) links.get(watched)?.delete(id)
  links.delete(id)
  watching.delete(id)
}

/** Ends a process. Its components' watchers hear of it after a flight; watchers inside it are gone too. */
export function endProcess(sim: Sim, name: string): void {
  const { world } = sim
  const process = world.processes.get(name)
  if (!process) return
  const cause = sim.cause
  const members = new Set(process.members)
  const told = [...members].flatMap((id) => [...(world.links.get(id) ?? [])].map((watcher) => ({ watcher, peer: id })))
  const arrivals = told.map(({ watcher, peer }) => ({ watcher, peer, at: arrival(sim, peer, watcher) }))
  for (const id of members) {
    const instance = world.instances.get(id)
    if (instance) forget(sim, instance)
    unlink(world, id)
  }
  while (process.machines.length > 0) forget(sim, process.machines.at(-1) as Instance)
  world.processes.delete(name)
  for (const { watcher, peer, at } of arrivals) {
    if (!members.has(watcher)) enqueue(sim, at, { kind: 'exited', of: watcher, peer, cause })
  }
}
