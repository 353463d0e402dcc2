/** The client as a component: its connections, and the requests that actions make of it. */
import type { HttpAnswer, HttpRequest, StatusUpdateEvent } from '#model/messages/marathonBodies.ts'
import type { Scenario } from '#model/scenario/types.ts'
import type { Api, Definition, ProcessPlan, SimEvent } from '../../kernel/definition.ts'
import { defineComponent } from '../define.ts'
import { clientMachine, connectionMachine, type ConnectionInput } from './machine.ts'
import { requestFor } from './requests.ts'

const CLIENT = 'client'

/** How long it waits for an answer before it looks the scheduler up again: ours. */
const RETRY_MS = 1000

/** What ends the ids of a second instance's components. */
const SECOND = '~2'

interface ClientBooks {
  /** By framework the component that answered last. */
  readonly addresses: Map<string, string>
}

type ClientApi = Api<ClientBooks>

function connectionOf(framework: string): string {
  return `${CLIENT}/connection:${framework}`
}

function schedulersOf(scenario: Scenario): readonly string[] {
  return scenario.frameworks.filter(({ kind }) => kind === 'marathon').map(({ id }) => id)
}

function lookForSchedulers(api: ClientApi): void {
  for (const framework of schedulersOf(api.scenario)) {
    api.spawn('client/connection', connectionOf(framework), { framework })
  }
}

/** The framework of a component: `marathon~2` speaks for `marathon`. */
function frameworkOf(component: string): string {
  return component.endsWith(SECOND) ? component.slice(0, -SECOND.length) : component
}

/** The name is looked up: who leads has taken it over; a scheduler that does not run has none. Source: dcos-launch.md 3 (Mesos-DNS). */
function lookUp(api: ClientApi, framework: string): string | null {
  return [framework + SECOND, framework].find((component) => api.isUp(component)) ?? null
}

function send(api: ClientApi, to: string, name: string, body: HttpRequest): void {
  api.send(to, name, body)
}

function contextOf(api: ClientApi): ConnectionInput {
  return api.contextOf(api.id) as ConnectionInput
}

function askForInfo(api: ClientApi): void {
  const { framework } = contextOf(api)
  const address = lookUp(api, framework)
  if (address === null) return
  api.books.addresses.set(framework, address)
  send(api, address, 'GET /v2/info', { path: '/v2/info' })
}

function openStream(api: ClientApi): void {
  const address = api.books.addresses.get(contextOf(api).framework)
  if (address === undefined) return
  api.link(address)
  send(api, address, 'GET /v2/events', { path: '/v2/events' })
}

/** Answers to its own two requests move a connection on; the others are for the user. */
function tellConnection(api: ClientApi, event: SimEvent): void {
  const { request } = event.body as HttpAnswer
  const type = request === 'GET /v2/info' ? 'found' : request === 'GET /v2/events' ? 'attached' : null
  if (type !== null) api.step(connectionOf(frameworkOf(event.from ?? '')), { type })
}

function hear(api: ClientApi, event: SimEvent): void {
  const { taskId, taskStatus, host } = event.body as StatusUpdateEvent
  const framework = frameworkOf(event.from ?? '')
  api.task({ framework, task: taskId, agent: host, state: taskStatus, seenBy: 'client', reason: null })
}

function connectionLost(api: ClientApi, event: SimEvent): void {
  api.step(connectionOf(frameworkOf(event.peer ?? '')), { type: 'lost' })
}

function request(api: ClientApi, event: SimEvent): void {
  const framework = event['framework'] as string
  const { name, body } = requestFor(event)
  send(api, api.books.addresses.get(framework) ?? framework, name, body)
}

export const CLIENT_DEFINITIONS: readonly Definition[] = [
  defineComponent<ClientBooks>({
    kind: 'client',
    machine: clientMachine,
    books: () => ({ addresses: new Map() }),
    effects: { lookForSchedulers, request, tellConnection, hear, connectionLost },
  }),
  defineComponent<ClientBooks>({
    kind: 'client/connection',
    machine: connectionMachine,
    effects: {
      askForInfo,
      openStream,
      waitAndRetry: (api) => api.arm('connectRetry', RETRY_MS, { type: 'connectRetry' }, { periodic: true }),
      stopWaiting: (api) => api.cancel('connectRetry'),
    },
  }),
]

/** The client's process, or null where the scenario has nobody to talk to. It starts with the first scheduler. */
export function clientProcess(scenario: Scenario): (ProcessPlan & { readonly startAtMs: number }) | null {
  const starts = scenario.frameworks.flatMap(({ kind, startAtMs }) =>
    kind === 'marathon' || kind === 'bcs' ? [startAtMs] : [],
  )
  if (starts.length === 0) return null
  const members = [{ kind: 'client', id: CLIENT, input: null }]
  return { process: CLIENT, host: CLIENT, members, startAtMs: Math.min(...starts) }
}
