/** Marathon's REST interface: each request gets one answer. Source: AppsResource.scala and its neighbours; reference/marathon.md 2.3, 3. */
import { formatIso } from '#base/units.ts'
import type { HttpAnswer, HttpRequest } from '#model/messages/marathonBodies.ts'
import type { SimEvent } from '../../kernel/definition.ts'
import type { DeploymentRecord, MarathonApi } from './books.ts'

export interface Request extends HttpRequest {
  readonly from: string
  /** Name of the request with its path: `POST /v2/apps`. */
  readonly name: string
}

export function requestOf(event: SimEvent): Request {
  const { path, query, body } = event.body as HttpRequest
  const [method = ''] = event.type.split(' ')
  return {
    from: event.from ?? '',
    name: `${method} ${path}`,
    path,
    ...(query === undefined ? {} : { query }),
    ...(body === undefined ? {} : { body }),
  }
}

export function answer(
  api: MarathonApi,
  { from, name }: Request,
  status: number,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
): void {
  const content: HttpAnswer = {
    request: name,
    ...(headers === undefined ? {} : { headers }),
    ...(body === undefined ? {} : { body }),
  }
  api.send(from, String(status), content)
}

export function refuse(api: MarathonApi, request: Request, status: number, message: string, more: object = {}): void {
  answer(api, request, status, { message, ...more })
}

export function answerDeployment(api: MarathonApi, request: Request, plan: DeploymentRecord, status = 200): void {
  const body = { version: formatIso(plan.version), deploymentId: plan.id }
  answer(api, request, status, body, { 'Marathon-Deployment-Id': plan.id })
}

/** `?force=`; absent it is what the route takes it for. */
export function isForced({ query }: Request, byDefault: boolean): boolean {
  const force = query?.['force']
  return force === undefined ? byDefault : force === 'true'
}

/** `/v2/apps/group/app/restart` with prefix and suffix taken off: `/group/app`. */
export function appInPath({ path }: Request, prefix: string, suffix = ''): string {
  const inner = path.slice(prefix.length, suffix === '' ? undefined : -suffix.length)
  return inner.startsWith('/') ? inner : `/${inner}`
}

/** What the client finds first: who leads, and which framework it is. */
export function getInfo(api: MarathonApi, event: SimEvent): void {
  const { books } = api
  const { flags } = books.spec
  answer(api, requestOf(event), 200, {
    name: 'marathon',
    version: '1.11.24',
    buildref: 'unknown',
    elected: true,
    leader: `${books.id}:8080`,
    frameworkId: books.store.frameworkId,
    marathon_config: {
      mesos_role: books.spec.roles[0] ?? '*',
      checkpoint: true,
      failover_timeout: flags.failoverTimeoutMs / 1000,
      decline_offer_duration: flags.declineOfferDurationMs,
      min_revive_offers_interval: flags.minReviveOffersIntervalMs,
      local_port_min: flags.localPortMin,
      local_port_max: flags.localPortMax,
      features: flags.enableFeatures,
    },
  })
}

/** The answer stays open: events follow on it. */
export function getEvents(api: MarathonApi, event: SimEvent): void {
  const request = requestOf(event)
  const { streams } = api.books
  if (!streams.includes(request.from)) streams.push(request.from)
  api.link(request.from)
  answer(api, request, 200)
  for (const to of streams) {
    const timestamp = formatIso(api.now)
    api.send(to, 'event_stream_attached', {
      eventType: 'event_stream_attached',
      timestamp,
      remoteAddress: request.from,
    })
  }
}

export function streamEnded(api: MarathonApi, event: SimEvent): void {
  const { streams } = api.books
  const at = streams.indexOf(event.peer ?? '')
  if (at < 0) return
  streams.splice(at, 1)
  const timestamp = formatIso(api.now)
  for (const to of streams) {
    api.send(to, 'event_stream_detached', {
      eventType: 'event_stream_detached',
      timestamp,
      remoteAddress: event.peer,
    })
  }
}
