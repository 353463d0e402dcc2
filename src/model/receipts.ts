/**
 * Where the rules are from that are no messages: timers, and the reasons of refusals, of matching and of task states.
 * A source is `CODE:function` by the file codes of the fact sheet (mesos-protocol.md 0.1), or `SHEET SECTION: words` with
 * words that stand in that section. `.ci/run` looks every one of them up in the sheets.
 */
import type { Receipt } from './messages/catalogue.ts'
import type { Role } from './roles.ts'
import { NO_MATCH_REASONS, type NoMatchReason } from './trace/series.ts'

const mesos = (place: string, simplified?: string): Receipt => receipt(`mesos-protocol.md ${place}`, simplified)
const marathon = (place: string, simplified?: string): Receipt => receipt(`marathon.md ${place}`, simplified)
const bcs = (place: string, simplified?: string): Receipt => receipt(`bcs-process.md ${place}`, simplified)

function receipt(source: string, simplified?: string): Receipt {
  return simplified === undefined ? { source } : { source, simplified }
}

const TAKES_TIME = 'a moment of fixed or drawn length stands for what Mesos does there'
const CANCELLED = 'Mesos leaves the timer of a dropped filter running, to find nothing; ours is cancelled'
const SEEDED = 'shuffles draw from a seeded stream; the order of hash maps is the order of arrival or of ids'
const OURS = 'how our plain frameworks wait; Mesos says nothing of it'

/** By `ROLE NAME`, or by `NAME` where all who have such a timer have it from the same place. */
const TIMERS: Readonly<Record<string, Receipt>> = {
  allocationInterval: mesos('3.1: batch allocation interval'),
  allocate: mesos('5.2: queue **one** run'),
  filter: mesos('5.6: H:expire, _expire', CANCELLED),
  offerTimeout: mesos('3.1: offer timeout'),
  agentPingTimeout: mesos('3.1: agent ping timeout'),
  agentRemovalRateLimit: mesos('3.1: agent removal rate limit'),
  agentReregisterTimeout: mesos('3.1: agent re-register timeout'),
  allocatorRecoveryTimeout: mesos('3.1: allocator recovery'),
  failoverTimeout: mesos('3.1: framework failover timeout'),
  'master heartbeat': mesos('3.1: v1 scheduler heartbeat'),
  registryGcInterval: mesos('3.1: registry GC interval'),
  registryFetch: mesos('3.1: registry fetch / store timeout', TAKES_TIME),
  registryFetchTimeout: mesos('3.1: registry fetch / store timeout'),
  registryStore: mesos('3.1: registry fetch / store timeout', TAKES_TIME),
  registryStoreTimeout: mesos('3.1: registry fetch / store timeout'),
  registrationBackoff: mesos('3.2: first registration delay'),
  pingWatchdog: mesos('3.2: master ping watchdog'),
  executorRegistrationTimeout: mesos('3.2: executor registration timeout'),
  executorReregistrationTimeout: mesos('3.2: executor re-registration timeout'),
  executorReregistrationRetry: mesos('3.2: executor re-registration retry'),
  executorShutdownGrace: mesos('3.2: executor shutdown grace'),
  recoveryTimeout: mesos('3.2: executor recovery timeout'),
  statusUpdateRetry: mesos('3.2: status update retry'),
  'agent heartbeat': mesos('3.2: executor heartbeat'),
  'execdriver heartbeat': mesos('3.2: executor heartbeat'),
  gcDelay: mesos('3.2: GC delay'),
  diskWatchInterval: mesos('3.2: GC delay / disk check', 'sandboxes have no size, so that only their age counts'),
  reap: mesos('3.2: exit detection of child processes', 'a draw within the interval stands for the polling'),
  launchAuthorization: mesos('2.8: authorize', TAKES_TIME),
  fetch: mesos('2.8: fetch, isolate, exec executor', TAKES_TIME),
  imagePull: mesos('2.8: fetch, isolate, exec executor', TAKES_TIME),
  containerLaunch: mesos('2.8: fetch, isolate, exec executor', TAKES_TIME),
  containerUpdate: mesos('2.8: update container', TAKES_TIME),
  containerRecovery: mesos('2.9: reads checkpoints', TAKES_TIME),
  subscribeBackoff: mesos('3.3: v0 SUBSCRIBE retry'),
  connectDelay: mesos('3.3: v1 library connect delay'),
  'execdriver connectDelay': mesos('3.2: max reconnect back-off'),
  subscribeRetry: mesos('3.3: command/default executor SUBSCRIBE retry'),
  subscribeAgain: mesos('3.3: command/default executor SUBSCRIBE retry', OURS),
  killGrace: mesos('3.3: kill grace'),
  selfExit: mesos('3.3: command executor self-exit'),
  'executor healthCheck': mesos('3.3: health check'),
  maxCompletionTime: mesos('3.3: max_completion_time'),
  'task run': mesos('1.1: process/container', 'the task ends when the scenario says'),
  stopAt: mesos('1.3: stop(failover=false)', OURS),
  taskDue: mesos('1.1: business logic', OURS),
  processExit: mesos('1.6: exited(pid)', TAKES_TIME),

  launchTokenRefresh: marathon('4.4: launch_token_refresh_interval'),
  reviveInterval: marathon('4.3: min_revive_offers_interval'),
  reviveRepeat: marathon('4.3: repeated **once**'),
  backoff: marathon('5'),
  delayCleanup: marathon('5'),
  offerMatchingTimeout: marathon('4.2: offer_matching_timeout'),
  overdueTasks: marathon('6.3: every 5 s'),
  taskLostExpunge: marathon('6.2: task_lost_expunge_interval'),
  reconciliation: marathon('6.3: reconciliation_interval'),
  scaleApps: marathon('6.3: scale_apps_interval'),
  masterSilence: marathon('6.3: Mesos master silent'),
  killRetry: marathon('7: kill_retry_timeout'),
  snapshot: marathon('4', TAKES_TIME),
  recount: marathon('8.2: re-count after 1 s'),
  'scheduler healthCheck': marathon('9.2'),
  healthTimeout: marathon('9.2'),
  readinessCheck: marathon('9.3'),
  readinessTimeout: marathon('9.3'),
  connectRetry: marathon('3', 'the user asks again until Marathon answers'),

  ackWait: bcs('6'),
  exitLook: bcs('6'),
  httpTimeout: bcs('6'),
  inspectLook: bcs('6'),
  shutdownLook: bcs('6'),
  'executor heartbeat': bcs('10'),
  checkInterval: bcs('5.3'),
  startGracePeriod: bcs('5.3'),
  stopTimeout: bcs('5.4'),
  stopPoll: bcs('5.4'),
  unpack: bcs('5.1', TAKES_TIME),
  transfer: bcs('5.1', TAKES_TIME),
  startCmd: bcs('5.2', TAKES_TIME),
  stopCmd: bcs('5.4', TAKES_TIME),
  reloadCmd: bcs('6', TAKES_TIME),
  'process run': bcs('4.1', 'the process ends when the scenario says'),
  lifetime: bcs('7'),
  transactionLook: bcs('7', 'what a host has in all comes from the scenario, not from the master'),
  offerLife: bcs('7.1'),
  silenceCheck: bcs('7.4'),
}

/** Of a timer by its owner's role and its name: `filter/F/R/A/0` and `gcDelay t0` are told by their first word. */
export function timerReceipt(role: Role, name: string): Receipt | undefined {
  const word = name.split(/[ /]/)[0] ?? name
  return TIMERS[`${role} ${word}`] ?? TIMERS[word]
}

/** Checks of the allocator that refuse. Source: mesos-protocol.md 5.3, 5.4. */
const REFUSALS: Readonly<Record<string, Receipt>> = {
  Inactive: mesos('5.4: framework active and role not suppressed'),
  Suppressed: mesos('5.4: framework active and role not suppressed'),
  OfferConstraints: mesos(
    "5.4: framework's offer constraints exclude this agent",
    "regular expressions are those of Marathon's constraints, not RE2's",
  ),
  NothingAllocatable: mesos('5.4: free resources allocatable to the role'),
  MinAllocatable: mesos('5.4: min allocatable (early)'),
  Gpus: mesos('5.4: agent has GPUs and framework lacks GPU_RESOURCES'),
  Region: mesos('5.4: framework lacks REGION_AWARE'),
  Incapable: mesos('5.4: H:stripIncapableResources'),
  GuaranteeUnserved: mesos('5.3: cut down to the unmet guarantee'),
  QuotaLimit: mesos('5.3: unreserved scalars cut to limits'),
  Headroom: mesos('5.3: availableHeadroom − requiredHeadroom'),
  AgentCapability: mesos('5.4: agent lacks MULTI_ROLE'),
  Filtered: mesos('5.4: any refusal filter'),
}

export function refusalReceipt(reason: string): Receipt | undefined {
  return REFUSALS[reason]
}

/** Marathon's reasons for leaving an offer unused. */
const NO_MATCH: Readonly<Partial<Record<NoMatchReason, string>>> = {
  UnfulfilledConstraint: '1.4',
  AgentMaintenance: '3.4: a maintenance refusal',
}

const NO_MATCH_SIMPLIFIED: Readonly<Partial<Record<NoMatchReason, string>>> = {
  NoCorrespondingReservationFound:
    'a reservation on an agent that is marked gone is dropped with it, also of an instance that is to be forgotten',
  InsufficientDisk: 'agents have root disk alone: volumes of type path and mount find none',
}

export function noMatchReceipt(reason: NoMatchReason): Receipt {
  return marathon(NO_MATCH[reason] ?? `3.4: ${reason}`, NO_MATCH_SIMPLIFIED[reason])
}

/** Reasons of task states. Source: mesos-protocol.md 4(f); two of them are named there by their endings alone. */
const SHORTENED: Readonly<Record<string, string>> = {
  REASON_TASK_GROUP_INVALID: '_GROUP_INVALID',
  REASON_TASK_GROUP_UNAUTHORIZED: '_GROUP_',
  REASON_CONTAINER_PREEMPTED: '_PREEMPTED',
  REASON_TASK_HEALTH_CHECK_STATUS_UPDATED: '_HEALTH_CHECK_',
}

export function taskReasonReceipt(reason: string): Receipt | undefined {
  if (!/^REASON_[A-Z_]+$/.test(reason)) return undefined
  if (reason === 'REASON_MAX_COMPLETION_TIME_REACHED') return mesos(`3.3: ${reason}`)
  return mesos(`4(f): ${SHORTENED[reason] ?? reason}`)
}

/** Kinds of records that are neither messages nor told by a name of their own. */
const RECORDS: Readonly<Record<string, Receipt>> = {
  allocation: mesos('5.3: Stage 2', SEEDED),
  task: mesos('4(f): made by'),
  exited: mesos('1.6: exited(pid)'),
}

export function recordReceipt(type: string): Receipt | undefined {
  return RECORDS[type]
}

export interface NamedReceipt {
  readonly kind: 'timer' | 'refusal' | 'match' | 'record'
  readonly name: string
  readonly receipt: Receipt
}

/** All that stand here, for who checks them. */
export function ruleReceipts(): readonly NamedReceipt[] {
  const of = (kind: NamedReceipt['kind'], table: Readonly<Record<string, Receipt>>): readonly NamedReceipt[] =>
    Object.entries(table).map(([name, found]) => ({ kind, name, receipt: found }))
  const matching = NO_MATCH_REASONS.map((name) => ({ kind: 'match' as const, name, receipt: noMatchReceipt(name) }))
  return [...of('timer', TIMERS), ...of('refusal', REFUSALS), ...matching, ...of('record', RECORDS)]
}
