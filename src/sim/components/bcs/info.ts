/** What BCS' components tell each other of a process. Source: bcs-process.md 3, 5, 6. */
import type { Behaviour } from '#model/bcs/process.ts'

export interface PackageUri {
  readonly value: string
  readonly user: string
  readonly pwd: string
  readonly outputDir: string
  /** The code never passes it on. */
  readonly pullPolicy?: 'Always' | 'IfNotPresent'
  /** Both set by the daemon. */
  readonly extractDir?: string
  readonly packagesFile?: string
}

export interface HealthCheck {
  readonly type: 'HTTP' | 'TCP' | 'COMMAND'
  readonly delaySeconds: number
  readonly intervalSeconds: number
  /** 0: never killed for it. */
  readonly consecutiveFailures: number
  readonly gracePeriodSeconds: number
}

export interface ProcessInfo {
  /** The task's id. */
  readonly id: string
  readonly workDir: string
  readonly processName: string
  readonly uris: readonly PackageUri[]
  readonly pidFile: string
  readonly startCmd: string
  readonly stopCmd: string
  readonly reloadCmd: string
  /** Seconds. */
  readonly startGracePeriod: number
  /** Seconds until SIGKILL. */
  readonly stopTimeout: number
  readonly resource: { readonly cpus: number; readonly mem: number }
  readonly envs: readonly string[]
  /** Empty: the daemon's own. The code never fills it in. */
  readonly user: string
  readonly executorId: string
  /** Of the design: the code's executor has only an empty interface for them. Those of REMOTE types are the scheduler's. */
  readonly healthChecks: readonly HealthCheck[]
  /** What the simulated world makes of it; not on BCS' wire. */
  readonly behaviour: Behaviour
}

export type ProcessStatus = 'staging' | 'starting' | 'running' | 'stopping' | 'stopped'

export interface StatusInfo {
  readonly id: string
  readonly status: ProcessStatus
  /** The code never learns it: 0. Null: it has not ended, or a signal ended it. */
  readonly exitCode: number | null
  readonly message: string
  readonly pid: number
  /** Unix seconds. */
  readonly registerTime: number
  readonly lastStartTime: number
}

/** Requests to the daemon by name; `call` tells an executor which of its requests an answer is for. */
export interface DaemonCalls {
  'POST /process': { readonly call: number; readonly process: ProcessInfo }
  'GET /process/{id}/status': { readonly call: number; readonly id: string }
  'PUT /process/{id}/stop/{timeout}': { readonly call: number; readonly id: string; readonly timeout: number }
  'DELETE /process/{id}': { readonly call: number; readonly id: string }
  'PUT /process/{id}/reload': { readonly call: number; readonly id: string }
  'PUT /process/{id}/restart': { readonly call: number; readonly id: string }
  'POST /heartbeat': { readonly call: number; readonly id: string }
}

/** An HTTP 200 whatever the outcome: the code inside tells. */
export interface DaemonAnswer {
  readonly call: number
  readonly result: boolean
  readonly code: number
  readonly message: string
  readonly data?: StatusInfo
}

export const CODES = { create: 1_405_260, inspect: 1_405_261, stop: 1_405_262, delete: 1_405_263 } as const

export const daemonId = (agent: string): string => `daemon:${agent}`
export const processId = (id: string): string => `process:${id}`

/** The path of a package in the registry, and the name of its file. */
export function pathOf(url: string): string {
  return url.replace(/^[a-z]+:\/\/[^/]*/i, '')
}

export function fileOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1)
}
