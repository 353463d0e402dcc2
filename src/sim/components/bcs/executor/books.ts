/** What a process-executor remembers. Source: bcs-process.md 4.2, 4.3, 6. */
import { must } from '#base/assert.ts'
import { fromBase64url, toBase64url } from '#base/base64url.ts'
import { isPlainObject } from '#base/json.ts'
import { readUtf8, writeUtf8 } from '#base/utf8.ts'
import type { TaskInfo } from '#model/messages/bodies.ts'
import type { Scenario } from '#model/scenario/types.ts'
import type { Api } from '../../../kernel/definition.ts'
import type { ExecutorInput } from '../../executor/input.ts'
import type { DaemonCalls, ProcessInfo } from '../info.ts'

/** The three that speak to the daemon, each one request at a time. */
export type LoopName = 'launch' | 'inspect' | 'shutdown'

export interface Loop {
  /** Tasks still to come in this round. */
  queue: readonly string[]
  /** The request that it waits for. */
  call: number | null
}

export interface TaskBook {
  readonly id: string
  readonly process: ProcessInfo
  message: string
  /** Null: it was never checked. */
  healthy: boolean | null
  /** Failed checks in a row. */
  failures: number
  runningAt: number
  /** In the shutdown: nothing of it is left. */
  down: boolean
}

export interface Call {
  readonly loop: LoopName
  readonly task: string
  readonly name: keyof DaemonCalls
}

export interface ExecutorBooks {
  readonly input: ExecutorInput
  /** The code's ways instead of the design's. */
  readonly asImplemented: boolean
  startedAt: number
  readonly tasks: Map<string, TaskBook>
  /** Per task the uuid of its newest update that the agent has not acknowledged. */
  readonly pending: Map<string, string>
  readonly loops: Record<LoopName, Loop>
  readonly calls: Map<number, Call>
  nextCall: number
  /** Rounds of the inspect loop. */
  rounds: number
  /** Shut down by its scheduler, a user, a signal: what stops then has finished. */
  asked: boolean
}

export type ExecutorApi = Api<ExecutorBooks>

export function isAsImplemented(scenario: Scenario, framework: string): boolean {
  const spec = scenario.frameworks.find(({ id }) => id === framework)
  return spec?.kind === 'bcs' && spec.asImplemented
}

export function executorBooks(input: ExecutorInput, scenario: Scenario): ExecutorBooks {
  const loop = (): Loop => ({ queue: [], call: null })
  return {
    input,
    asImplemented: isAsImplemented(scenario, input.framework),
    startedAt: 0,
    tasks: new Map(),
    pending: new Map(),
    loops: { launch: loop(), inspect: loop(), shutdown: loop() },
    calls: new Map(),
    nextCall: 1,
    rounds: 0,
    asked: false,
  }
}

export const taskMachineOf = (code: string, id: string): string => `${code}/task:${id}`

/** The task whose machine's effect runs. */
export function ownTask(api: ExecutorApi): TaskBook {
  const { id } = api.context as { readonly id: string }
  return must(api.books.tasks.get(id), `${api.id} is in its executor's books`)
}

/** "DataClass": base64 of JSON. Source: bcs-process.md 3. */
export function encodeData(process: ProcessInfo): string {
  const text = JSON.stringify({ procInfo: process })
  const bytes = new Uint8Array(text.length * 3)
  const letters = toBase64url(bytes.subarray(0, writeUtf8(bytes, 0, text)))
  const padding = '='.repeat((4 - (letters.length % 4)) % 4)
  return letters.replaceAll('-', '+').replaceAll('_', '/') + padding
}

/** Null where the data is not what a scheduler of BCS sends. */
export function decodeData({ data = '' }: TaskInfo): ProcessInfo | null {
  const letters = data.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_')
  const bytes = fromBase64url(letters)
  if (!bytes || bytes.length === 0) return null
  try {
    const read = JSON.parse(readUtf8(bytes, 0, bytes.length)) as unknown
    return isPlainObject(read) && isPlainObject(read['procInfo']) ? (read['procInfo'] as unknown as ProcessInfo) : null
  } catch {
    return null
  }
}
