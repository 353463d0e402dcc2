/** The requests that users' actions make. Source: reference/marathon.md 3. */
import type { HttpRequest } from '#model/messages/marathonBodies.ts'
import { canonicalPath, parseTaskId } from '#model/marathon/ids.ts'
import type { SimEvent } from '../../kernel/definition.ts'

export interface NamedRequest {
  /** Method and path template. */
  readonly name: string
  readonly body: HttpRequest
}

type Query = Readonly<Record<string, string>>

/** Only what the user said: the defaults are Marathon's. */
function forced(event: SimEvent): Query | undefined {
  return event['force'] === undefined ? undefined : { force: String(event['force']) }
}

function named(name: string, path: string, query?: Query, body?: unknown): NamedRequest {
  const request = { path, ...(query === undefined ? {} : { query }), ...(body === undefined ? {} : { body }) }
  return { name, body: request }
}

function pathOf(app: string): string {
  return `/v2/apps${canonicalPath(app)}`
}

function killRequest(event: SimEvent): NamedRequest {
  const task = event['task'] as string
  const app = parseTaskId(task)?.app ?? '/unknown'
  const flags = ['scale', 'wipe'].filter((flag) => event[flag] === true).map((flag) => [flag, 'true'] as const)
  const query = flags.length > 0 ? Object.fromEntries(flags) : undefined
  return named('DELETE /v2/apps/{id}/tasks/{taskId}', `${pathOf(app)}/tasks/${task}`, query)
}

/** BCS' own paths are not in its papers: these are ours. Source: bcs-process.md 1.1. */
function processRequest(event: SimEvent): NamedRequest {
  const name = event['process'] as string
  if (event.type === 'stopProcess') return named('DELETE /processes/{name}', `/processes/${name}`)
  const command = event.type === 'reloadProcess' ? 'reload' : 'restart'
  return named(`PUT /processes/{name}/${command}`, `/processes/${name}/${command}`)
}

/** The request of a `submitApp`, `scaleApp`, … */
export function requestFor(event: SimEvent): NamedRequest {
  const app = event['app'] as string
  switch (event.type) {
    case 'submitApp':
      return named('POST /v2/apps', '/v2/apps', forced(event), event['app'])
    case 'updateApp': {
      const { id } = event['app'] as { readonly id: string }
      return named('PUT /v2/apps/{id}', pathOf(id), forced(event), event['app'])
    }
    case 'scaleApp':
      return named('PUT /v2/apps/{id}', pathOf(app), forced(event), { instances: event['instances'] })
    case 'restartApp':
      return named('POST /v2/apps/{id}/restart', `${pathOf(app)}/restart`, forced(event))
    case 'destroyApp':
      return named('DELETE /v2/apps/{id}', pathOf(app), forced(event))
    case 'submitProcess':
      return named('POST /processes', '/processes', undefined, event['process'])
    case 'stopProcess':
    case 'reloadProcess':
    case 'restartProcess':
      return processRequest(event)
    case 'resetDelay':
      return named('DELETE /v2/queue/{id}/delay', `/v2/queue${canonicalPath(app)}/delay`)
    default:
      return killRequest(event)
  }
}
