/** What an effect may do (`definition.ts`), bound to one machine. */
import { assert } from '#base/assert.ts'
import { nextUuid, type RngState } from '#base/rng.ts'
import type { SimTime } from '#base/units.ts'
import type { Scenario } from '#model/scenario/types.ts'
import type {
  AllocationEntry,
  Api,
  ArmOptions,
  LooseTimer,
  Machine,
  ProcessPlan,
  SimEvent,
  TaskEntry,
} from './definition.ts'
import { bring, bringLoose } from './births.ts'
import { armLoose, armTimer, cancelLoose, cancelTimer, stepInstance } from './machines.ts'
import { sendMessage } from './network.ts'
import { endProcess, forget, startProcess } from './processes.ts'
import { booksOf, instanceOf, type Sim } from './sim.ts'
import { API, memberNumber, setMember, type Instance, type Timer } from './world.ts'

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key)
  if (set) set.add(value)
  else sets.set(key, new Set([value]))
}

/** Made once for a machine, since hot effects run a million times a second: methods instead of closures. */
class MachineApi implements Api<object> {
  private readonly sim: Sim
  private readonly self: Instance

  constructor(sim: Sim, self: Instance) {
    this.sim = sim
    this.self = self
  }

  get id(): string {
    return this.self.id
  }

  get scenario(): Scenario {
    return this.sim.scenario
  }

  get rng(): RngState {
    return this.self.rng
  }

  get timelines(): boolean {
    return this.sim.timelines
  }

  get now(): SimTime {
    return this.sim.world.now
  }

  get books(): object {
    return booksOf(this.self)
  }

  get context(): object {
    return this.self.state.context
  }

  get disk(): Record<string, unknown> {
    const { disks } = this.sim.world
    let disk = disks.get(this.self.process)
    if (!disk) {
      disk = {}
      disks.set(this.self.process, disk)
    }
    return disk
  }

  send(to: string, name: string, body: unknown): void {
    sendMessage(this.sim, this.speaker(), to, name, body)
  }

  /** A machine of books sends in the name of the component that keeps the books: who gets the message knows no other. */
  private speaker(): Instance {
    return this.self.home ?? this.self
  }

  private sameProcess(id: string): Instance | undefined {
    const other = instanceOf(this.sim, id)
    if (!other) return undefined
    if (other.process !== this.self.process) assert(false, `${this.id} reaches ${id} only by message`)
    return other
  }

  step(id: string, event: SimEvent): boolean {
    const other = this.sameProcess(id)
    return other ? stepInstance(this.sim, other, event) : false
  }

  stepMachine(machine: Machine, event: SimEvent): boolean {
    const other = machine as Instance
    return other.gone ? false : stepInstance(this.sim, other, event)
  }

  spawnLoose(kind: string, family: string, index: number, input: unknown): Machine {
    return bringLoose(this.sim, kind, family, index, this.speaker(), input)
  }

  spawn(kind: string, id: string, input: unknown): void {
    const slash = id.indexOf('/')
    bring(this.sim, kind, id, this.self.process, slash < 0 ? id : id.slice(0, slash), input)
  }

  remove(id: string): void {
    const other = this.sameProcess(id)
    if (other) forget(this.sim, other)
  }

  removeMachine(machine: Machine): void {
    const other = machine as Instance
    if (!other.gone) forget(this.sim, other)
  }

  has(id: string): boolean {
    return this.sameProcess(id) !== undefined
  }

  machine(id: string): Machine | null {
    return this.sameProcess(id) ?? null
  }

  stateOf(id: string): string | null {
    return this.sameProcess(id)?.state.value ?? null
  }

  contextOf(id: string): object | null {
    return this.sameProcess(id)?.state.context ?? null
  }

  arm(name: string, delayMs: number, event: SimEvent, options?: ArmOptions): void {
    armTimer(this.sim, this.self, name, delayMs, event, options?.periodic ?? false)
  }

  cancel(name: string): void {
    cancelTimer(this.sim, this.self, name)
  }

  dueAt(name: string): SimTime | null {
    return this.self.timers?.get(name)?.at ?? null
  }

  nameNumber(text: string): number {
    return this.sim.recorder.number(text)
  }

  memberNumber(family: string, index: number): number {
    return memberNumber(this.sim.world, family, index)
  }

  addMember(family: string, index: number, text: string): number {
    const number = this.sim.recorder.fresh(text)
    setMember(this.sim.world, family, index, number)
    return number
  }

  armLoose(name: number, delayMs: number, event: SimEvent): LooseTimer {
    return armLoose(this.sim, this.self, name, delayMs, event)
  }

  cancelLoose(timer: LooseTimer): void {
    cancelLoose(this.sim, timer as Timer)
  }

  uuid(): string {
    return nextUuid(this.rng)
  }

  link(to: string): void {
    const { links, watching } = this.sim.world
    addTo(links, to, this.self.owner)
    addTo(watching, this.self.owner, to)
  }

  unlink(to: string): void {
    const { links, watching } = this.sim.world
    links.get(to)?.delete(this.self.owner)
    watching.get(this.self.owner)?.delete(to)
  }

  isUp(id: string): boolean {
    return instanceOf(this.sim, id) !== undefined
  }

  startProcess(plan: ProcessPlan): void {
    startProcess(this.sim, plan)
  }

  endProcess(process: string): void {
    endProcess(this.sim, process)
  }

  task({ framework, task, agent, state, seenBy, reason }: TaskEntry): void {
    const { world, recorder, cause } = this.sim
    const link = recorder.number(agent)
    const body = { seenBy, reason }
    recorder.add({ at: world.now, type: 'task', from: framework, to: task, name: state, link, cause, body })
  }

  allocation({ run: link, trigger: name, json }: AllocationEntry): void {
    const { world, recorder, cause } = this.sim
    recorder.add({ at: world.now, type: 'allocation', name, link, cause, json })
  }

  point(series: string | number, value: number, body?: unknown): void {
    if (!this.timelines) return
    const { recorder, world } = this.sim
    recorder.point(world.now, typeof series === 'string' ? recorder.number(series) : series, value, body)
  }
}

/** A machine belongs to one run, so its api does too. */
export function makeApi(sim: Sim, self: Instance): Api<object> {
  return (self[API] ??= new MachineApi(sim, self))
}
