/** All components of the cluster, what runs from the start, and who carries out which action. */
import { messageEntry } from '#model/messages/index.ts'
import type { Action, Scenario } from '#model/scenario/types.ts'
import type { ActionApi, ClusterDefinition, Definition, Invariant, ProcessPlan } from '../kernel/definition.ts'
import { performAgentAction, possibleAgentAction } from './agent/actions.ts'
import { agentProcess } from './agent/agent.ts'
import { AGENT_DEFINITIONS } from './agent/definitions.ts'
import { AGENT_INVARIANTS } from './agent/invariants.ts'
import { BATCH } from './batch/batch.ts'
import { HOARDER } from './batch/hoarder.ts'
import { performBcsAction, possibleBcsAction } from './bcs/actions.ts'
import { BCS_DEFINITIONS, bcsHosts } from './bcs/definitions.ts'
import { CLIENT_DEFINITIONS, clientProcess } from './client/client.ts'
import { DRIVER } from './driver/driver.ts'
import { LIBRARY } from './driver/library.ts'
import { performMarathonAction, possibleMarathonAction } from './marathon/actions.ts'
import { MARATHON_DEFINITIONS } from './marathon/marathon.ts'
import { performMasterAction, possibleMasterAction } from './master/actions.ts'
import { MASTER_DEFINITIONS, masterProcess } from './master/definitions.ts'
import { MASTER_INVARIANTS } from './master/invariants.ts'
import { frameworkProcess, performSchedulerAction, possibleSchedulerAction } from './schedulers.ts'

const DEFINITIONS: readonly Definition[] = [
  ...MASTER_DEFINITIONS,
  ...AGENT_DEFINITIONS,
  DRIVER,
  LIBRARY,
  BATCH,
  HOARDER,
  ...MARATHON_DEFINITIONS,
  ...CLIENT_DEFINITIONS,
  ...BCS_DEFINITIONS,
]

const INVARIANTS: readonly Invariant[] = [...MASTER_INVARIANTS, ...AGENT_INVARIANTS]

type Boot = ProcessPlan & { readonly startAtMs: number }

function boot(scenario: Scenario): readonly Boot[] {
  const agents = scenario.agents.map((spec) => ({ ...agentProcess(spec), startAtMs: spec.startAtMs }))
  const frameworks = scenario.frameworks.flatMap((spec): readonly Boot[] => {
    const plan = frameworkProcess(spec)
    return plan ? [{ ...plan, startAtMs: spec.startAtMs }] : []
  })
  const client = clientProcess(scenario)
  return [
    { ...masterProcess(scenario), startAtMs: 0 },
    ...bcsHosts(scenario),
    ...agents,
    ...frameworks,
    ...(client ? [client] : []),
  ]
}

/** Who carries out actions; the first that knows one answers. */
const PERFORMERS: readonly {
  readonly possible: (api: ActionApi, action: Action) => string | null | undefined
  readonly perform: (api: ActionApi, action: Action) => boolean
}[] = [
  { possible: possibleMasterAction, perform: performMasterAction },
  { possible: possibleBcsAction, perform: performBcsAction },
  { possible: possibleAgentAction, perform: performAgentAction },
  { possible: possibleMarathonAction, perform: performMarathonAction },
  { possible: possibleSchedulerAction, perform: performSchedulerAction },
]

function possible(api: ActionApi, action: Action): string | null {
  for (const performer of PERFORMERS) {
    const why = performer.possible(api, action)
    if (why !== undefined) return why
  }
  return `nothing in this cluster carries out ${action.do}`
}

function act(api: ActionApi, action: Action): void {
  for (const performer of PERFORMERS) if (performer.perform(api, action)) return
}

export const CLUSTER: ClusterDefinition = {
  definitions: new Map(DEFINITIONS.map((definition) => [definition.kind, definition])),
  entry: messageEntry,
  boot,
  possible,
  act,
  invariants: INVARIANTS,
}
