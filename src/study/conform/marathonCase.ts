/**
 * Folders of Marathon app documents with the answers expected, in `_expect.json`: valid documents with what their app comes to,
 * invalid ones with Marathon's error.
 */
import { type ClusterView, EMPTY_CLUSTER, answerPostApp } from '#model/marathon/answer.ts'
import type { ErrorDetail } from '#model/marathon/errors.ts'
import type { App } from '#model/marathon/shape.ts'
import { hostPorts } from '#model/marathon/task.ts'
import { normalisedApp } from '#model/marathon/write.ts'

export interface CaseResult {
  readonly name: string
  /** The first difference; null where the case passed. */
  readonly difference: string | null
}

export const EXPECT_FILE = '_expect.json'

type Fields = Readonly<Record<string, unknown>>

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether a folder's files are a case folder of this kind. */
export function isMarathonFolder(files: Readonly<Record<string, string>>): boolean {
  const parsed = parseExpectations(files)
  return typeof parsed !== 'string' && parsed.cases.every((each) => isFields(each) && typeof each['file'] === 'string')
}

/**
 * One result per case, in the order of `_expect.json`, named by the document's file without `.json`.
 * A folder whose expectations cannot be read is one failed case named after the file.
 * @param files name → text of the folder's files
 */
export function runMarathonFolder(files: Readonly<Record<string, string>>): readonly CaseResult[] {
  const sidecar = parseExpectations(files)
  if (typeof sidecar === 'string') return [{ name: EXPECT_FILE, difference: sidecar }]
  return sidecar.cases.map((each, index) => {
    if (!isFields(each) || typeof each['file'] !== 'string') {
      return { name: `${EXPECT_FILE}(${index})`, difference: 'a case needs a file' }
    }
    const name = each['file'].replace(/\.json$/, '')
    const text = Object.hasOwn(files, each['file']) ? files[each['file']] : undefined
    return {
      name,
      difference: text === undefined ? `there is no ${each['file']}` : runCase(each, text, sidecar.cluster),
    }
  })
}

interface Sidecar {
  readonly cases: readonly unknown[]
  readonly cluster: ClusterView
}

/** What `assumes` says of the Marathon that is asked; what it does not say is as it comes out of the box. */
function assumed(assumes: unknown): ClusterView {
  const { mesosRole, features, defaultNetworkName: network } = isFields(assumes) ? assumes : {}
  return {
    ...EMPTY_CLUSTER,
    ...(typeof mesosRole === 'string' ? { defaultRole: mesosRole } : {}),
    ...(Array.isArray(features) ? { features: new Set(features.map(String)) } : {}),
    ...(typeof network === 'string' ? { defaultNetworkName: network } : {}),
  }
}

function parseExpectations(files: Readonly<Record<string, string>>): Sidecar | string {
  const text = Object.hasOwn(files, EXPECT_FILE) ? files[EXPECT_FILE] : undefined
  if (text === undefined) return `there is no ${EXPECT_FILE}`
  try {
    const parsed: unknown = JSON.parse(text)
    if (isFields(parsed) && Array.isArray(parsed['cases']))
      return { cases: parsed['cases'], cluster: assumed(parsed['assumes']) }
  } catch {
    return 'is not JSON'
  }
  return 'has no list of cases'
}

function runCase(expected: Fields, text: string, cluster: ClusterView): string | null {
  const { status, body, app } = answerPostApp(text, cluster)
  if (isFields(expected['expect'])) {
    return app === null ? `was refused: ${status} ${JSON.stringify(body)}` : appDifference(expected['expect'], app)
  }
  if (typeof expected['httpStatus'] !== 'number') return 'neither expect nor httpStatus is given'
  if (status !== expected['httpStatus']) return `status ${status}, expected ${expected['httpStatus']}`
  return isFields(body) ? errorDifference(expected, body) : 'the answer has no body'
}

/** `hostPorts` and `backoff` are the sidecar's own; all else is a member of the app as Marathon prints it. */
function appDifference(expect: Fields, app: App): string | null {
  const { backoffSeconds, backoffFactor, maxLaunchDelaySeconds } = app
  const own: Fields = {
    ...normalisedApp(app),
    hostPorts: hostPorts(app),
    backoff: { backoffSeconds, backoffFactor, maxLaunchDelaySeconds },
  }
  for (const [key, value] of Object.entries(expect)) {
    if (!same(own[key], value)) return `${key}: ${JSON.stringify(own[key])}, expected ${JSON.stringify(value)}`
  }
  return null
}

/** Equal data; the order of an object's members does not matter. */
function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, i) => same(each, b[i]))
  if (!isFields(a) || !isFields(b)) return a === b
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]))
}

type Match = (actual: string, wanted: string) => boolean

const MATCHES: Readonly<Record<string, Match>> = {
  exact: (actual, wanted) => actual === wanted,
  prefix: (actual, wanted) => actual.startsWith(wanted),
  suffix: (actual, wanted) => actual.endsWith(wanted),
}

function errorDifference(expected: Fields, body: Fields): string | null {
  const rule = typeof expected['errorMatch'] === 'string' ? expected['errorMatch'] : 'exact'
  const match = Object.hasOwn(MATCHES, rule) ? MATCHES[rule] : undefined
  if (match === undefined) return `errorMatch ${rule} is not known`
  const { message, details } = body
  if (message !== expected['message'])
    return `message ${JSON.stringify(message)}, expected ${JSON.stringify(expected['message'])}`
  const wanted = expected['details']
  if (wanted === undefined || wanted === null) return null
  if (typeof wanted === 'string') {
    const alike = typeof details === 'string' && match(details, wanted)
    return alike ? null : `details ${JSON.stringify(details)}, expected ${JSON.stringify(wanted)}`
  }
  if (!areDetails(wanted) || !areDetails(details))
    return `details ${JSON.stringify(details)}, expected ${JSON.stringify(wanted)}`
  return detailsDifference(details, wanted, match)
}

function areDetails(value: unknown): value is readonly ErrorDetail[] {
  return (
    Array.isArray(value) &&
    value.every((each) => isFields(each) && typeof each['path'] === 'string' && Array.isArray(each['errors']))
  )
}

/** Every expected error is there and no other, paths and errors in any order. */
function detailsDifference(
  actual: readonly ErrorDetail[],
  wanted: readonly ErrorDetail[],
  match: Match,
): string | null {
  for (const { path, errors } of wanted) {
    const found = actual.find((each) => each.path === path)
    if (found === undefined) return `no error at ${path}; there are ${JSON.stringify(actual)}`
    const missing = errors.find((error) => !found.errors.some((each) => match(each, error)))
    if (missing !== undefined) return `${path}: ${JSON.stringify(found.errors)}, expected ${JSON.stringify(missing)}`
    const extra = found.errors.find((each) => !errors.some((error) => match(each, error)))
    if (extra !== undefined) return `${path}: did not expect ${JSON.stringify(extra)}`
  }
  const extra = actual.find(({ path }) => !wanted.some((each) => each.path === path))
  return extra === undefined ? null : `did not expect errors at ${extra.path}: ${JSON.stringify(extra.errors)}`
}
