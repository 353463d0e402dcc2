/**
 * What the status-update manager remembers: one stream per framework and task. For checkpointing frameworks the
 * records are on disk too, UPDATE and ACK in their order. Source: T; reference 4(h).
 */
import type { StatusUpdate } from '#model/messages/bodies.ts'
import type { Api } from '../../kernel/definition.ts'

/** STATUS_UPDATE_RETRY_INTERVAL_MIN and _MAX. Source: SC. */
export const RETRY_MIN_MS = 10_000
export const RETRY_MAX_MS = 600_000

export interface StreamBook {
  readonly key: string
  readonly machine: string
  readonly frameworkId: string
  readonly taskId: string
  readonly checkpoint: boolean
  /** The head is the one in flight. */
  readonly pending: StatusUpdate[]
  readonly received: Set<string>
  readonly acknowledged: Set<string>
  /** Sent and not acknowledged. */
  readonly inFlight: Set<string>
  retryMs: number
}

export interface UpdatesBooks {
  readonly agent: string
  readonly streams: Map<string, StreamBook>
}

export type UpdatesApi = Api<UpdatesBooks>

export type StreamRecord =
  | { readonly type: 'UPDATE'; readonly update: StatusUpdate }
  | { readonly type: 'ACK'; readonly uuid: string }

/** File of one stream. */
export interface StreamFile {
  readonly frameworkId: string
  readonly framework: string
  readonly taskId: string
  readonly records: StreamRecord[]
}

export type StreamFiles = Record<string, StreamFile>

export interface UpdatesInput {
  readonly agent: string
}

export interface StreamInput {
  readonly key: string
  /** Of a stream that was read from disk. */
  readonly pending: boolean
}

export function streamKey(frameworkId: string, taskId: string): string {
  return `${frameworkId} ${taskId}`
}

/** The streams' files of an agent's disk. */
export function streamFiles(disk: Record<string, unknown>): StreamFiles {
  const files = (disk['streams'] as StreamFiles | undefined) ?? {}
  disk['streams'] = files
  return files
}
