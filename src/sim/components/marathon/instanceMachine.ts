/**
 * An instance of an app: its conditions, and what Mesos' words about its task make of them. A task that ended never
 * comes back; the instance does, with the next task. Source: Condition.scala, InstanceUpdater.scala; reference/marathon.md 6.
 */
import { setup } from 'xstate'
import { type ChartInput, effectNames } from '../define.ts'

export interface InstanceInput {
  /** Where a stored instance stands. */
  readonly condition: string
}

const MAY_COME_BACK: ReadonlySet<unknown> = new Set([
  'REASON_RECONCILIATION',
  'REASON_SLAVE_DISCONNECTED',
  'REASON_SLAVE_REMOVED',
])

const instance = setup({
  types: { context: {} as InstanceInput, events: {} as ChartInput, input: {} as InstanceInput },
  actions: effectNames('changed', 'provision'),
  guards: {
    was: ({ context }, { condition }: { readonly condition: string }) => context.condition === condition,
    mayComeBack: ({ event }) => MAY_COME_BACK.has(event['reason']),
    inactiveAtOnce: ({ event }) => event['inactiveAtOnce'] === true,
    inactiveLost: ({ event }) => event['inactiveAtOnce'] === true && MAY_COME_BACK.has(event['reason']),
    reserved: ({ event }) => event['reserved'] === true,
    taskUnknown: ({ event }) => event['reason'] === 'REASON_TASK_UNKNOWN',
  },
})

const to = <const T extends string>(target: T) => ({ target, actions: 'changed' }) as const

const UPDATES = {
  TASK_STAGING: to('Staging'),
  TASK_STARTING: to('Starting'),
  TASK_RUNNING: to('Running'),
  TASK_KILLING: to('Killing'),
  TASK_FINISHED: to('Finished'),
  TASK_FAILED: to('Failed'),
  TASK_KILLED: to('Killed'),
  TASK_ERROR: to('Error'),
  TASK_UNREACHABLE: [{ guard: 'inactiveAtOnce', ...to('UnreachableInactive') }, to('Unreachable')],
  TASK_GONE: to('Gone'),
  // Its agent will not come back, so neither will what is reserved there: it starts anew, without a failure to its name.
  TASK_GONE_BY_OPERATOR: [{ guard: 'reserved', ...to('Scheduled') }, to('Gone')],
  TASK_DROPPED: to('Dropped'),
  TASK_UNKNOWN: to('Unknown'),
  TASK_LOST: [
    { guard: 'inactiveLost', ...to('UnreachableInactive') },
    { guard: 'mayComeBack', ...to('Unreachable') },
    { guard: 'taskUnknown', ...to('Unknown') },
    to('Gone'),
  ],
} as const

const launched = { on: UPDATES } as const
const provision = { target: 'Provisioned', actions: ['provision', 'changed'] } as const
/** One that was stopped is wanted again, on its reservation. */
const launchable = { on: { provision, reschedule: to('Scheduled') } } as const

const CONDITIONS = [
  'Provisioned',
  'Staging',
  'Starting',
  'Running',
  'Killing',
  'Unreachable',
  'UnreachableInactive',
  'Finished',
  'Killed',
  'Failed',
  'Error',
  'Gone',
  'Dropped',
  'Unknown',
] as const

export const instanceMachine = instance.createMachine({
  id: 'instance',
  context: ({ input }) => input,
  initial: 'stored',
  states: {
    stored: {
      always: [
        ...CONDITIONS.map((condition) => ({
          guard: { type: 'was' as const, params: { condition } },
          target: condition,
        })),
        { target: 'Scheduled' as const },
      ],
    },
    Scheduled: { on: { provision } },
    Provisioned: launched,
    Staging: launched,
    Starting: launched,
    Running: launched,
    Killing: launched,
    Unreachable: { on: { ...UPDATES, inactive: to('UnreachableInactive') } },
    UnreachableInactive: launched,
    Finished: launchable,
    Killed: launchable,
    Failed: launchable,
    Error: launchable,
    Gone: launchable,
    Dropped: launchable,
    Unknown: launchable,
    /** Nothing of it is kept. */
    Expunged: { type: 'final' },
  },
  on: { expunge: '.Expunged' },
})
