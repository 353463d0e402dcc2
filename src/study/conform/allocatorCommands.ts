/** The `do` steps of an allocator case. Each reads its keys first, then acts; the answer is what went wrong, or null. */
import { type Resources, containsResources, formatResources, withRole } from '#model/resources.ts'
import {
  addAgent,
  removeAgent,
  setAgentActive,
  updateAgent,
  updateAllocation,
  updateAvailable,
} from '#sim/allocator/agents.ts'
import {
  activateFramework,
  addFramework,
  deactivateFramework,
  removeFramework,
  reviveOffers,
  suppressOffers,
  updateFramework,
} from '#sim/allocator/frameworks.ts'
import { updateWhitelist } from '#sim/allocator/queue.ts'
import { updateQuota, updateWeights } from '#sim/allocator/roles.ts'
import { ABILITY, type AgentCapability } from '#sim/allocator/tables.ts'
import { heldRows } from '#sim/allocator/views.ts'
import { type Play, advance, giveBack, settle, toMs } from './play.ts'
import {
  type Reader,
  has,
  isRecord,
  issueOf,
  readFlag,
  readList,
  readMap,
  readMinima,
  readNumber,
  readQuantities,
  readResources,
  readText,
  readTexts,
} from './reader.ts'

/** Acts once the step is read; what it answers is a difference. */
type Act = (play: Play) => string | null | void

const AGENT_CAPABILITIES: readonly AgentCapability[] = ['MULTI_ROLE', 'HIERARCHICAL_ROLE', 'RESERVATION_REFINEMENT']

function knowsAgent(play: Play, agent: string): boolean {
  return play.state.agents.index.has(agent)
}

function knowsFramework(play: Play, framework: string): boolean {
  return play.state.frameworks[play.state.frameworkIndex.get(framework) ?? -1]?.known ?? false
}

function readCapabilities<T extends string>(reader: Reader, known: readonly T[], fallback: readonly T[]): readonly T[] {
  const texts = readTexts(reader, 'capabilities', fallback)
  const wrong = texts.find((text) => !known.some((each) => each === text))
  if (wrong !== undefined) reader.issue ??= `'capabilities' names ${wrong}, which is none`
  return known.filter((each) => texts.includes(each))
}

/** Attributes as an object, or as text of the form `rack:a;zone:b`. The cases only ask whether they changed. */
function readAttributes(reader: Reader): Readonly<Record<string, string>> {
  reader.asked.add('attributes')
  const value = reader.record.attributes
  if (typeof value === 'string') {
    return Object.fromEntries(value.split(';').map((part) => part.split(':', 2) as [string, string]))
  }
  if (isRecord(value)) return readMap(reader, 'attributes', (values, name) => String(values.record[name]))
  return { attributes: JSON.stringify(value) }
}

function readAgent(reader: Reader) {
  const domains = {
    ...(has(reader, 'attributes') ? { attributes: readAttributes(reader) } : {}),
    ...(has(reader, 'capabilities') ? { capabilities: readCapabilities(reader, AGENT_CAPABILITIES, []) } : {}),
    ...(has(reader, 'resources') ? { resources: readResources(reader, 'resources') } : {}),
  }
  return { agent: readText(reader, 'agent'), ...domains }
}

function doAddAgent(reader: Reader): Act {
  const spec = readAgent(reader)
  const resources = readResources(reader, 'resources')
  const readUse = (each: Reader) => ({
    framework: readText(each, 'framework'),
    role: readText(each, 'role'),
    resources: readResources(each, 'resources'),
  })
  const used = readList(reader, 'used', readUse, [])
  return (play) => {
    if (knowsAgent(play, spec.agent)) return `${spec.agent} is there already`
    addAgent(play.state, { ...spec, resources, used })
  }
}

/** What needs an agent that is there. */
function onAgent(act: (play: Play, agent: string) => string | null | void, agent: string): Act {
  return (play) => (knowsAgent(play, agent) ? act(play, agent) : `there is no agent ${agent}`)
}

function onFramework(act: (play: Play, framework: string) => string | null | void, framework: string): Act {
  return (play) => (knowsFramework(play, framework) ? act(play, framework) : `there is no framework ${framework}`)
}

function readFramework(reader: Reader) {
  return {
    framework: readText(reader, 'framework'),
    roles: readTexts(reader, 'roles'),
    suppressedRoles: readTexts(reader, 'suppressedRoles', []),
    minAllocatable: readMap(reader, 'minAllocatable', (values, role) => readMinima(values, role, []), {}),
  }
}

function readAbilities(reader: Reader) {
  const known = Object.keys(ABILITY) as (keyof typeof ABILITY)[]
  return [...readCapabilities(reader, known, []), 'MULTI_ROLE' as const]
}

function doAddFramework(reader: Reader): Act {
  const info = {
    ...readFramework(reader),
    capabilities: readAbilities(reader),
    active: readFlag(reader, 'active', true),
  }
  const readUse = (each: Reader) => ({
    agent: readText(each, 'agent'),
    role: readText(each, 'role'),
    resources: readResources(each, 'resources'),
  })
  const used = readList(reader, 'used', readUse, [])
  return (play) => {
    if (knowsFramework(play, info.framework)) return `${info.framework} is there already`
    const stray = used.find((use) => knowsAgent(play, use.agent) && !isListed(play, info.framework, use))
    if (stray) return `${stray.agent} does not list ${formatResources(stray.resources)} as in use by ${info.framework}`
    addFramework(play.state, { ...info, used })
  }
}

function isListed(play: Play, framework: string, use: { agent: string; role: string; resources: Resources }): boolean {
  const row = heldRows(play.state).find(
    (each) => each.framework === framework && each.role === use.role && each.agent === use.agent && !each.counted,
  )
  return row !== undefined && containsResources(row.resources, use.resources)
}

/** Everything is replaced but the capabilities, which a case cannot change. */
function doUpdateFramework(reader: Reader): Act {
  const info = readFramework(reader)
  return onFramework((play, framework) => {
    const row = play.state.frameworks[play.state.frameworkIndex.get(framework) ?? -1]
    const known = Object.keys(ABILITY) as (keyof typeof ABILITY)[]
    const capabilities = known.filter((each) => ((row?.abilities ?? 0) & ABILITY[each]) !== 0)
    updateFramework(play.state, framework, { ...info, capabilities })
  }, info.framework)
}

function heldBy(play: Play, framework: string, role?: string, agent?: string) {
  return heldRows(play.state).filter(
    (row) =>
      row.counted &&
      row.framework === framework &&
      (role === undefined || row.role === role) &&
      (agent === undefined || row.agent === agent),
  )
}

function readRefusal(reader: Reader): { refuseMs?: number } {
  return has(reader, 'refuseSeconds') ? { refuseMs: toMs(readNumber(reader, 'refuseSeconds')) } : {}
}

function doRecoverResources(reader: Reader): Act {
  const what = {
    framework: readText(reader, 'framework'),
    role: readText(reader, 'role'),
    agent: readText(reader, 'agent'),
    resources: readResources(reader, 'resources'),
    ...readRefusal(reader),
  }
  return (play) => {
    if (!knowsFramework(play, what.framework) || !knowsAgent(play, what.agent)) return null
    const held = heldBy(play, what.framework, what.role, what.agent)[0]?.resources ?? []
    if (!containsResources(held, what.resources)) {
      return `${what.framework} holds only '${formatResources(held)}' in ${what.role} on ${what.agent}`
    }
    giveBack(play, what)
  }
}

function doRecoverAll(reader: Reader): Act {
  const framework = readText(reader, 'framework')
  const role = has(reader, 'role') ? readText(reader, 'role') : undefined
  const agent = has(reader, 'agent') ? readText(reader, 'agent') : undefined
  const refusal = readRefusal(reader)
  return (play) => {
    for (const row of heldBy(play, framework, role, agent)) {
      giveBack(play, { framework, role: row.role, agent: row.agent, resources: row.resources, ...refusal })
    }
  }
}

function doUpdateQuota(reader: Reader): Act {
  const role = readText(reader, 'role')
  const guarantees = readQuantities(reader, 'guarantees')
  const limits = readQuantities(reader, 'limits')
  return (play) => {
    if (role.includes('/')) return `quota is for top-level roles, ${role} is none`
    updateQuota(play.state, role, guarantees, limits)
  }
}

function doUpdateWeights(reader: Reader): Act {
  const weights = readMap(reader, 'weights', readNumber)
  return (play) => {
    if (Object.values(weights).some((weight) => weight <= 0)) return 'a weight is not above 0'
    updateWeights(play.state, weights)
  }
}

function doUpdateWhitelist(reader: Reader): Act {
  const agents = has(reader, 'agents') && reader.record.agents === null ? null : readTexts(reader, 'agents')
  return (play) => updateWhitelist(play.state, agents)
}

/** `reserve` and `unreserve`: the resources are written unreserved in both. */
function doReserve(reader: Reader, isReserve: boolean): Act {
  const role = readText(reader, 'role')
  const unreserved = withRole(readResources(reader, 'resources'), '*')
  const reserved = withRole(unreserved, role)
  const [from, to] = isReserve ? [unreserved, reserved] : [reserved, unreserved]
  const framework = has(reader, 'framework') ? readText(reader, 'framework') : null
  const fails = readFlag(reader, 'fails', false)
  return onAgent(
    (play, agent) => {
      if (framework === null) return succeeds(updateAvailable(play.state, agent, from, to), fails)
      const held = heldBy(play, framework, role, agent)[0]?.resources ?? []
      if (!containsResources(held, from)) return succeeds(false, fails)
      updateAllocation(play.state, { framework, role, agent }, from, to)
      return succeeds(true, fails)
    },
    readText(reader, 'agent'),
  )
}

function succeeds(done: boolean, fails: boolean): string | null {
  if (done && fails) return 'there is enough, but the step should fail'
  return !done && !fails ? 'there is not enough' : null
}

function withRoles(reader: Reader, act: (play: Play, framework: string, roles: readonly string[]) => void): Act {
  const roles = readTexts(reader, 'roles', [])
  return onFramework((play, framework) => act(play, framework, roles), readText(reader, 'framework'))
}

const COMMANDS: Readonly<Record<string, (reader: Reader) => Act>> = {
  addAgent: doAddAgent,
  removeAgent: (reader) => onAgent((play, agent) => removeAgent(play.state, agent), readText(reader, 'agent')),
  updateAgent: (reader) => {
    const { agent, ...update } = readAgent(reader)
    return onAgent((play) => void updateAgent(play.state, agent, update), agent)
  },
  activateAgent: (reader) => onAgent((play, id) => setAgentActive(play.state, id, true), readText(reader, 'agent')),
  deactivateAgent: (reader) => onAgent((play, id) => setAgentActive(play.state, id, false), readText(reader, 'agent')),
  addFramework: doAddFramework,
  updateFramework: doUpdateFramework,
  removeFramework: (reader) =>
    onFramework((play, id) => removeFramework(play.state, id), readText(reader, 'framework')),
  activateFramework: (reader) =>
    onFramework((play, id) => void activateFramework(play.state, id), readText(reader, 'framework')),
  deactivateFramework: (reader) =>
    onFramework((play, id) => deactivateFramework(play.state, id), readText(reader, 'framework')),
  suppress: (reader) => withRoles(reader, (play, id, roles) => suppressOffers(play.state, id, roles)),
  revive: (reader) => withRoles(reader, (play, id, roles) => void reviveOffers(play.state, id, roles)),
  recoverResources: doRecoverResources,
  recoverAll: doRecoverAll,
  updateWeights: doUpdateWeights,
  updateQuota: doUpdateQuota,
  updateWhitelist: doUpdateWhitelist,
  reserve: (reader) => doReserve(reader, true),
  unreserve: (reader) => doReserve(reader, false),
  settle: () => settle,
  advance: (reader) => {
    const ms = toMs(readNumber(reader, 'seconds'))
    return (play) => (ms < 0 ? 'time does not run backwards' : advance(play, ms))
  },
}

/** Carries out a `do` step. The answer says what is wrong with the step, or null. */
export function command(play: Play, reader: Reader): string | null {
  const name = readText(reader, 'do')
  const read = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (read === undefined) return `'${name}' is not a command`
  const act = read(reader)
  return issueOf(reader) ?? act(play) ?? null
}
