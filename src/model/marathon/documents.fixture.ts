import { EMPTY_CLUSTER, parseApp } from './answer.ts'
import type { ErrorDetail, MarathonError } from './errors.ts'
import type { App } from './shape.ts'

/** The smallest valid document. */
export const CMD = { id: '/web', cmd: 'sleep 5' }
export const COMMAND = "AppDefinition must either contain one of 'cmd' or 'args', and/or a 'container'."
export const DOCKER = { type: 'DOCKER', docker: { image: 'nginx' } }

export function app(document: unknown, cluster = EMPTY_CLUSTER): App {
  const parsed = parseApp(document, cluster)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return parsed.value
}

export function refusal(document: unknown, cluster = EMPTY_CLUSTER): MarathonError {
  const parsed = parseApp(document, cluster)
  if (parsed.ok) throw new Error('was accepted')
  return parsed.error
}

/** `path: error`, sorted. */
export function errors(document: unknown, cluster = EMPTY_CLUSTER): readonly string[] {
  const details = (refusal(document, cluster).body.details ?? []) as readonly ErrorDetail[]
  return details.flatMap(({ path, errors: found }) => found.map((error) => `${path}: ${error}`)).toSorted()
}
