/** What the schema of scenarios allows at a place: keys with their words and defaults, values of a choice. */
import { scenarioSchema, type JsonSchema } from '#model/scenario/schema.ts'

const SCHEMA = scenarioSchema()

function sub(value: unknown): JsonSchema | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : null
}

function list(value: unknown): readonly JsonSchema[] {
  return Array.isArray(value) ? value.map(sub).filter((one) => one !== null) : []
}

/** References are followed; of `anyOf` and `oneOf` every way is kept that the value there does not rule out. */
function ways(schema: JsonSchema, value: unknown): readonly JsonSchema[] {
  const name = typeof schema['$ref'] === 'string' ? schema['$ref'].replace('#/$defs/', '') : null
  if (name !== null) {
    const target = sub(sub(SCHEMA['$defs'])?.[name])
    return target ? ways(target, value) : []
  }
  const choices = [...list(schema['anyOf']), ...list(schema['oneOf'])]
  if (choices.length === 0) return [schema]
  const fitting = choices.filter((choice) => mayBe(choice, value))
  return (fitting.length > 0 ? fitting : choices).flatMap((choice) => ways(choice, value))
}

/** A constant that the value contradicts rules a variant out: `kind` of a framework, `do` of an action. */
function mayBe(schema: JsonSchema, value: unknown): boolean {
  const given = sub(value)
  const properties = sub(schema['properties'])
  if (!given || !properties) return true
  return Object.entries(properties).every(([key, property]) => {
    const constant = sub(property)?.['const']
    return constant === undefined || given[key] === undefined || given[key] === constant
  })
}

function step(schema: JsonSchema, part: string): JsonSchema | null {
  const property = sub(sub(schema['properties'])?.[part])
  if (property) return property
  if (/^\d+$/.test(part)) {
    const item = list(schema['prefixItems'])[Number(part)] ?? sub(schema['items'])
    if (item) return item
  }
  return sub(schema['additionalProperties'])
}

function inside(value: unknown, part: string): unknown {
  if (Array.isArray(value)) return value[Number(part)] as unknown
  return sub(value)?.[part]
}

/** Every schema that may hold at the path; `document` is what stands there now, as far as it can be read. */
export function schemasAt(path: readonly string[], document: unknown): readonly JsonSchema[] {
  let value = document
  let schemas = ways(SCHEMA, value)
  for (const part of path) {
    value = inside(value, part)
    const next = value
    schemas = schemas.flatMap((schema) => {
      const found = step(schema, part)
      return found ? ways(found, next) : []
    })
  }
  return schemas
}

export interface Proposal {
  readonly label: string
  /** What is written. */
  readonly text: string
  readonly detail: string
  readonly info: string
}

function typeOf(schema: JsonSchema): string {
  if (schema['const'] !== undefined) return JSON.stringify(schema['const'])
  if (Array.isArray(schema['enum'])) return schema['enum'].map((one) => JSON.stringify(one)).join(' | ')
  if (typeof schema['type'] === 'string') return schema['type']
  return list(schema['anyOf']).map(typeOf).join(' | ')
}

function sample(schema: JsonSchema): string {
  if (schema['default'] !== undefined) return JSON.stringify(schema['default'])
  if (schema['const'] !== undefined) return JSON.stringify(schema['const'])
  const type = schema['type'] ?? (list(schema['anyOf'])[0]?.['type'] as unknown)
  if (type === 'string') return '""'
  if (type === 'array') return '[]'
  if (type === 'object') return '{}'
  if (type === 'boolean') return 'false'
  return type === 'integer' || type === 'number' ? '0' : '""'
}

/** Keys that may still be written in the object at the path. */
export function keyProposals(
  path: readonly string[],
  present: readonly string[],
  document: unknown,
): readonly Proposal[] {
  const found = new Map<string, Proposal>()
  for (const schema of schemasAt(path, document)) {
    for (const [key, property] of Object.entries(sub(schema['properties']) ?? {})) {
      const of = sub(property)
      if (!of || present.includes(key) || found.has(key)) continue
      const info = typeof of['description'] === 'string' ? of['description'] : ''
      found.set(key, { label: key, text: `${JSON.stringify(key)}: ${sample(of)}`, detail: typeOf(of), info })
    }
  }
  return [...found.values()]
}

/** Values that may stand at the path: of a choice, a constant, a yes or no. */
export function valueProposals(path: readonly string[], document: unknown): readonly Proposal[] {
  const here = schemasAt(path, withoutLast(path, document))
  const values = here.flatMap((schema): readonly unknown[] => {
    if (schema['const'] !== undefined) return [schema['const']]
    if (Array.isArray(schema['enum'])) return schema['enum'] as readonly unknown[]
    return schema['type'] === 'boolean' ? [true, false] : []
  })
  const texts = [...new Set(values.map((value) => JSON.stringify(value)))]
  return texts.map((text) => ({ label: text.replaceAll('"', ''), text, detail: '', info: '' }))
}

/** The value that is being written must not rule its own alternatives out. */
function withoutLast(path: readonly string[], document: unknown): unknown {
  const [part, ...rest] = path
  if (part === undefined) return undefined
  if (Array.isArray(document)) {
    return document.map((one: unknown, i) => (String(i) === part ? withoutLast(rest, one) : one))
  }
  const object = sub(document)
  return object ? { ...object, [part]: withoutLast(rest, object[part]) } : document
}
