/** What an effect may do (`definition.ts`), bound to one machine. */
import { assert } from '#base/assert.ts'
import { nextUuid } from '#base/rng.ts'
import type { Api } from './definition.ts'
import { armTimer, bring, cancelTimer, stepInstance } from './machines.ts'
import { sendMessage } from './network.ts'
import { endProcess, forget, startProcess } from './processes.ts'
import { booksOf, instanceOf, type Sim } from './sim.ts'
import type { Instance } from './world.ts'

function sameProcess(sim: Sim, self: Instance, id: string): Instance | undefined {
  const other = instanceOf(sim, id)
  if (!other) return undefined
  assert(other.process === self.process, `${self.id} reaches ${id} only by message`)
  return other
}

function diskOf(sim: Sim, process: string): Record<string, unknown> {
  let disk = sim.world.disks.get(process)
  if (!disk) {
    disk = {}
    sim.world.disks.set(process, disk)
  }
  return disk
}

function machinesPart(sim: Sim, self: Instance) {
  return {
    step: (id: string, event: Parameters<Api<object>['step']>[1]) => {
      const other = sameProcess(sim, self, id)
      return other ? stepInstance(sim, other, event) : false
    },
    spawn: (kind: string, id: string, input: unknown) => {
      const owner = id.includes('/') ? id.slice(0, id.indexOf('/')) : id
      bring(sim, kind, id, self.process, owner, input)
    },
    remove: (id: string) => {
      const other = sameProcess(sim, self, id)
      if (other) forget(sim, other)
    },
    has: (id: string) => sameProcess(sim, self, id) !== undefined,
    stateOf: (id: string) => sameProcess(sim, self, id)?.state.value ?? null,
    contextOf: (id: string) => sameProcess(sim, self, id)?.state.context ?? null,
  }
}

function recordPart(sim: Sim) {
  const { world, recorder } = sim
  return {
    task: (entry: Parameters<Api<object>['task']>[0]) => {
      const { framework, task, agent, state, seenBy, reason } = entry
      const link = recorder.number(agent)
      const body = { seenBy, reason }
      recorder.add({
        at: world.now,
        type: 'task',
        from: framework,
        to: task,
        name: state,
        link,
        cause: sim.cause,
        body,
      })
    },
    allocation: (entry: Parameters<Api<object>['allocation']>[0]) => {
      const { run, trigger } = entry
      recorder.add({ at: world.now, type: 'allocation', name: trigger, link: run, cause: sim.cause, body: entry })
    },
    point: (series: string, value: number, body?: unknown) => recorder.point(world.now, series, value, body),
  }
}

function linkPart(sim: Sim, self: Instance) {
  const { links } = sim.world
  return {
    link: (to: string) => {
      const watchers = links.get(to)
      if (watchers) watchers.add(self.owner)
      else links.set(to, new Set([self.owner]))
    },
    unlink: (to: string) => {
      links.get(to)?.delete(self.owner)
    },
    isUp: (id: string) => instanceOf(sim, id) !== undefined,
  }
}

/** A machine of books sends in the name of the component that keeps the books: who gets the message knows no other. */
function speakerOf(sim: Sim, self: Instance): Instance {
  return self.owner === self.id ? self : (instanceOf(sim, self.owner) ?? self)
}

export function makeApi(sim: Sim, self: Instance): Api<object> {
  const { world, scenario } = sim
  return {
    now: world.now,
    id: self.id,
    scenario,
    get books() {
      return booksOf(sim, self)
    },
    context: self.state.context,
    rng: self.rng,
    get disk() {
      return diskOf(sim, self.process)
    },
    send: (to, name, body) => sendMessage(sim, speakerOf(sim, self), to, name, body),
    ...machinesPart(sim, self),
    arm: (name, delayMs, event, options) => armTimer(sim, self, name, delayMs, event, options?.periodic ?? false),
    cancel: (name) => cancelTimer(sim, self, name),
    dueAt: (name) => self.timers.get(name)?.due ?? null,
    uuid: () => nextUuid(self.rng),
    ...linkPart(sim, self),
    startProcess: (plan) => startProcess(sim, plan),
    endProcess: (process) => endProcess(sim, process),
    ...recordPart(sim),
  }
}
