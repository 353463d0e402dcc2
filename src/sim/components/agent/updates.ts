/** Effects of the status-update manager and of its streams. Source: T. */
import { assert, must } from '#base/assert.ts'
import type { UpdatesLocals } from '#model/messages/executorBodies.ts'
import { isTerminal } from '#model/taskState.ts'
import { updatesSeries } from '#model/trace/series.ts'
import type { Definition, SimEvent } from '../../kernel/definition.ts'
import { defineComponent } from '../define.ts'
import {
  RETRY_MAX_MS,
  RETRY_MIN_MS,
  type StreamBook,
  streamFiles,
  type StreamInput,
  streamKey,
  type UpdatesApi,
  type UpdatesBooks,
  type UpdatesInput,
} from './updatesBooks.ts'
import { streamMachine, updatesMachine } from './updatesMachines.ts'

/** Two frameworks may use one task id on one agent: the later stream's machine is told apart by its framework. */
function machineId(api: UpdatesApi, taskId: string, framework: string): string {
  const id = `updates:${api.books.agent}/task:${taskId}`
  return api.has(id) ? `${id}~${framework}` : id
}

function openStream(
  api: UpdatesApi,
  stream: Pick<StreamBook, 'frameworkId' | 'taskId' | 'checkpoint'>,
  framework: string,
): StreamBook {
  const { frameworkId, taskId, checkpoint } = stream
  const key = streamKey(frameworkId, taskId)
  const book: StreamBook = {
    key,
    machine: machineId(api, taskId, framework),
    frameworkId,
    taskId,
    checkpoint,
    pending: [],
    received: new Set(),
    acknowledged: new Set(),
    inFlight: new Set(),
    retryMs: RETRY_MIN_MS,
  }
  api.books.streams.set(key, book)
  return book
}

function bringStream(api: UpdatesApi, book: StreamBook): void {
  const input: StreamInput = { key: book.key, pending: book.pending.length > 0 }
  api.spawn('updates/task', book.machine, input)
}

function isPaused(api: UpdatesApi): boolean {
  return api.stateOf(`updates:${api.books.agent}`) === 'paused'
}

function point(api: UpdatesApi, book: StreamBook): void {
  api.point(updatesSeries(api.books.agent, book.taskId), book.pending.length)
}

/** After a restart of the agent: the records in their order give the streams as they were. */
function replay(api: UpdatesApi): void {
  for (const { frameworkId, framework, taskId, records } of Object.values(streamFiles(api.disk))) {
    const book = openStream(api, { frameworkId, taskId, checkpoint: true }, framework)
    for (const record of records) {
      if (record.type === 'UPDATE') {
        book.pending.push(record.update)
        book.received.add(must(record.update.uuid, 'a stored update has a uuid'))
      } else {
        book.pending.shift()
        book.acknowledged.add(record.uuid)
      }
    }
    bringStream(api, book)
    point(api, book)
  }
}

function store(api: UpdatesApi, event: SimEvent): void {
  const { update, framework, checkpoint, pid } = event.body as UpdatesLocals['update']
  const { frameworkId, status, uuid } = update
  assert(uuid !== undefined, 'an update that is stored has a uuid')
  let book = api.books.streams.get(streamKey(frameworkId, status.taskId))
  if (!book) {
    book = openStream(api, { frameworkId, taskId: status.taskId, checkpoint }, framework)
    if (checkpoint) streamFiles(api.disk)[book.key] = { frameworkId, framework, taskId: status.taskId, records: [] }
    bringStream(api, book)
  }
  const known = book.received.has(uuid) || book.acknowledged.has(uuid)
  api.step(book.machine, { type: 'update', update, known, paused: isPaused(api) })
  const updated: UpdatesLocals['updated'] = { update, pid }
  api.send(api.books.agent, 'updated', updated)
}

function acknowledge(api: UpdatesApi, event: SimEvent): void {
  const { frameworkId, taskId, uuid } = event.body as UpdatesLocals['acknowledgement']
  const book = api.books.streams.get(streamKey(frameworkId, taskId))
  const head = book?.pending[0]
  if (!book || head?.uuid !== uuid) return
  const terminal = isTerminal(head.status.state)
  const more = book.pending.length > 1
  api.step(book.machine, { type: 'acknowledgement', uuid, matches: true, terminal, more, paused: isPaused(api) })
  const acknowledged: UpdatesLocals['acknowledged'] = { frameworkId, taskId, open: !terminal }
  api.send(api.books.agent, 'acknowledged', acknowledged)
}

function toAll(type: string) {
  return (api: UpdatesApi): void => {
    for (const { machine } of api.books.streams.values()) api.step(machine, { type })
  }
}

/** The framework is removed from the agent: what it has not acknowledged is lost. */
function closeStreams(api: UpdatesApi, event: SimEvent): void {
  const { frameworkId } = event.body as UpdatesLocals['cleanup']
  for (const book of api.books.streams.values()) {
    if (book.frameworkId === frameworkId) api.step(book.machine, { type: 'cleanup' })
  }
}

export const UPDATES: Definition = defineComponent<UpdatesBooks>({
  kind: 'updates',
  machine: updatesMachine,
  books: (input) => ({ agent: (input as UpdatesInput).agent, streams: new Map() }),
  effects: {
    replay,
    store,
    acknowledge,
    pauseStreams: toAll('pause'),
    resumeStreams: toAll('resume'),
    closeStreams,
  },
})

function bookOf(api: UpdatesApi): StreamBook {
  const { key } = api.context as { key: string }
  return must(api.books.streams.get(key), `${api.id} is in its manager's books`)
}

function append(api: UpdatesApi, event: SimEvent): void {
  const book = bookOf(api)
  const { update } = event as unknown as { update: StreamBook['pending'][number] }
  book.pending.push(update)
  book.received.add(must(update.uuid, 'a stored update has a uuid'))
  if (book.checkpoint) streamFiles(api.disk)[book.key]?.records.push({ type: 'UPDATE', update })
  point(api, book)
}

/** The head goes out, at first and after each acknowledgement with the shortest wait. */
function forward(api: UpdatesApi): void {
  send(api, RETRY_MIN_MS)
}

/** Unacknowledged for that long: again, with the wait doubled. */
function forwardAgain(api: UpdatesApi): void {
  send(api, Math.min(bookOf(api).retryMs * 2, RETRY_MAX_MS))
}

function send(api: UpdatesApi, retryMs: number): void {
  const book = bookOf(api)
  const update = must(book.pending[0], 'a pending stream has a head')
  book.retryMs = retryMs
  if (update.uuid !== undefined) book.inFlight.add(update.uuid)
  const body: UpdatesLocals['forward'] = { update }
  api.send(api.books.agent, 'forward', body)
  api.arm('statusUpdateRetry', retryMs, { type: 'statusUpdateRetry' })
}

function pop(api: UpdatesApi, event: SimEvent): void {
  const book = bookOf(api)
  const uuid = event['uuid'] as string
  book.pending.shift()
  book.acknowledged.add(uuid)
  book.inFlight.delete(uuid)
  if (book.checkpoint) streamFiles(api.disk)[book.key]?.records.push({ type: 'ACK', uuid })
  point(api, book)
}

/** Deleted even where more is queued: nobody will hear of it. */
function close(api: UpdatesApi): void {
  const book = bookOf(api)
  const { pending } = book
  api.books.streams.delete(book.key)
  delete streamFiles(api.disk)[book.key]
  if (pending.length > 0) api.point(updatesSeries(api.books.agent, book.taskId), 0)
  api.remove(api.id)
}

export const UPDATES_TASK: Definition = defineComponent<UpdatesBooks>({
  kind: 'updates/task',
  machine: streamMachine,
  effects: {
    append,
    forward,
    forwardAgain,
    stopRetry: (api) => api.cancel('statusUpdateRetry'),
    pop,
    close,
  },
})
