/**
 * The form over an app document. The document's text is the only truth: a field reads its place in it and writes there,
 * and leaves everything else as it stands. What is typed that the place cannot hold is put in as text, so that Marathon's
 * own reader says what is wrong with it.
 */
export type Doc = Readonly<Record<string, unknown>>

export interface Field {
  readonly id: string
  /** Places whose errors belong to it: Marathon's paths, without indexes. */
  readonly paths: readonly string[]
  readonly kind: 'line' | 'lines' | 'number' | 'choice'
  readonly choices?: readonly string[]
  readonly read: (doc: Doc) => string
  readonly write: (doc: Doc, text: string) => Doc
}

function isDoc(value: unknown): value is Doc {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function at(doc: unknown, path: readonly string[]): unknown {
  let here: unknown = doc
  for (const key of path) {
    if (Array.isArray(here)) here = here[Number(key)] as unknown
    else if (isDoc(here)) here = here[key]
    else return undefined
  }
  return here
}

/** A copy with a value at a place; undefined takes it away, and the objects that it leaves empty. */
export function put(doc: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  if (Array.isArray(doc) || (!isDoc(doc) && /^\d+$/.test(key))) {
    const list = Array.isArray(doc) ? [...(doc as unknown[])] : []
    const inner = put(list[Number(key)], rest, value)
    if (inner === undefined) list.splice(Number(key), 1)
    else list[Number(key)] = inner
    return list.length === 0 ? undefined : list
  }
  const { [key]: old, ...others } = isDoc(doc) ? doc : {}
  const inner = put(old, rest, value)
  if (inner === undefined) return Object.keys(others).length > 0 ? others : undefined
  return isDoc(doc) && key in doc ? { ...doc, [key]: inner } : { ...others, [key]: inner }
}

function withValue(doc: Doc, path: readonly string[], value: unknown): Doc {
  const changed = put(doc, path, value)
  return isDoc(changed) ? changed : {}
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function numberOf(text: string): unknown {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  const number = Number(trimmed)
  return Number.isFinite(number) ? number : text
}

function line(id: string, path: readonly string[]): Field {
  return {
    id,
    paths: [`/${path.filter((key) => !/^\d+$/.test(key)).join('/')}`],
    kind: 'line',
    read: (doc) => textOf(at(doc, path)),
    write: (doc, text) => withValue(doc, path, text === '' ? undefined : text),
  }
}

function number(id: string, path: readonly string[]): Field {
  return { ...line(id, path), kind: 'number', write: (doc, text) => withValue(doc, path, numberOf(text)) }
}

function lines(
  id: string,
  path: string,
  parse: (texts: readonly string[]) => unknown,
  print: (value: unknown) => string,
): Field {
  return {
    id,
    paths: [`/${path}`],
    kind: 'lines',
    read: (doc) => print(doc[path]),
    write: (doc, text) => {
      const texts = text.split('\n').filter((one) => one.trim() !== '')
      return withValue(doc, [path], texts.length === 0 ? undefined : parse(texts))
    },
  }
}

function linesOf(value: unknown, print: (item: unknown) => string): string {
  if (value === undefined || value === null) return ''
  return Array.isArray(value) ? value.map(print).join('\n') : JSON.stringify(value)
}

const ARGS = lines(
  'args',
  'args',
  (texts) => texts,
  (value) => linesOf(value, textOf),
)

const CONSTRAINTS = lines(
  'constraints',
  'constraints',
  (texts) => texts.map((text) => text.split(',').map((part) => part.trim())),
  (value) => linesOf(value, (item) => (Array.isArray(item) ? item.map(textOf).join(', ') : textOf(item))),
)

const ENV = lines(
  'envLines',
  'env',
  (texts) =>
    Object.fromEntries(
      texts.map((text) => {
        const equals = text.indexOf('=')
        return equals < 0 ? [text.trim(), ''] : [text.slice(0, equals).trim(), envValue(text.slice(equals + 1))]
      }),
    ),
  (value) =>
    isDoc(value)
      ? Object.entries(value)
          .map(([name, item]) => `${name}=${textOf(item)}`)
          .join('\n')
      : textOf(value),
)

/** `{"secret":"name"}` stays the object that it is. */
function envValue(text: string): unknown {
  if (!/^\{.*\}$/.test(text)) return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

/** Port numbers of `portDefinitions`; whatever else a definition says is kept by its place. */
const PORTS: Field = {
  id: 'ports',
  paths: ['/portDefinitions', '/ports'],
  kind: 'line',
  read: (doc) => {
    const { portDefinitions, ports } = doc
    if (Array.isArray(portDefinitions)) return portDefinitions.map((item) => textOf(at(item, ['port']) ?? 0)).join(', ')
    return Array.isArray(ports) ? ports.map(textOf).join(', ') : textOf(ports)
  },
  write: (doc, text) => {
    const numbers = text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map(numberOf)
    if (doc['ports'] !== undefined) return withValue(doc, ['ports'], numbers.length === 0 ? undefined : numbers)
    const old = Array.isArray(doc['portDefinitions']) ? (doc['portDefinitions'] as unknown[]) : []
    const made = numbers.map((port, i) => ({ ...(isDoc(old[i]) ? old[i] : { protocol: 'tcp' }), port }))
    return withValue(doc, ['portDefinitions'], made.length === 0 ? undefined : made)
  },
}

/** An image makes a Docker container; without one the container goes, unless it says more. */
const IMAGE: Field = {
  ...line('image', ['container', 'docker', 'image']),
  paths: ['/container'],
  write: (doc, text) => {
    if (text !== '') {
      const typed = at(doc, ['container', 'type']) === undefined ? withValue(doc, ['container', 'type'], 'DOCKER') : doc
      return withValue(typed, ['container', 'docker', 'image'], text)
    }
    const without = withValue(doc, ['container', 'docker', 'image'], undefined)
    const { container } = without
    const bare = isDoc(container) && Object.keys(container).every((key) => key === 'type')
    return bare ? withValue(without, ['container'], undefined) : without
  },
}

const HEALTH = ['healthChecks', '0'] as const
const PROTOCOLS = ['', 'HTTP', 'HTTPS', 'TCP', 'COMMAND', 'MESOS_HTTP', 'MESOS_HTTPS', 'MESOS_TCP'] as const

const PROTOCOL: Field = {
  id: 'protocol',
  paths: ['/healthChecks', '/healthChecks/protocol'],
  kind: 'choice',
  choices: PROTOCOLS,
  read: (doc) => {
    const check = at(doc, HEALTH)
    return check === undefined ? '' : textOf(at(check, ['protocol']) ?? 'HTTP')
  },
  write: (doc, text) => {
    if (text !== '') return withValue(doc, [...HEALTH, 'protocol'], text)
    const rest = Array.isArray(doc['healthChecks']) ? (doc['healthChecks'] as unknown[]).slice(1) : []
    return withValue(doc, ['healthChecks'], rest.length === 0 ? undefined : rest)
  },
}

export interface Section {
  readonly id: 'basics' | 'resources' | 'network' | 'env' | 'health' | 'upgrade'
  readonly fields: readonly Field[]
}

export const SECTIONS: readonly Section[] = [
  { id: 'basics', fields: [line('id', ['id']), line('cmd', ['cmd']), ARGS, IMAGE] },
  {
    id: 'resources',
    fields: [
      number('cpus', ['cpus']),
      number('mem', ['mem']),
      number('disk', ['disk']),
      number('gpus', ['gpus']),
      number('instances', ['instances']),
    ],
  },
  { id: 'network', fields: [PORTS, line('role', ['role']), CONSTRAINTS] },
  { id: 'env', fields: [ENV] },
  {
    id: 'health',
    fields: [
      PROTOCOL,
      line('path', [...HEALTH, 'path']),
      line('healthCommand', [...HEALTH, 'command', 'value']),
      number('interval', [...HEALTH, 'intervalSeconds']),
      number('timeout', [...HEALTH, 'timeoutSeconds']),
      number('grace', [...HEALTH, 'gracePeriodSeconds']),
      number('failures', [...HEALTH, 'maxConsecutiveFailures']),
    ],
  },
  {
    id: 'upgrade',
    fields: [
      number('minHealth', ['upgradeStrategy', 'minimumHealthCapacity']),
      number('maxOver', ['upgradeStrategy', 'maximumOverCapacity']),
      number('backoff', ['backoffSeconds']),
      number('backoffFactor', ['backoffFactor']),
      number('maxDelay', ['maxLaunchDelaySeconds']),
    ],
  },
]

const FIELDS = SECTIONS.flatMap(({ fields }) => fields)

/** `/healthChecks(0)/path` as `/healthChecks/path`. */
function plainPath(path: string): string {
  return path.replace(/\(\d+\)/g, '')
}

/** The field at which an error is told, or null for the app as a whole. The longest path that fits wins. */
export function fieldOfPath(path: string): Field | null {
  const plain = plainPath(path)
  let best: Field | null = null
  let length = 0
  for (const field of FIELDS) {
    for (const own of field.paths) {
      if ((plain === own || plain.startsWith(`${own}/`)) && own.length > length) {
        best = field
        length = own.length
      }
    }
  }
  return best
}

/** Members of the document that no field shows: they are kept. */
export function unshown(doc: Doc): readonly string[] {
  const known = new Set(['ports', ...FIELDS.flatMap(({ paths }) => paths.map((path) => path.split('/')[1] as string))])
  return Object.keys(doc).filter((key) => !known.has(key))
}

export type ReadText = { readonly doc: Doc; readonly fault: null } | { readonly doc: null; readonly fault: string }
