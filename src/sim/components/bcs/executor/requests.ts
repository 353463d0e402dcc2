/** Requests over the unix socket: each loop has one at a time and waits for it. Source: bcs-process.md 6. */
import type { SimEvent } from '../../../kernel/definition.ts'
import { daemonId, type DaemonAnswer, type DaemonCalls } from '../info.ts'
import type { Call, ExecutorApi, LoopName } from './books.ts'

/** Until the header of the answer. */
const HTTP_LIMIT_MS = 5000

const timerOf = (loop: LoopName): string => `httpTimeout ${loop}`

type Unnumbered<K extends keyof DaemonCalls> = Omit<DaemonCalls[K], 'call'>

/** Sends without waiting for what comes back. */
export function tell<K extends keyof DaemonCalls>(api: ExecutorApi, name: K, body: Unnumbered<K>): number {
  const { books } = api
  const call = books.nextCall
  books.nextCall += 1
  const to = daemonId(books.input.agent)
  api.link(to)
  api.send(to, name, { call, ...body })
  return call
}

/** A loop asks about one of its tasks; null where nobody listens at the socket. */
export function ask<K extends keyof DaemonCalls>(
  api: ExecutorApi,
  of: Omit<Call, 'name'> & { readonly name: K },
  body: Unnumbered<K>,
): number | null {
  const { books } = api
  if (!api.isUp(daemonId(books.input.agent))) return null
  const call = tell(api, of.name, body)
  books.calls.set(call, of)
  books.loops[of.loop].call = call
  api.arm(timerOf(of.loop), HTTP_LIMIT_MS, { type: 'httpTimeout', loop: of.loop })
  return call
}

/** The loop's request is over, in whatever way. */
function settle(api: ExecutorApi, loop: LoopName): Call | null {
  const { loops, calls } = api.books
  const { call } = loops[loop]
  loops[loop].call = null
  api.cancel(timerOf(loop))
  const of = call === null ? undefined : calls.get(call)
  if (call !== null) calls.delete(call)
  return of ?? null
}

/** What an answer is for; null where its request was given up. */
export function takeAnswer(api: ExecutorApi, event: SimEvent): { of: Call; answer: DaemonAnswer } | null {
  const answer = event.body as DaemonAnswer
  const of = api.books.calls.get(answer.call)
  if (!of || api.books.loops[of.loop].call !== answer.call) return null
  settle(api, of.loop)
  return { of, answer }
}

/** The request of a loop that nobody will answer. */
export function giveUp(api: ExecutorApi, loop: LoopName): Call | null {
  return api.books.loops[loop].call === null ? null : settle(api, loop)
}
