/** Bodies of HTTP between client and Marathon, of the events that Marathon streams, and of health probes. Source: reference/marathon.md 3. */

/** A request; its name is method and path template. */
export interface HttpRequest {
  /** The path as sent, ids filled in: `/v2/apps/web`. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** An answer; its name is the status. */
export interface HttpAnswer {
  /** What was asked: method and path. */
  readonly request: string
  readonly headers?: Readonly<Record<string, string>>
  /** Absent where there is nothing to say (204). */
  readonly body?: unknown
}

/** An event of the stream; its name is the type. The other members differ by type (3.5). */
export interface MarathonEvent {
  readonly eventType: string
  /** ISO time. */
  readonly timestamp: string
  readonly [key: string]: unknown
}

export interface StatusUpdateEvent extends MarathonEvent {
  readonly slaveId: string
  readonly taskId: string
  readonly taskStatus: string
  readonly message: string
  readonly appId: string
  readonly host: string
  readonly ipAddresses: readonly unknown[]
  readonly ports: readonly number[]
  /** ISO time. */
  readonly version: string
}

/** A health or readiness check that Marathon makes, as the task gets it. */
export interface Probe {
  /** Null: only a connection. */
  readonly path: string | null
  readonly port: number | null
  /** Who waits for the answer; the task gives it back. */
  readonly check: string
}
