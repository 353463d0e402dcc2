/** HTTP between client and Marathon, and the events that Marathon streams. Source: reference/marathon.md 3. */
import type { MessageEntry, MessageKind } from './catalogue.ts'
import type { Role } from '../roles.ts'

interface Line {
  readonly name: string
  readonly from: Role
  readonly to: Role
  readonly kind: MessageKind
  readonly source: string
  readonly depth?: 2 | 3
  readonly simplified?: string
}

function entry({ name, from, to, kind, source, depth = 2, simplified }: Line): MessageEntry {
  const receipt = simplified === undefined ? { source } : { source, simplified }
  return { name, from, to, figure: name, driver: name, http: name, kind, depth, receipt }
}

function step(name: string, from: Role, to: Role, n: number, figure: string): Omit<MessageEntry, 'kind' | 'receipt'> {
  return { name, from, to, figure, driver: name, http: name, depth: 1, step: n }
}

const ONE_ADDRESS = 'the name is looked up at once; the connection is not a message of its own'

const INIT: MessageEntry = {
  ...step('GET /v2/info', 'client', 'scheduler', 1, 'init'),
  kind: 'control',
  receipt: { source: 'marathon.md 3', simplified: ONE_ADDRESS },
}

const LAUNCH: MessageEntry = {
  ...step('POST /v2/apps', 'client', 'scheduler', 4, 'launchProcess'),
  kind: 'launch',
  receipt: { source: 'marathon.md 3' },
}

const STATUS: MessageEntry = {
  ...step('status_update_event', 'scheduler', 'client', 12, 'statusUpdate'),
  kind: 'status',
  receipt: { source: 'marathon.md 3.5' },
}

const REQUESTS: readonly (readonly [name: string, kind: MessageKind])[] = [
  ['GET /v2/events', 'control'],
  ['PUT /v2/apps/{id}', 'control'],
  ['DELETE /v2/apps/{id}', 'control'],
  ['POST /v2/apps/{id}/restart', 'control'],
  ['DELETE /v2/queue/{id}/delay', 'control'],
  ['DELETE /v2/apps/{id}/tasks/{taskId}', 'control'],
]

/** Statuses that Marathon answers with; those of errors look like faults. */
export const ANSWERS: readonly (readonly [status: string, kind: MessageKind])[] = [
  ['200', 'control'],
  ['201', 'control'],
  ['204', 'control'],
  ['400', 'fault'],
  ['403', 'fault'],
  ['404', 'fault'],
  ['409', 'fault'],
  ['422', 'fault'],
  ['500', 'fault'],
]

/** Types of events besides `status_update_event`. */
export const EVENTS: readonly (readonly [type: string, kind: MessageKind])[] = [
  ['event_stream_attached', 'control'],
  ['event_stream_detached', 'control'],
  ['api_post_event', 'control'],
  ['group_change_success', 'control'],
  ['deployment_info', 'control'],
  ['deployment_step_success', 'control'],
  ['deployment_step_failure', 'fault'],
  ['deployment_success', 'control'],
  ['deployment_failed', 'fault'],
  ['instance_changed_event', 'status'],
  ['instance_health_changed_event', 'status'],
  ['unknown_instance_terminated_event', 'status'],
  ['add_health_check_event', 'control'],
  ['remove_health_check_event', 'control'],
  ['failed_health_check_event', 'fault'],
  ['health_status_changed_event', 'status'],
  ['unhealthy_instance_kill_event', 'fault'],
  ['app_terminated_event', 'control'],
  ['scheduler_registered_event', 'control'],
  ['scheduler_reregistered_event', 'control'],
  ['scheduler_disconnected_event', 'fault'],
  ['framework_message_event', 'control'],
]

const NO_BUFFER = 'a client never reads slowly, so that no event is dropped'

/** Health and readiness checks over the network, and what the task's process says. */
const PROBES: readonly (readonly [name: string, from: Role, to: Role, kind: MessageKind])[] = [
  ['GET {path}', 'scheduler', 'task', 'status'],
  ['connect', 'scheduler', 'task', 'status'],
  ['200', 'task', 'scheduler', 'status'],
  ['503', 'task', 'scheduler', 'fault'],
  ['connected', 'task', 'scheduler', 'status'],
  ['refused', 'task', 'scheduler', 'fault'],
]
const ONE_STATUS = 'a healthy process answers 200, an unhealthy one 503; a process that is gone does not answer at all'

export const MARATHON_ENTRIES: readonly MessageEntry[] = [
  INIT,
  LAUNCH,
  STATUS,
  ...REQUESTS.map(([name, kind]) => entry({ name, from: 'client', to: 'scheduler', kind, source: 'marathon.md 3' })),
  ...ANSWERS.map(([name, kind]) =>
    entry({
      name,
      from: 'scheduler',
      to: 'client',
      kind,
      source: kind === 'fault' ? 'marathon.md 2.3' : 'marathon.md 3',
    }),
  ),
  ...EVENTS.map(([name, kind]) =>
    entry({ name, from: 'scheduler', to: 'client', kind, source: 'marathon.md 3.5', simplified: NO_BUFFER }),
  ),
  ...PROBES.map(([name, from, to, kind]) =>
    entry({ name, from, to, kind, depth: 3, source: 'marathon.md 9.2', simplified: ONE_STATUS }),
  ),
]
