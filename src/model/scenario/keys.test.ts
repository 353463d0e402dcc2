import { describe, expect, it } from 'vitest'
import { type JsonSchema, scenarioSchema } from './schema.ts'

const ROOT = scenarioSchema()

function part(value: unknown): JsonSchema {
  return (value ?? {}) as JsonSchema
}

function definition(name: string): JsonSchema {
  return part(part(ROOT['$defs'])[name])
}

function parts(value: unknown): readonly JsonSchema[] {
  return Array.isArray(value) ? (value as JsonSchema[]) : []
}

function typeOf(schema: JsonSchema): string {
  if (typeof schema['$ref'] === 'string') return schema['$ref'].slice('#/$defs/'.length)
  if (schema['const'] !== undefined) return JSON.stringify(schema['const'])
  if (Array.isArray(schema['enum'])) return schema['enum'].map((one) => JSON.stringify(one)).join(', ')
  const choices = parts(schema['anyOf'])
  if (choices.length > 0) return choices.map(typeOf).join(' or ')
  if (schema['type'] !== 'array') return String(schema['type'] ?? 'any')
  return schema['prefixItems'] ? '[from, to]' : `list of ${typeOf(part(schema['items']))}`
}

function defaultOf(schema: JsonSchema, property: JsonSchema, key: string): string {
  if ((schema['required'] as readonly string[] | undefined)?.includes(key) === true) return 'needed'
  return property['default'] === undefined ? '' : `\`${JSON.stringify(property['default'])}\``
}

function table(schema: JsonSchema): string {
  const rows = Object.entries(part(schema['properties'])).map(([key, value]) => {
    const property = part(value)
    const about = String(property['description'] ?? '')
    return `| \`${key}\` | ${typeOf(property)} | ${defaultOf(schema, property, key)} | ${about} |`.replaceAll('\n', ' ')
  })
  return ['| key | is | default | means |', '|---|---|---|---|', ...rows].join('\n')
}

/** Keys of an action but its time and kind: those in brackets may be left out. */
function actionRow(schema: JsonSchema): string {
  const needed = (schema['required'] ?? []) as readonly string[]
  const keys = Object.keys(part(schema['properties'])).filter((key) => key !== 'atMs' && key !== 'do')
  const texts = keys.map((key) => (needed.includes(key) ? `\`${key}\`` : `[\`${key}\`]`))
  return `| \`${String(schema['title'])}\` | ${texts.join(', ')} | ${String(schema['description'] ?? '')} |`
}

function text(): string {
  const property = (key: string): JsonSchema => part(part(ROOT['properties'])[key])
  const section = (title: string, body: string): string => `## ${title}\n\n${body}\n`
  return [
    '# Every key of a scenario\n',
    'Written by a test out of the table that the reader uses (`npm run golden`). What a scenario is stands in [scenarios](scenarios.md).\n',
    section('The document', table(ROOT)),
    section('`master`', table(property('master'))),
    section('`network`', table(property('network'))),
    section('A role of `roles`', table(part(property('roles')['additionalProperties']))),
    section('An agent', table(definition('agent'))),
    ...parts(definition('framework')['oneOf']).map((one) =>
      section(`A framework: \`${String(one['title'])}\``, table(one)),
    ),
    section('`flags` of Marathon', table(definition('flags'))),
    section('A task', table(definition('task'))),
    section(
      'Actions',
      [
        'Each has `atMs` (virtual milliseconds from the start) and `do`; keys in brackets may be left out.\n',
        '| `do` | keys | means |',
        '|---|---|---|',
        ...parts(definition('action')['oneOf']).map(actionRow),
      ].join('\n'),
    ),
  ].join('\n')
}

describe('the list of keys in docs', () => {
  it('says what the reader takes', async () => {
    await expect(text()).toMatchFileSnapshot('../../../docs/scenario-keys.md')
  })
})
