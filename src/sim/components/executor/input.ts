/** What an agent hands to an executor's process: the environment of reference 1.5. Source: S:executorEnvironment. */
import type { FrameworkInfo } from '#model/messages/bodies.ts'

export interface ExecutorInput {
  readonly agent: string
  readonly slaveId: string
  /** Components of this process. */
  readonly driver: string
  readonly code: string
  /** The scenario's id of the framework. */
  readonly framework: string
  readonly frameworkId: string
  readonly frameworkInfo: FrameworkInfo
  readonly executorId: string
  readonly checkpoint: boolean
  /** It speaks the executor API over HTTP. */
  readonly v1: boolean
  /** How long it waits for its agent. */
  readonly recoveryTimeoutMs: number
  readonly shutdownGraceMs: number
  /** Bound of a v1 executor's random wait before it connects again. */
  readonly reconnectBackoffMs: number
}
