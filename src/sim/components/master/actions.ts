/** What users do to the master and through its operator's endpoints (contracts.md 2). */
import { containsResources, parseResources } from '#model/resources.ts'
import type { Action, ActionName, ActionOf } from '#model/scenario/types.ts'
import type { ActionApi } from '../../kernel/definition.ts'
import { bothSides, type Reservation } from '../operations.ts'
import { agentIds, driverIds } from './addresses.ts'
import type { AgentRecord, MasterBooks } from './books.ts'
import { masterProcess } from './definitions.ts'
import { OPERATOR } from './machines/master.ts'
import { slaveIdBy, unusedOf } from './operator.ts'
import { quotaFault } from './quota.ts'
import { staticFault } from './reservations.ts'
import { roleFault } from './roleNames.ts'

const MASTER_ACTIONS: ReadonlySet<ActionName> = new Set<ActionName>([...OPERATOR, 'crashMaster', 'restartMaster'])

/** Why it is not possible now, null where it is, undefined for actions that are not the master's. */
export function possibleMasterAction(api: ActionApi, action: Action): string | null | undefined {
  if (!MASTER_ACTIONS.has(action.do)) return undefined
  const up = api.processUp('master')
  if (action.do === 'restartMaster') return up ? 'the master runs already' : null
  if (!up) return 'the master is down'
  if (action.do === 'crashMaster') return null
  if (api.stateOf('master') !== 'leading') return 'the master is still reading its registry'
  return possibleOperation(api.booksOf('master') as MasterBooks, action)
}

function possibleOperation(books: MasterBooks, action: Action): string | null {
  switch (action.do) {
    case 'teardown':
      return [...books.frameworks.values()].some(({ name }) => name === action.framework)
        ? null
        : `the master does not know the framework ${action.framework}`
    case 'markAgentGone':
      return slaveIdBy(books, action.agent) === undefined ? `the master does not know the agent ${action.agent}` : null
    case 'deactivateAgent':
    case 'reactivateAgent':
    case 'drainAgent':
      return possibleOverlay(books, action)
    case 'reserve':
    case 'unreserve':
      return possibleReservation(books, action)
    case 'setWeight':
      return roleFault(action.role) ?? (action.weight > 0 ? null : 'a weight must be above 0')
    case 'setQuota':
      return quotaFault(books, action)
    default:
      return null
  }
}

function registered(books: MasterBooks, name: string): AgentRecord | undefined {
  return books.agentAt.get(name)
}

/** Of an agent that is away too, which then finds it when it comes back; a drain may be ordered anew. Source: http.cpp, _drainAgent. */
function possibleOverlay(
  books: MasterBooks,
  action: ActionOf<'deactivateAgent' | 'reactivateAgent' | 'drainAgent'>,
): string | null {
  const slaveId = slaveIdBy(books, action.agent)
  if (slaveId === undefined) return `the master does not know the agent ${action.agent}`
  const drain = books.draining.get(slaveId)
  const isOff = books.deactivated.has(slaveId)
  if (action.do === 'reactivateAgent') {
    if (drain?.state === 'DRAINING') return `the agent ${action.agent} is draining`
    return isOff ? null : `the agent ${action.agent} is not deactivated`
  }
  return action.do === 'deactivateAgent' && isOff ? `the agent ${action.agent} is deactivated already` : null
}

function possibleReservation(books: MasterBooks, action: ActionOf<'reserve' | 'unreserve'>): string | null {
  const agent = registered(books, action.agent)
  if (!agent) return `the agent ${action.agent} is not registered`
  if (action.role === '*') return "nothing can be reserved for the role '*'"
  const fault = roleFault(action.role)
  if (fault !== null) return fault
  const parsed = parseResources(action.resources)
  if (!parsed.ok) return parsed.error
  const type = action.do === 'reserve' ? 'RESERVE' : 'UNRESERVE'
  const operation: Reservation = { type, role: action.role, resources: action.resources }
  if (!containsResources(unusedOf(agent), bothSides(operation).from))
    return `the agent ${action.agent} has not so much that no task uses`
  return staticFault(agent, operation)
}

/** Carries out a possible action; false for those that are not the master's. */
export function performMasterAction(api: ActionApi, action: Action): boolean {
  if (!MASTER_ACTIONS.has(action.do)) return false
  if (action.do === 'crashMaster') api.endProcess('master')
  else if (action.do === 'restartMaster') restart(api)
  else {
    const { atMs: _atMs, do: type, ...keys } = action
    api.step('master', { type, ...keys })
  }
  return true
}

/** A new leader is elected: whoever looks for one is told, unless there is no ZooKeeper to tell. */
function restart(api: ActionApi): void {
  api.startProcess(masterProcess(api.scenario))
  if (api.scenario.master.detector === 'standalone') return
  for (const id of driverIds(api).concat(agentIds(api))) api.step(id, { type: 'detected', leader: 'master' })
}
