/**
 * The master: reads the registry, then leads. While it recovers it drops every message (v1 schedulers are told 503).
 * Source: master.cpp, initialize, consume, _recover; reference 1.6, 6.5.
 */
import { setup } from 'xstate'
import { type ChartInput, effectNames } from '../../define.ts'

/** Messages of reference 2.1, 2.3, 2.5 and the calls of allocator and observers; each has an effect of its name. */
export const CALLS = [
  'SUBSCRIBE',
  'TEARDOWN',
  'DeactivateFrameworkMessage',
  'ACCEPT',
  'DECLINE',
  'REVIVE',
  'SUPPRESS',
  'KILL',
  'SHUTDOWN',
  'ACKNOWLEDGE',
  'RECONCILE',
  'MESSAGE',
  'REQUEST',
  'UPDATE_FRAMEWORK',
] as const
export const REPORTS = [
  'RegisterSlaveMessage',
  'ReregisterSlaveMessage',
  'UnregisterSlaveMessage',
  'UpdateSlaveMessage',
  'StatusUpdateMessage',
  'ExitedExecutorMessage',
  'ExecutorToFrameworkMessage',
] as const
const INSIDE = [
  'offerCallback',
  'markUnreachable',
  'ponged',
  'exited',
  'storeRegistry',
  'registryStored',
  'settled',
  'recoveredAgentsTimeout',
  'registryGcInterval',
] as const
/** The operator's HTTP endpoints. */
export const OPERATOR = [
  'teardown',
  'markAgentGone',
  'deactivateAgent',
  'reactivateAgent',
  'drainAgent',
  'reserve',
  'unreserve',
  'setWeight',
  'setQuota',
] as const

const HANDLED = [...CALLS, ...REPORTS, ...INSIDE, ...OPERATOR] as const
type Handled = (typeof HANDLED)[number]

const leading = Object.fromEntries(HANDLED.map((name) => [name, { actions: name }])) as Record<
  Handled,
  { readonly actions: Handled }
>

export interface MasterInput {
  readonly registryFetchTimeoutMs: number
}

export const masterMachine = setup({
  types: { context: {} as MasterInput, events: {} as ChartInput, input: {} as MasterInput },
  delays: { registryFetchTimeout: ({ context }) => context.registryFetchTimeoutMs },
  actions: effectNames('readRegistry', 'lead', 'refuse', 'die', ...HANDLED),
}).createMachine({
  id: 'master',
  context: ({ input }) => input,
  initial: 'recovering',
  states: {
    recovering: {
      entry: 'readRegistry',
      after: { registryFetchTimeout: { actions: 'die' } },
      on: { registryRead: { target: 'leading', actions: 'lead' }, SUBSCRIBE: { actions: 'refuse' } },
    },
    leading: { on: { ...leading, registryStoreTimeout: { actions: 'die' } } },
  },
})
