/**
 * Health checks that Marathon makes itself: one round for all running instances of a configuration, then the next after the
 * interval. Source: HealthCheckActor.scala, HealthCheckWorker.scala; reference/marathon.md 9.2.
 */
import { setup } from 'xstate'
import type { HealthCheck } from '#model/marathon/shape.ts'
import type { Probe } from '#model/messages/marathonBodies.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { type ChartInput, effectNames } from '../define.ts'
import {
  type CheckBook,
  type InstanceRecord,
  type MarathonApi,
  type MarathonBooks,
  type RunSpec,
  endMachine,
  instancesOf,
} from './books.ts'
import { publish } from './events.ts'
import { isMesosLevel, noteHealth, noteResult } from './healthBook.ts'
import { tellDeployment } from './progress.ts'
import { terminate } from './terminate.ts'
import { formatIso } from '#base/units.ts'

/** The first round is not later than this. */
const FIRST_ROUND_MS = 5000

export const healthChart = setup({
  types: { context: {} as object, events: {} as ChartInput },
  actions: effectNames('awaitRound', 'probeAll', 'noteResult', 'noteTimeout'),
}).createMachine({
  id: 'health',
  context: {},
  initial: 'added',
  states: {
    added: { on: { begin: { target: 'checking', actions: 'awaitRound' } } },
    checking: {
      on: {
        healthCheck: { actions: ['probeAll', 'awaitRound'] },
        probed: { actions: 'noteResult' },
        probeTimeout: { actions: 'noteTimeout' },
      },
    },
    removed: { type: 'final' },
  },
  on: { remove: '.removed' },
})

function machineOf(books: MarathonBooks, { app, configVersion }: RunSpec, index: number): string {
  return `${books.id}/health:${app.id}@${configVersion}#${index}`
}

/** Begins to check a configuration; its clock starts here. Checks of the executor have no round. */
export function addChecks(api: MarathonApi, spec: RunSpec): void {
  const { books } = api
  for (const [index, check] of spec.app.healthChecks.entries()) {
    const id = machineOf(books, spec, index)
    if (books.checks.has(id)) continue
    books.checks.set(id, { app: spec.app.id, configVersion: spec.configVersion, index, check, rounds: 0 })
    publish(api, 'add_health_check_event', {
      appId: spec.app.id,
      version: formatIso(spec.version),
      healthCheck: check,
    })
    if (isMesosLevel(check)) continue
    api.spawn('marathon/health', id, null)
    api.step(id, { type: 'begin' })
  }
}

/** Ends the checks of an app, or of all its configurations but one. */
export function removeChecks(api: MarathonApi, app: string, but: number | null): void {
  const { books } = api
  let removed = false
  for (const [id, check] of books.checks) {
    if (check.app !== app || check.configVersion === but) continue
    books.checks.delete(id)
    endMachine(api, id, 'remove')
    removed = true
  }
  if (removed) publish(api, 'remove_health_check_event', { appId: app })
}

function bookOf(api: MarathonApi): CheckBook | undefined {
  return api.books.checks.get(api.id)
}

function awaitRound(api: MarathonApi): void {
  const book = bookOf(api)
  if (!book) return
  const intervalMs = book.check.intervalSeconds * 1000
  const wait = book.rounds === 0 ? Math.min(intervalMs, FIRST_ROUND_MS) : intervalMs
  book.rounds += 1
  api.arm('healthCheck', wait, { type: 'healthCheck' }, { periodic: true })
}

function running(api: MarathonApi, { app, configVersion }: CheckBook): readonly InstanceRecord[] {
  return instancesOf(api.books, app).filter(
    ({ condition, spec }) => condition === 'Running' && spec.configVersion === configVersion,
  )
}

function probeAll(api: MarathonApi): void {
  const book = bookOf(api)
  if (!book) return
  for (const instance of running(api, book)) {
    if (instance.task) sendProbe(api, api.id, instance, probeOf(instance, book.check))
    const timeoutMs = book.check.timeoutSeconds * 1000
    const task = instance.task?.id ?? ''
    api.arm(`healthTimeout/${task}`, timeoutMs, { type: 'probeTimeout', task }, { periodic: true })
  }
}

function probeOf({ task }: InstanceRecord, check: HealthCheck): Omit<Probe, 'check'> & { readonly name: string } {
  const port = check.port ?? task?.hostPorts[check.portIndex ?? 0] ?? null
  if (check.protocol === 'TCP') return { name: 'connect', path: null, port }
  return { name: 'GET {path}', path: check.path ?? '/', port }
}

type NamedProbe = ReturnType<typeof probeOf>

/** Over the network, from the leader to the task; `check` is the machine that waits for the answer. */
export function sendProbe(api: MarathonApi, check: string, { task }: InstanceRecord, probe: NamedProbe): void {
  if (!task) return
  const { name, path, port } = probe
  const body: Probe = { path, port, check }
  api.send(`task:${task.id}`, name, body)
}

function instanceWith(api: MarathonApi, task: string): InstanceRecord | undefined {
  const book = bookOf(api)
  return book && instancesOf(api.books, book.app).find((instance) => instance.task?.id === task)
}

function take(api: MarathonApi, task: string, success: boolean): void {
  const book = bookOf(api)
  const instance = instanceWith(api, task)
  if (!book || !instance) return
  const kill = noteResult(api, instance, { index: book.index, success })
  if (noteHealth(api, instance)) tellDeployment(api, instance)
  if (kill) killUnhealthy(api, instance)
}

/** An unreachable task is not killed: it may be well. */
function killUnhealthy(api: MarathonApi, instance: InstanceRecord): void {
  const { id, spec, task } = instance
  publish(api, 'unhealthy_instance_kill_event', {
    appId: spec.app.id,
    taskId: task?.id,
    instanceId: id,
    version: formatIso(spec.version),
    reason: 'failed health checks',
    host: task?.placement.agent,
    slaveId: task?.placement.slaveId,
  })
  terminate(api, instance)
}

export const HEALTH_EFFECTS = {
  awaitRound,
  probeAll,
  noteResult: (api: MarathonApi, event: SimEvent) => {
    const task = event['task'] as string
    if (api.dueAt(`healthTimeout/${task}`) === null) return
    api.cancel(`healthTimeout/${task}`)
    take(api, task, event['success'] === true)
  },
  noteTimeout: (api: MarathonApi, event: SimEvent) => take(api, event['task'] as string, false),
}

/** An answer of a task goes to the check that asked. */
export function probed(api: MarathonApi, event: SimEvent): void {
  const { check } = event.body as { readonly check: string }
  const task = (event.from ?? '').slice('task:'.length)
  const success = event.type === '200' || event.type === 'connected'
  api.step(check, { type: 'probed', task, success, status: event.type })
}
