/**
 * Paths of apps and the names made from them. Source: PathId.scala, Instance.scala, Task.scala; reference/marathon.md 1.2, 10.
 */

/** Words that the REST paths need for themselves. */
export const RESERVED_SEGMENTS = ['restart', 'tasks', 'versions', '.', '..'] as const

/** Marathon's pattern of one segment, quoted in its error. */
export const SEGMENT_PATTERN =
  '^(([a-z0-9]|[a-z0-9][a-z0-9\\-]*[a-z0-9])\\.)*([a-z0-9]|[a-z0-9][a-z0-9\\-]*[a-z0-9])|(\\.|\\.\\.)$'

const WORD_CHARS = /^[a-z0-9.-]*$/
const WORD_ENDS = /^[a-z0-9](?:.*[a-z0-9])?$/
const LABEL = /^[a-z0-9-]+$/

/** What the JSON types let through as a path. Decided segment by segment: the published pattern can take exponential time. */
export function isPathText(text: string): boolean {
  return text
    .split('/')
    .every((part) => part === '' || part === '..' || (WORD_CHARS.test(part) && WORD_ENDS.test(part)))
}

/** A port or network name: lower case letters, digits, inner dashes. */
export function isName(text: string): boolean {
  return LABEL.test(text) && !text.startsWith('-') && !text.endsWith('-')
}

/** `//cmd`, a path, or nothing. */
export function isExecutorText(text: string): boolean {
  if (text === '' || text === '//cmd') return true
  return (text.startsWith('/') ? text.slice(1) : text).split('/').every((part) => part !== '')
}

/** The absolute form with `.` and `..` resolved: `web` → `/web`, `/a/../b` → `/b`. */
export function canonicalPath(text: string, base = '/'): string {
  const parts = (text.startsWith('/') ? text : `${base}/${text}`).split('/')
  const done: string[] = []
  for (const part of parts) {
    if (part === '..') done.pop()
    else if (part !== '' && part !== '.') done.push(part)
  }
  return `/${done.join('/')}`
}

export function segments(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '')
}

/** Whether a segment consists of labels joined by dots, none empty, none with a dash at its ends. */
export function isSegment(part: string): boolean {
  return part === '.' || part === '..' || part.split('.').every(isName)
}

/** Every group above a path, outermost first, without the root: `/a/b/c` → `/a`, `/a/b`. */
export function groupsAbove(path: string): readonly string[] {
  const parts = segments(path)
  return parts.slice(0, -1).map((_, index) => `/${parts.slice(0, index + 1).join('/')}`)
}

/** `/group/app` → `group_app`. */
export function safePath(path: string): string {
  return segments(path).join('_')
}

/** `group_app.instance-<uuid>` */
export function instanceId(path: string, uuid: string): string {
  return `${safePath(path)}.instance-${uuid}`
}

/** `<instance id>._app.<incarnation>`, counted from 1; one more at each relaunch of the same instance. */
export function taskId(instance: string, incarnation: number): string {
  return `${instance}._app.${incarnation}`
}

export interface TaskName {
  readonly app: string
  readonly instance: string
  readonly incarnation: number
}

/** The app, instance and incarnation in a task id; null for an id that is not of an app's task. */
export function parseTaskId(id: string): TaskName | null {
  const match = /^([^.]+(?:\.[^.]+)*)\.(?:instance|marathon)-([0-9a-f-]{36})\._app(?:\.(\d+))?$/.exec(id)
  if (!match) return null
  const [, path = '', , incarnation] = match
  return {
    app: `/${path.split('_').join('/')}`,
    instance: id.slice(0, id.indexOf('._app')),
    incarnation: Number(incarnation ?? 1),
  }
}

/** Mesos' name of the task: segments reversed and dotted, `/shop/cart` → `cart.shop`. */
export function mesosTaskName(path: string): string {
  return segments(path).toReversed().join('.')
}
