/**
 * An agent as the master sees it. Row by row the table of reference 4(b); the registry is written before the memory
 * changes, so the `…ing` states wait for the registrar. Overlays: deactivated, draining, drained are states of a connected
 * agent and are found again by facts when it returns. Source: master.hpp, Slaves; master.cpp, registerSlave … __removeSlave.
 */
import { setup } from 'xstate'
import { type ChartInput, effectNames } from '../../define.ts'

export interface AgentContext {
  /** Slave id. */
  readonly id: string
  readonly reregisterTimeoutMs: number
}

const OVERLAYS = [
  { guard: 'isDrained', target: '#agent.registered.connected.drained' },
  { guard: 'isDraining', target: '#agent.registered.connected.draining' },
  { guard: 'isDeactivated', target: '#agent.registered.connected.deactivated' },
] as const

export const agentMachine = setup({
  types: { context: {} as AgentContext, events: {} as ChartInput, input: {} as AgentContext },
  delays: { agentReregisterTimeout: ({ context }) => context.reregisterTimeoutMs },
  guards: {
    isDrained: ({ event }) => event['overlay'] === 'drained',
    isDraining: ({ event }) => event['overlay'] === 'draining',
    isDeactivated: ({ event }) => event['overlay'] === 'deactivated',
    marksGone: ({ event }) => event['markGone'] === true,
  },
  actions: effectNames(
    'writeAdmit',
    'writeReachable',
    'writeUnreachable',
    'writeGone',
    'writeRemoval',
    'writeReplacement',
    'admit',
    'readmit',
    'resendRegistered',
    'reconcile',
    'reconnect',
    'tellBack',
    'activate',
    'disconnect',
    'rescindOffers',
    'loseUncheckpointed',
    'removeWhenPermitted',
    'deactivate',
    'startDraining',
    'finishDraining',
    'becomeUnreachable',
    'becomeGone',
    'becomeRemoved',
    'shutDown',
  ),
}).createMachine({
  id: 'agent',
  context: ({ input }) => input,
  initial: 'unknown',
  states: {
    unknown: {
      on: {
        RegisterSlaveMessage: { target: 'registering', actions: 'writeAdmit' },
        ReregisterSlaveMessage: { target: 'reregistering', actions: 'writeReachable' },
        recover: 'recovered',
        recoverUnreachable: 'unreachable',
        recoverGone: 'gone',
      },
    },
    registering: { on: { written: { target: 'registered', actions: 'admit' } } },
    reregistering: {
      on: {
        written: [
          ...OVERLAYS.map((overlay) => ({ ...overlay, actions: 'readmit' as const })),
          { target: 'registered', actions: 'readmit' },
        ],
      },
    },
    registered: {
      initial: 'connected',
      states: {
        connected: {
          initial: 'active',
          states: {
            active: {
              on: { deactivate: { target: 'deactivated', actions: ['deactivate', 'rescindOffers'] } },
            },
            deactivated: { on: { reactivate: { target: 'active', actions: 'activate' } } },
            draining: {
              on: {
                drained: [
                  { guard: 'marksGone', target: '#agent.markingGone', actions: ['finishDraining', 'writeGone'] },
                  { target: 'drained', actions: 'finishDraining' },
                ],
              },
            },
            drained: { on: { reactivate: { target: 'active', actions: 'activate' } } },
          },
          on: {
            drain: { target: '.draining', actions: ['deactivate', 'rescindOffers', 'startDraining'] },
            RegisterSlaveMessage: { actions: 'resendRegistered' },
            ReregisterSlaveMessage: { actions: ['reconcile', 'tellBack'] },
            exited: { target: 'disconnected', actions: ['disconnect', 'rescindOffers', 'loseUncheckpointed'] },
          },
        },
        disconnected: {
          after: { agentReregisterTimeout: { actions: 'removeWhenPermitted' } },
          on: {
            notBack: { target: '#agent.markingUnreachable', actions: 'writeUnreachable' },
            RegisterSlaveMessage: { target: '#agent.removing', actions: 'writeReplacement' },
            ReregisterSlaveMessage: [
              ...OVERLAYS.map((overlay) => ({ ...overlay, actions: ['reconcile', 'reconnect', 'tellBack'] as const })),
              { target: 'connected', actions: ['reconcile', 'reconnect', 'activate', 'tellBack'] },
            ],
            drain: { actions: 'startDraining' },
            drained: [
              { guard: 'marksGone', target: '#agent.markingGone', actions: ['finishDraining', 'writeGone'] },
              { actions: 'finishDraining' },
            ],
          },
        },
      },
      on: {
        markUnreachable: { target: 'markingUnreachable', actions: 'writeUnreachable' },
        markGone: { target: 'markingGone', actions: 'writeGone' },
        UnregisterSlaveMessage: { target: 'removing', actions: 'writeRemoval' },
      },
    },
    recovered: {
      on: {
        ReregisterSlaveMessage: [
          ...OVERLAYS.map((overlay) => ({ ...overlay, actions: 'readmit' as const })),
          { target: 'registered', actions: 'readmit' },
        ],
        markUnreachable: { target: 'markingUnreachable', actions: 'writeUnreachable' },
        markGone: { target: 'markingGone', actions: 'writeGone' },
      },
    },
    markingUnreachable: { on: { written: { target: 'unreachable', actions: 'becomeUnreachable' } } },
    unreachable: {
      on: {
        ReregisterSlaveMessage: { target: 'reregistering', actions: 'writeReachable' },
        markGone: { target: 'markingGone', actions: 'writeGone' },
      },
    },
    markingGone: { on: { written: { target: 'gone', actions: 'becomeGone' } } },
    gone: { on: { ReregisterSlaveMessage: { actions: 'shutDown' } } },
    removing: { on: { written: { target: 'removed', actions: 'becomeRemoved' } } },
    removed: { on: { ReregisterSlaveMessage: { target: 'reregistering', actions: 'writeReachable' } } },
  },
})
