/**
 * Which faults make sense at the cursor, and why the others do not: read from the scenario and from what was done up to
 * then. The kernel has the last word; this spares the reader acts without effect.
 */
import { agentOf } from '#model/roles.ts'
import type { ActionKeys } from '#model/scenario/document.ts'
import type { Action, ActionName, Scenario } from '#model/scenario/types.ts'
import type { TraceStore } from '#model/trace/store.ts'
import { addedAgents } from './scenarioFacts.ts'

/** An action without its time. */
export type Wish = { [A in ActionName]: { readonly do: A } & ActionKeys[A] }[ActionName]

export interface Standing {
  readonly scenario: Scenario
  /** Components that are down because somebody crashed them. */
  readonly down: ReadonlySet<string>
  readonly draining: ReadonlySet<string>
  readonly deactivated: ReadonlySet<string>
  readonly gone: ReadonlySet<string>
  /** Links that are cut, `A|B` in order of the letters. */
  readonly cut: ReadonlySet<string>
  readonly agents: readonly string[]
}

export function linkKey([a, b]: readonly [string, string]): string {
  return a < b ? `${a}|${b}` : `${b}|${a}`
}

interface Sets {
  readonly down: Set<string>
  readonly draining: Set<string>
  readonly deactivated: Set<string>
  readonly gone: Set<string>
  readonly cut: Set<string>
}

function applyAgent(action: Action, { down, draining, deactivated, gone }: Sets): void {
  switch (action.do) {
    case 'crashAgent':
    case 'unregisterAgent':
      down.add(action.agent)
      break
    case 'restartAgent':
      down.delete(action.agent)
      break
    case 'drainAgent':
      draining.add(action.agent)
      deactivated.add(action.agent)
      if (action.markGone) gone.add(action.agent)
      break
    case 'deactivateAgent':
      deactivated.add(action.agent)
      break
    case 'reactivateAgent':
      deactivated.delete(action.agent)
      draining.delete(action.agent)
      break
    case 'markAgentGone':
      gone.add(action.agent)
      break
    default:
  }
}

function applyOther(action: Action, { down, cut }: Sets): void {
  switch (action.do) {
    case 'crashScheduler':
    case 'teardown':
      down.add(action.framework)
      break
    case 'restartScheduler':
      down.delete(action.framework)
      break
    case 'crashMaster':
      down.add('master')
      break
    case 'restartMaster':
      down.delete('master')
      break
    case 'cutLink':
      cut.add(linkKey(action.between))
      break
    case 'healLink':
      cut.delete(linkKey(action.between))
      break
    default:
  }
}

/** How things stand at a virtual time, by what was done to them. */
export function standingAt(scenario: Scenario, at: number): Standing {
  const sets: Sets = { down: new Set(), draining: new Set(), deactivated: new Set(), gone: new Set(), cut: new Set() }
  for (const action of scenario.actions) {
    if (action.atMs > at) break
    applyAgent(action, sets)
    applyOther(action, sets)
  }
  const agents = [...scenario.agents.map(({ id }) => id), ...addedAgents(scenario, at)]
  return { scenario, agents, ...sets }
}

export type Refusal = 'isUp' | 'isDown' | 'isGone' | 'isCut' | 'isWhole' | 'isDraining' | 'isInactive' | 'isActive'

function agentRefusal(wish: Wish, standing: Standing): Refusal | null {
  if (!('agent' in wish) || typeof wish.agent !== 'string') return null
  const { down, gone, draining, deactivated } = standing
  const { agent } = wish
  if (gone.has(agent) && wish.do !== 'restartAgent') return 'isGone'
  if (wish.do === 'restartAgent') return down.has(agent) ? null : 'isUp'
  if (wish.do === 'reactivateAgent') return deactivated.has(agent) ? null : 'isActive'
  if (wish.do === 'drainAgent' && draining.has(agent)) return 'isDraining'
  if (wish.do === 'deactivateAgent' && deactivated.has(agent)) return 'isInactive'
  if (wish.do === 'crashAgent' || wish.do === 'unregisterAgent') return down.has(agent) ? 'isDown' : null
  return null
}

/** Why a wish makes no sense now, or null. */
export function refusalOf(wish: Wish, standing: Standing): Refusal | null {
  const { down, cut } = standing
  switch (wish.do) {
    case 'crashMaster':
      return down.has('master') ? 'isDown' : null
    case 'restartMaster':
      return down.has('master') ? null : 'isUp'
    case 'crashScheduler':
      return down.has(wish.framework) ? 'isDown' : null
    case 'restartScheduler':
      return down.has(wish.framework) || wish.takeover === true ? null : 'isUp'
    case 'cutLink':
      return cut.has(linkKey(wish.between)) ? 'isCut' : null
    case 'healLink':
      return cut.has(linkKey(wish.between)) ? null : 'isWhole'
    default:
      return agentRefusal(wish, standing)
  }
}

/** Executors that live at a record: `ID@AGENT`, at most so many. */
export function executorsAt(trace: TraceStore, ordinal: number, most = 24): readonly string[] {
  const alive = new Set<string>()
  const end = Math.min(ordinal, trace.count - 1)
  for (let i = 0; i <= end; i += 1) {
    if (trace.type[i] !== 3) continue
    const of = trace.text(trace.from[i] as number)
    if (!of.startsWith('executor:')) continue
    const id = of.slice('executor:'.length)
    if (agentOf(of) === null) continue
    if (trace.text(trace.to[i] as number) === '') alive.delete(id)
    else alive.add(id)
  }
  return [...alive].slice(-most)
}
