/** Killing one task by request. Source: TaskKiller.scala, AppTasksResource.scala; reference/marathon.md 3. */
import { canonicalPath, parseTaskId } from '#model/marathon/ids.ts'
import { formatIso } from '#base/units.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import type { InstanceRecord, MarathonApi } from './books.ts'
import { isActive } from './conditions.ts'
import { answer, type Request, refuse, requestOf } from './http.ts'
import { setGoal } from './instances.ts'
import { terminate } from './terminate.ts'
import { scaleBy } from './apps.ts'

/** Task as the API shows it; one that is not active has no times, ports or version. Source: reference/marathon.md 3.2, 11.2. */
export function taskBody(instance: InstanceRecord): object {
  const { task, spec } = instance
  const volumes = volumesOf(instance)
  const shown = {
    id: task?.id ?? '',
    appId: spec.app.id,
    host: task?.placement.agent ?? null,
    slaveId: task?.placement.slaveId ?? null,
    state: task?.state ?? 'TASK_STAGING',
    role: spec.app.role,
    ...(volumes.length > 0 ? { localVolumes: volumes } : {}),
  }
  if (task === null || !isActive(instance)) return shown
  return {
    ...shown,
    ports: task.hostPorts.filter((port) => port !== null),
    stagedAt: formatIso(task.stagedAt),
    ...(task.startedAt === null ? {} : { startedAt: formatIso(task.startedAt) }),
    version: formatIso(spec.version),
  }
}

function volumesOf({ reservation, spec }: InstanceRecord): readonly object[] {
  return (reservation?.volumes ?? []).map(({ id, containerPath }) => ({
    runSpecId: spec.app.id,
    containerPath,
    persistenceId: id,
  }))
}

/** `/v2/apps/group/app/tasks/TASK` */
function partsOf({ path }: Request): { readonly app: string; readonly task: string } {
  const at = path.lastIndexOf('/tasks/')
  return { app: canonicalPath(path.slice('/v2/apps'.length, at)), task: path.slice(at + '/tasks/'.length) }
}

/**
 * Plain: the task dies and its instance is launched again. `scale`: there is one instance less to launch. `wipe`: the record
 * goes too.
 */
export function deleteTask(api: MarathonApi, event: SimEvent): void {
  const { books } = api
  const request = requestOf(event)
  const { app, task } = partsOf(request)
  const [scale, wipe] = [request.query?.['scale'] === 'true', request.query?.['wipe'] === 'true']
  if (scale && wipe) return refuse(api, request, 400, 'You cannot use scale and wipe at the same time.')
  if (!books.store.apps.has(app)) return refuse(api, request, 404, `App '${app}' does not exist`)
  const name = parseTaskId(task)
  const instance = name ? books.store.instances.get(name.instance) : undefined
  if (!instance || instance.spec.app.id !== app || instance.task?.id !== task)
    return refuse(api, request, 404, `Task '${task}' does not exist`)
  if (scale) return scaleBy(api, request, app, isActive(instance) ? [instance] : [])
  const body = { task: taskBody(instance) }
  if (wipe) setGoal(api, instance, 'Decommissioned')
  else terminate(api, instance)
  answer(api, request, 200, body)
}
