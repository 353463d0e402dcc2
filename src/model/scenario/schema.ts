/** JSON Schema (draft 2020-12) of a scenario, out of the tables that the reader uses. */
import { assertNever } from '#base/assert.ts'
import { ABOUT, ABOUT_ACTIONS } from './about.ts'
import { ACTION } from './action.ts'
import { AGENT } from './agent.ts'
import { canonical } from './canonical.ts'
import { FRAMEWORK, MARATHON_FLAGS, TASK } from './framework.ts'
import type { ObjectSpec, Spec } from './shape.ts'
import { SCENARIO } from './table.ts'

export type JsonSchema = Readonly<Record<string, unknown>>

/** Parts that are written once and referred to. */
const PARTS: ReadonlyMap<Spec, string> = new Map<Spec, string>([
  [AGENT, 'agent'],
  [TASK, 'task'],
  [MARATHON_FLAGS, 'flags'],
  [FRAMEWORK, 'framework'],
  [ACTION, 'action'],
])

/** A schema that any value fits which `parseScenario` takes; cross checks are beyond it. */
export function scenarioSchema(): JsonSchema {
  const parts = [...PARTS].map(([spec, name]) => [name, schemaOf(spec, name, true)] as const)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Mesoscope scenario',
    ...schemaOf(SCENARIO, '', true),
    $defs: Object.fromEntries(parts),
  }
}

function schemaOf(spec: Spec, path: string, whole = false): JsonSchema {
  const part = PARTS.get(spec)
  if (part !== undefined && !whole) return { $ref: `#/$defs/${part}` }
  switch (spec.kind) {
    case 'whole':
      return { type: 'integer', minimum: spec.min, maximum: spec.max }
    case 'number':
      return { type: 'number', [spec.aboveMin ? 'exclusiveMinimum' : 'minimum']: spec.min, maximum: spec.max }
    case 'boolean':
      return { type: 'boolean' }
    case 'constant':
      return { const: spec.value }
    case 'text':
      return { type: 'string', maxLength: spec.max }
    case 'choice':
      return { enum: spec.of }
    case 'nullable':
      return { anyOf: [schemaOf(spec.of, path), { type: 'null' }] }
    case 'list':
      return { type: 'array', items: schemaOf(spec.of, path), minItems: spec.min, maxItems: spec.max }
    case 'span': {
      const end = { type: 'integer', minimum: 0, maximum: spec.max }
      return { anyOf: [{ type: 'array', prefixItems: [end, end], items: false, minItems: 2 }, end] }
    }
    case 'map':
      return {
        type: 'object',
        propertyNames: schemaOf(spec.key, path),
        additionalProperties: schemaOf(spec.of, path),
        maxProperties: spec.max,
      }
    case 'object':
      return objectSchema(spec, path)
    case 'variants':
      return { oneOf: Object.entries(spec.of).map(([name, one]) => ({ title: name, ...variant(one, name, path) })) }
    case 'written':
      return { type: 'string', description: spec.what }
    case 'document':
      return { type: 'object', required: spec.must }
    case 'either':
      return { anyOf: [schemaOf(spec.text, path), schemaOf(spec.other, path)] }
    default:
      return assertNever(spec)
  }
}

function variant(spec: ObjectSpec, name: string, path: string): JsonSchema {
  const about = path === 'action' ? { description: ABOUT_ACTIONS[name as keyof typeof ABOUT_ACTIONS] } : {}
  return { ...about, ...objectSchema(spec, path) }
}

function objectSchema(spec: ObjectSpec, path: string): JsonSchema {
  const properties = Object.entries(spec.keys).map(([name, key]) => {
    const at = path === '' ? name : `${path}.${name}`
    const about = ABOUT[at]
    return [
      name,
      {
        ...schemaOf(key.shape, at),
        ...(about === undefined ? {} : { description: about }),
        ...(key.default === undefined ? {} : { default: canonical(key.shape, key.default) }),
      },
    ] as const
  })
  const required = Object.entries(spec.keys).flatMap(([name, key]) => (key.need === 'must' ? [name] : []))
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  }
}
