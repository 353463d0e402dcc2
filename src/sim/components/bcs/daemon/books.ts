/** What a process-daemon remembers, in memory and in its files. Source: bcs-process.md 4.1, 5. */
import { must } from '#base/assert.ts'
import { EPOCH_MS } from '#base/units.ts'
import type { Api } from '../../../kernel/definition.ts'
import type { ProcessInfo, ProcessStatus, StatusInfo } from '../info.ts'

/** Who waits for the answer of a stop. */
export interface Waiting {
  readonly call: number
  readonly to: string
}

export interface ProcessBook {
  info: ProcessInfo
  message: string
  pid: number
  exitCode: number | null
  readonly registerTime: number
  lastStartTime: number
  /** Unix seconds: when its executor was last heard of. */
  executorHeartBeatTime: number
  stop: Waiting | null
  /** Seconds: of the stop that runs now. */
  stopTimeout: number
  restarting: Waiting | null
  reloading: Waiting | null
  /** What the registry said of its package. */
  pendingMd5: string | null
}

/** One file per process; what `status` says is read back at the next start. */
export type StoredProcess = Omit<ProcessBook, 'stop' | 'restarting' | 'reloading'> & { readonly status: ProcessStatus }

export interface DaemonBooks {
  readonly agent: string
  /** The code's ways instead of the design's. */
  readonly asImplemented: boolean
  readonly processes: Map<string, ProcessBook>
  /** Package file to md5. */
  packages: Record<string, string>
  /** Package file to the processes that want it, the first holds the lock. */
  readonly locks: Map<string, string[]>
  readonly checkPhaseMs: number | null
}

export type DaemonApi = Api<DaemonBooks>

export const machineOf = (agent: string, id: string): string => `daemon:${agent}/process:${id}`

export function unixSeconds(api: DaemonApi): number {
  return Math.floor((EPOCH_MS + api.now) / 1000)
}

interface DaemonDisk {
  processes: Record<string, StoredProcess>
  packages: Record<string, string>
}

export function daemonDisk(api: DaemonApi): DaemonDisk {
  const { disk } = api
  disk['processes'] ??= {}
  disk['packages'] ??= {}
  return disk as unknown as DaemonDisk
}

/** The process whose machine's effect runs. */
export function ownProcess(api: DaemonApi): ProcessBook {
  const id = (api.context as { readonly id: string }).id
  return must(api.books.processes.get(id), `${api.id} is in its daemon's books`)
}

export function statusOf(api: DaemonApi, id: string): ProcessStatus {
  const state = api.stateOf(machineOf(api.books.agent, id)) ?? 'stopped'
  return (state.split('.')[0] ?? state) as ProcessStatus
}

export function statusInfo(api: DaemonApi, book: ProcessBook): StatusInfo {
  const { info, exitCode, message, pid, registerTime, lastStartTime } = book
  return { id: info.id, status: statusOf(api, info.id), exitCode, message, pid, registerTime, lastStartTime }
}

/** Written at every change. */
export function store(api: DaemonApi): void {
  const { stop: _stop, restarting: _restarting, reloading: _reloading, ...kept } = ownProcess(api)
  daemonDisk(api).processes[kept.info.id] = { ...kept, status: statusOf(api, kept.info.id) }
}
