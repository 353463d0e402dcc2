/** Marathon's event stream. Source: Events.scala; reference/marathon.md 3.5. */
import { formatIso } from '#base/units.ts'
import { mesosTaskName } from '#model/marathon/ids.ts'
import type { InstanceRecord, MarathonApi, RunSpec } from './books.ts'
import { deploymentBody } from './plan.ts'
import type { DeploymentRecord, DeploymentAction } from './books.ts'

type Fields = Readonly<Record<string, unknown>>

/** Tells every attached client. */
export function publish(api: MarathonApi, eventType: string, fields: Fields): void {
  for (const to of api.books.streams) {
    api.send(to, eventType, { eventType, timestamp: formatIso(api.now), ...fields })
  }
}

export function publishInstanceChanged(api: MarathonApi, instance: InstanceRecord): void {
  const { id, condition, goal, spec, task, reservation } = instance
  const place = task?.placement ?? reservation
  publish(api, 'instance_changed_event', {
    instanceId: id,
    condition,
    goal,
    runSpecId: spec.app.id,
    agentId: place?.slaveId ?? null,
    host: place?.agent ?? null,
    runSpecVersion: formatIso(spec.version),
  })
}

export interface ToldStatus {
  readonly state: string
  readonly message?: string
}

export function publishStatusUpdate(api: MarathonApi, instance: InstanceRecord, status: ToldStatus): void {
  const { task, spec } = instance
  if (!task) return
  publish(api, 'status_update_event', {
    slaveId: task.placement.slaveId,
    taskId: task.id,
    taskStatus: status.state,
    message: status.message ?? '',
    appId: spec.app.id,
    host: task.placement.agent,
    ipAddresses: [],
    ports: task.hostPorts.filter((port) => port !== null),
    version: formatIso(spec.version),
  })
}

export function publishHealth(api: MarathonApi, instance: InstanceRecord, healthy: boolean | null): void {
  publish(api, 'instance_health_changed_event', {
    instanceId: instance.id,
    runSpecId: instance.spec.app.id,
    healthy,
    runSpecVersion: formatIso(instance.spec.version),
  })
}

export function publishGroupChange(api: MarathonApi, version: number): void {
  publish(api, 'group_change_success', { groupId: '/', version: formatIso(version) })
}

type StepEvent = 'deployment_info' | 'deployment_step_success' | 'deployment_step_failure'

export function publishStep(
  api: MarathonApi,
  event: StepEvent,
  plan: DeploymentRecord,
  actions: readonly DeploymentAction[],
): void {
  publish(api, event, { plan: deploymentBody(plan), currentStep: { actions } })
}

export function publishDeployment(
  api: MarathonApi,
  event: 'deployment_success' | 'deployment_failed',
  plan: DeploymentRecord,
  reason?: string,
): void {
  publish(api, event, { id: plan.id, plan: deploymentBody(plan), ...(reason === undefined ? {} : { reason }) })
}

/** Mesos' name of the app's tasks. */
export function taskNameOf({ app }: RunSpec): string {
  return mesosTaskName(app.id)
}
