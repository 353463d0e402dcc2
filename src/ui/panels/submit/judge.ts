/** What Marathon would answer to a document at the cursor: by its own rules, against the apps that are there. */
import { appsAt } from '#derive/seriesIndex.ts'
import { EMPTY_CLUSTER, mergeAppUpdate, parseApp, type ClusterView } from '#model/marathon/answer.ts'
import type { MarathonError } from '#model/marathon/errors.ts'
import { describeFault, isObject, parseJson } from '#model/marathon/jsonText.ts'
import type { App } from '#model/marathon/shape.ts'
import { currentBranch, type Session } from '#store/session.ts'
import { type Doc, fieldOfPath, type ReadText } from './appForm.ts'

export interface Judgement {
  /** 201 or 200 where it would be taken. */
  readonly status: number
  readonly message: string
  /** By field id; under the empty id those of the app as a whole. */
  readonly errors: ReadonlyMap<string, readonly string[]>
}

export function readText(text: string): ReadText {
  const parsed = parseJson(text)
  if (!parsed.ok) return { doc: null, fault: describeFault(parsed.error) }
  return isObject(parsed.value)
    ? { doc: parsed.value as Doc, fault: null }
    : { doc: null, fault: `${text.trim().slice(0, 40)} is not an object` }
}

/** The cluster as that Marathon sees it at the cursor. */
export function clusterOf(session: Session, framework: string): ClusterView {
  const { trace, scenario } = currentBranch(session)
  const spec = scenario.frameworks.find(({ id }) => id === framework)
  const apps = appsAt(trace, session.cursor.ordinal)
    .filter((app) => app.framework === framework)
    .flatMap(({ point }): App[] => {
      const read = point.app === undefined ? null : parseApp(point.app)
      return read?.ok ? [read.value] : []
    })
  const features = spec?.kind === 'marathon' ? spec.flags.enableFeatures : []
  return { ...EMPTY_CLUSTER, apps, defaultRole: spec?.roles[0] ?? '*', features: new Set(features) }
}

function errorsOf(error: MarathonError): ReadonlyMap<string, readonly string[]> {
  const { details, message } = error.body
  const errors = new Map<string, string[]>()
  if (!Array.isArray(details)) {
    errors.set('', [typeof details === 'string' ? details : message])
    return errors
  }
  for (const { path, errors: texts } of details as readonly { path: string; errors: readonly string[] }[]) {
    const field = fieldOfPath(path)
    const key = field?.id ?? ''
    const told = texts.map((text) =>
      field && path.includes('(') ? `${path}: ${text}` : field ? text : `${path} ${text}`,
    )
    errors.set(key, [...(errors.get(key) ?? []), ...told])
  }
  return errors
}

/** `update`: the id of the app that the document changes, or null for a new one. */
export function judged(text: string, cluster: ClusterView, update: string | null): Judgement {
  const old = update === null ? undefined : cluster.apps.find(({ id }) => id === update)
  const read = old ? mergeAppUpdate(old, text, cluster) : parseApp(text, cluster)
  if (read.ok) return { status: old ? 200 : 201, message: '', errors: new Map() }
  return { status: read.error.status, message: read.error.body.message, errors: errorsOf(read.error) }
}
