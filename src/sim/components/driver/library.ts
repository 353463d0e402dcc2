/** The v1 scheduler library as a component. */
import { nextInt } from '#base/rng.ts'
import type { Api, Definition, SimEvent } from '../../kernel/definition.ts'
import { defineComponent } from '../define.ts'
import type { DriverInput } from './books.ts'
import { libraryMachine } from './libraryMachine.ts'

const MASTER = 'master'

/** connection_delay_max. Source: src/scheduler/constants.hpp. */
export const CONNECT_DELAY_MS = 500

interface LibraryBooks {
  readonly scheduler: string
}

type LibraryApi = Api<LibraryBooks>

/** A standalone detector names its master at once, dead or alive. */
function findLeader(api: LibraryApi): void {
  const known = api.scenario.master.detector === 'standalone' || api.isUp(MASTER)
  if (known) api.step(api.id, { type: 'detected', leader: MASTER })
}

function awaitConnection(api: LibraryApi): void {
  api.arm('connectDelay', nextInt(api.rng, 0, CONNECT_DELAY_MS), { type: 'connectDelay' })
}

/** Both connections come up in the same moment, or the address refuses them. */
function connect(api: LibraryApi): void {
  api.step(api.id, { type: api.isUp(MASTER) ? 'bothUp' : 'connectFailed' })
}

/** The scheduler fills in its framework id; the library adds the stream id. */
function forward(api: LibraryApi, event: SimEvent): void {
  const { type, body } = event.body as { readonly type: string; readonly body: unknown }
  api.send(MASTER, type, body)
}

function toScheduler(api: LibraryApi, type: string, body: unknown): void {
  api.send(api.books.scheduler, 'received', { events: [{ type, body }] })
}

export const LIBRARY: Definition = defineComponent<LibraryBooks>({
  kind: 'library',
  machine: libraryMachine,
  books: (input) => ({ scheduler: (input as DriverInput).scheduler }),
  effects: {
    findLeader,
    awaitConnection,
    connect,
    linkMaster: (api) => api.link(MASTER),
    connected: (api) => api.send(api.books.scheduler, 'connected', {}),
    disconnected: (api) => api.send(api.books.scheduler, 'disconnected', {}),
    forward,
    received: (api, event) => toScheduler(api, event.type, event.body),
    /** An answer that no retry can better is told as an event of the library's own. */
    refused: (api, event) => toScheduler(api, 'ERROR', { message: `SUBSCRIBE was answered ${event.type}` }),
    /** The master no longer takes its calls, which is heard only by calling. Source: scheduler.cpp, _send. */
    callRefused: (api, event) => {
      const { message = '' } = (event.body ?? {}) as { readonly message?: string }
      toScheduler(api, 'ERROR', { message: `A call was answered ${event.type}: ${message}` })
    },
  },
})
