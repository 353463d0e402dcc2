/**
 * Kills on their way: so many at once, each asked for again until the task has ended. How it ends (SIGTERM, then SIGKILL) is
 * Mesos' business. Source: KillServiceActor.scala; reference/marathon.md 7.
 */
import { setup } from 'xstate'
import { type ChartInput, effectNames } from '../define.ts'
import { type InstanceRecord, type MarathonApi, type MarathonBooks, endMachine, ownName } from './books.ts'

/** A kill: it waits for room, then goes out, again and again. */
export const killMachine = setup({
  types: { context: {} as object, events: {} as ChartInput },
  actions: effectNames('sendKill'),
}).createMachine({
  id: 'kill',
  context: {},
  initial: 'queued',
  states: {
    queued: { on: { issue: { target: 'issued', actions: 'sendKill' } } },
    issued: { on: { killRetry: { actions: 'sendKill' } } },
    done: { type: 'final' },
  },
  on: { taskEnded: '.done' },
})

function machineOf(books: MarathonBooks, task: string): string {
  return `${books.id}/kill:${task}`
}

/** Kills the task of an instance; a kill that is on its way is not repeated here. */
export function killTask(api: MarathonApi, { task }: InstanceRecord): void {
  if (task) killById(api, task.id)
}

export function killById(api: MarathonApi, task: string): void {
  const { books } = api
  if (books.kills.has(task)) return
  books.kills.set(task, { issued: false })
  api.spawn('marathon/kill', machineOf(books, task), null)
  issueKills(api)
}

function issueKills(api: MarathonApi): void {
  const { books } = api
  let room = books.spec.flags.killChunkSize
  for (const { issued } of books.kills.values()) if (issued) room -= 1
  for (const [task, kill] of books.kills) {
    if (room <= 0) return
    if (kill.issued) continue
    kill.issued = true
    room -= 1
    api.step(machineOf(books, task), { type: 'issue' })
  }
}

/** The task ended, or nobody knows it any more. */
export function noteEnded(api: MarathonApi, task: string): void {
  const { books } = api
  if (!books.kills.delete(task)) return
  endMachine(api, machineOf(books, task), 'taskEnded')
  issueKills(api)
}

export const KILL_EFFECTS = {
  sendKill: (api: MarathonApi) => {
    const { driver, spec } = api.books
    api.send(driver, 'killTask', { taskId: ownName(api.id) })
    api.arm('killRetry', spec.flags.killRetryTimeoutMs, { type: 'killRetry' })
  },
}
