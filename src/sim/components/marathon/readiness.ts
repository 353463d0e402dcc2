/**
 * Readiness: whether a new instance may receive work. Asked only while it is deployed, at once when it runs and then after
 * every interval. Source: ReadinessBehavior.scala, ReadinessCheckExecutor; reference/marathon.md 9.3, 9.4.
 */
import { setup } from 'xstate'
import { isHostMode } from '#model/marathon/migrate.ts'
import type { App, ReadinessCheck } from '#model/marathon/shape.ts'
import type { Probe } from '#model/messages/marathonBodies.ts'
import { parseTaskId } from '#model/marathon/ids.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import { type ChartInput, effectNames } from '../define.ts'
import { type InstanceRecord, type MarathonApi, type MarathonBooks, endMachine, ownName } from './books.ts'
import { isHealthy } from './conditions.ts'
import { tellDeployment } from './progress.ts'

/** What an instance that does not answer counts as. */
const NO_ANSWER = 504

export const readinessChart = setup({
  types: { context: {} as object, events: {} as ChartInput },
  actions: effectNames('probe', 'noteResult', 'noteTimeout', 'stop'),
}).createMachine({
  id: 'readiness',
  context: {},
  initial: 'added',
  states: {
    added: { on: { begin: { target: 'checking', actions: 'probe' } } },
    checking: {
      on: {
        readinessCheck: { actions: 'probe' },
        probed: { actions: 'noteResult' },
        readinessTimeout: { actions: 'noteTimeout' },
        ready: { target: 'ready' },
      },
    },
    ready: { type: 'final', entry: 'stop' },
    removed: { type: 'final', entry: 'stop' },
  },
  on: { remove: '.removed' },
})

/** Healthy where it has health checks, ready where it has a readiness check, running in any case. */
export function isDone(books: MarathonBooks, instance: InstanceRecord): boolean {
  if (!isHealthy(instance)) return false
  return instance.spec.app.readinessChecks.length === 0 || books.ready.has(instance.task?.id ?? '')
}

function machineOf(books: MarathonBooks, task: string): string {
  return `${books.id}/readiness:${task}`
}

/** Called for instances that are being deployed: begins to ask those that run. */
export function watchReadiness(api: MarathonApi, instances: readonly InstanceRecord[]): void {
  const { books } = api
  for (const { condition, task, spec } of instances) {
    if (!task || condition !== 'Running' || spec.app.readinessChecks.length === 0 || books.ready.has(task.id)) continue
    const id = machineOf(books, task.id)
    if (api.has(id)) continue
    api.spawn('marathon/readiness', id, null)
    api.step(id, { type: 'begin' })
  }
}

function checkOf(api: MarathonApi): { instance: InstanceRecord; check: ReadinessCheck } | null {
  const name = parseTaskId(ownName(api.id))
  const instance = name ? api.books.store.instances.get(name.instance) : undefined
  const [check] = instance?.spec.app.readinessChecks ?? []
  const current = instance?.task?.id === ownName(api.id) && instance.condition === 'Running'
  return instance && check && current ? { instance, check } : null
}

function isDeployed(api: MarathonApi, app: string): boolean {
  return [...api.books.actions.values()].some(({ spec }) => spec?.app.id === app)
}

/** Ports of the host, or of the container. */
function declaredPorts({ networks, portDefinitions, container }: App): readonly { readonly name: string | null }[] {
  return isHostMode(networks) ? portDefinitions : (container?.portMappings ?? [])
}

/** Once more, unless nobody waits for it any longer. */
function probe(api: MarathonApi): void {
  const found = checkOf(api)
  if (!found || !isDeployed(api, found.instance.spec.app.id)) return endMachine(api, api.id, 'remove')
  const { instance, check } = found
  const index = declaredPorts(instance.spec.app).findIndex(({ name }) => name === check.portName)
  const body: Probe = { path: check.path, port: instance.task?.hostPorts[Math.max(0, index)] ?? null, check: api.id }
  api.send(`task:${ownName(api.id)}`, 'GET {path}', body)
  api.arm('readinessCheck', check.intervalSeconds * 1000, { type: 'readinessCheck' }, { periodic: true })
  api.arm('readinessTimeout', check.timeoutSeconds * 1000, { type: 'readinessTimeout' }, { periodic: true })
}

function take(api: MarathonApi, status: number): void {
  const { books } = api
  const found = checkOf(api)
  if (!found) return
  const { instance, check } = found
  const ready = check.httpStatusCodesForReady.includes(status)
  books.readiness.set(ownName(api.id), { name: check.name, taskId: ownName(api.id), ready, status })
  if (!ready) return
  books.ready.add(ownName(api.id))
  endMachine(api, api.id, 'ready')
  tellDeployment(api, instance)
}

export const READINESS_EFFECTS = {
  probe,
  noteResult: (api: MarathonApi, event: SimEvent) => {
    if (api.dueAt('readinessTimeout') === null) return
    api.cancel('readinessTimeout')
    take(api, Number(event['status']))
  },
  noteTimeout: (api: MarathonApi) => take(api, NO_ANSWER),
  stop: (api: MarathonApi) => {
    api.cancel('readinessCheck')
    api.cancel('readinessTimeout')
  },
}
