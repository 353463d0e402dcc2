/** What offers, tasks and executors hold of an agent, and the timelines that say so. */
import { addResources, NO_RESOURCES, subtractResources, type Resources } from '#model/resources.ts'
import { type AgentPoint, agentSeries, type TaskPoint, taskSeries } from '#model/trace/series.ts'
import { resourceText } from '../resourceText.ts'
import type { UsedPart } from './calls.ts'
import { type AgentRecord, type MasterApi, type TaskRecord, isAgentActive, offersOn } from './books.ts'

export function occupy(api: MasterApi, agent: AgentRecord, frameworkId: string, resources: Resources): void {
  agent.used.set(frameworkId, addResources(agent.used.get(frameworkId) ?? NO_RESOURCES, resources))
  api.books.touched.add(agent.id)
}

export function vacate(api: MasterApi, agent: AgentRecord, frameworkId: string, resources: Resources): void {
  const left = subtractResources(agent.used.get(frameworkId) ?? NO_RESOURCES, resources)
  if (left.length === 0) agent.used.delete(frameworkId)
  else agent.used.set(frameworkId, left)
  api.books.touched.add(agent.id)
}

/** By framework and role what tasks and executors hold of an agent; of one framework where it is given. */
export function usedParts(agent: AgentRecord, only?: string): UsedPart[] {
  const sums = new Map<string, { frameworkId: string; role: string; resources: Resources }>()
  const add = (frameworkId: string, role: string, resources: Resources): void => {
    if (only !== undefined && only !== frameworkId) return
    const key = `${frameworkId}/${role}`
    const sum = sums.get(key)
    if (sum) sum.resources = addResources(sum.resources, resources)
    else sums.set(key, { frameworkId, role, resources })
  }
  for (const task of agent.tasks.values()) if (task.held) add(task.frameworkId, task.role, task.resources)
  for (const [id, executors] of agent.executors)
    for (const { role, resources } of executors.values()) add(id, role, resources)
  return [...sums.values()]
    .filter(({ resources }) => resources.length > 0)
    .map(({ resources, ...who }) => ({ ...who, resources: resourceText(resources) }))
}

function named(api: MasterApi, frameworkId: string): string {
  return api.books.frameworks.get(frameworkId)?.name ?? frameworkId
}

function agentPoint(api: MasterApi, agent: AgentRecord): AgentPoint {
  const used: Record<string, string> = {}
  for (const [id, resources] of agent.used) used[named(api, id)] = resourceText(resources)
  const held = new Map<string, Resources>()
  for (const offer of offersOn(agent)) {
    const { id } = offer.framework
    const before = held.get(id)
    held.set(id, before ? addResources(before, offer.resources) : offer.resources)
  }
  const offered: Record<string, string> = {}
  for (const [id, resources] of held) offered[named(api, id)] = resourceText(resources)
  return { total: resourceText(agent.total), used, offered }
}

function seriesOf(api: MasterApi, agent: AgentRecord): number {
  if (agent.series < 0) agent.series = api.nameNumber(agentSeries(agent.name))
  return agent.series
}

/** Writes the timelines of all agents that the event changed. */
export function writeTouched(api: MasterApi): void {
  const { touched, agents } = api.books
  if (touched.size === 0) return
  if (!api.timelines) return touched.clear()
  for (const id of touched) {
    const agent = agents.get(id)
    if (agent) api.point(seriesOf(api, agent), isAgentActive(api, agent) ? 1 : 0, agentPoint(api, agent))
  }
  touched.clear()
}

/** An agent that is not registered any more holds nothing and offers nothing. */
export function writeGone(api: MasterApi, agent: AgentRecord): void {
  const body: AgentPoint = { total: resourceText(agent.total), used: {}, offered: {} }
  api.point(agentSeries(agent.name), 0, body)
}

export function writeTask(api: MasterApi, task: TaskRecord, live: boolean): void {
  const framework = named(api, task.frameworkId)
  const body: TaskPoint = {
    task: task.taskId,
    framework,
    agent: agentNameOf(api, task.slaveId),
    state: task.state,
    reason: task.reason,
    resources: resourceText(task.resources),
  }
  api.point(taskSeries(framework, task.taskId), live ? 1 : 0, body)
}

/** The scenario's id of an agent, whatever became of it. */
export function agentNameOf(api: MasterApi, slaveId: string): string {
  return api.books.names.get(slaveId) ?? slaveId
}
