import { describe, expect, it } from 'vitest'
import { CMD, app, errors, refusal } from './documents.fixture.ts'

describe('a body that is not a document', () => {
  it.each([
    [
      '{"id": "/a",}',
      `Unexpected character ('}' (code 125)): was expecting double-quote to start field name (line 1, column 13)`,
    ],
    ['{"id": "/a"', 'Unexpected end-of-input: was expecting comma to separate Object entries (line 1, column 12)'],
    ['{\n  "id": /a }', `Unexpected character ('/' (code 47)): was expecting a value (line 2, column 9)`],
    ['{"cmd": sleep}', "Unrecognized token 'sleep': was expecting 'null', 'true' or 'false' (line 1, column 9)"],
    [
      "{'id': 1}",
      `Unexpected character (''' (code 39)): was expecting double-quote to start field name (line 1, column 2)`,
    ],
    ['[1 2]', `Unexpected character ('2' (code 50)): was expecting comma to separate Array entries (line 1, column 4)`],
    ['{} x', `Unexpected character ('x' (code 120)): was expecting end-of-input (line 1, column 4)`],
    ['"a\\q"', `Unexpected character ('q' (code 113)): was expecting a known escape (line 1, column 4)`],
  ])('tells where %j stops being JSON, in the same words in every engine', (text, details) => {
    expect(refusal(text)).toEqual({ status: 400, body: { message: 'Invalid JSON', details } })
  })

  it('asks for JSON when nothing was sent', () => {
    const { status, body } = refusal('  ')
    expect([status, body.message, typeof body.details]).toEqual([400, 'Please specify data in JSON format', 'string'])
  })

  it('refuses nesting that would exhaust the stack', () => {
    expect(refusal('['.repeat(100_000)).body.details).toMatch(/^nested deeper/)
  })

  it.each([
    ['[]', '/id: [] is not an object'],
    ['7', '/id: 7 is not an object'],
    ['{"cmd":"sleep 1"}', `/id: 'id' is undefined on object: {"cmd":"sleep 1"}`],
  ])('misses the id in %s', (text, error) => {
    expect(errors(text)).toEqual([error])
    expect(refusal(text)).toMatchObject({ status: 422, body: { message: 'Invalid JSON' } })
  })
})

describe('the JSON stage', () => {
  it.each<[unknown, string]>([
    [{ id: 5 }, '/id: error.expected.jsstring'],
    [{ id: null }, '/id: error.expected.jsstring'],
    [{ id: '' }, '/id: error.minLength'],
    [{ id: '/Web' }, '/id: error.pattern'],
    [{ id: '/a_b' }, '/id: error.pattern'],
    [{ id: '/a/-b' }, '/id: error.pattern'],
    [{ id: '/a b' }, '/id: error.pattern'],
    [{ cmd: '' }, '/cmd: error.minLength'],
    [{ args: 'sleep' }, '/args: error.expected.jsarray'],
    [{ args: ['a', 1] }, '/args(1): error.expected.jsstring'],
    [{ cpus: 0.0001 }, '/cpus: error.min'],
    [{ mem: -1 }, '/mem: error.min'],
    [{ disk: '0' }, '/disk: error.expected.jsnumber'],
    [{ gpus: 0.5 }, '/gpus: error.expected.int'],
    [{ instances: 1.5 }, '/instances: error.expected.int'],
    [{ instances: 1e10 }, '/instances: error.expected.int'],
    [{ instances: -1 }, '/instances: error.min'],
    [{ requirePorts: 'yes' }, '/requirePorts: error.expected.jsboolean'],
    [{ ports: [70000] }, '/ports(0): error.max'],
    [
      { portDefinitions: [{ port: -1 }, { name: 'No' }] },
      '/portDefinitions(0)/port: error.min|/portDefinitions(1)/name: error.pattern',
    ],
    [{ portDefinitions: [{ protocol: 'sctp' }] }, '/portDefinitions(0)/protocol: error.unknown.enum.literal'],
    [
      { constraints: ['hostname', 'UNIQUE'] },
      '/constraints(0): error.expected.jsarray|/constraints(1): error.expected.jsarray',
    ],
    [{ constraints: [['hostname', 'MAX_PER', 2]] }, '/constraints(0)(2): error.expected.jsstring'],
    [{ networks: [{ mode: 'bridge' }] }, '/networks(0)/mode: error.unknown.enum.literal'],
    [{ networks: [{ name: 'n'.repeat(64) }] }, '/networks(0)/name: error.maxLength'],
    [{ container: { type: 'RKT' } }, '/container/type: error.unknown.enum.literal'],
    [{ container: { docker: {} } }, "/container/docker/image: 'image' is undefined on object: {}"],
    [{ container: { docker: { image: '' } } }, '/container/docker/image: error.minLength'],
    [
      { container: { docker: { image: 'a', parameters: [{ key: 'k' }] } } },
      `/container/docker/parameters(0)/value: 'value' is undefined on object: {"key":"k"}`,
    ],
    [{ container: { portMappings: [{ hostPort: 65536 }] } }, '/container/portMappings(0)/hostPort: error.max'],
    [
      { container: { volumes: [{ containerPath: 'a' }] } },
      `/container/volumes(0)/hostPath: 'hostPath' is undefined on object: {"containerPath":"a"}`,
    ],
    [{ labels: { a: 1 } }, '/labels/a: error.expected.jsstring'],
    [{ labels: [] }, '/labels: error.expected.jsobject'],
    [{ env: { A: 8080 } }, '/env/A: error.expected.jsobject'],
    [{ env: { A: {} } }, '/env/A/secret: error.path.missing'],
    [{ healthChecks: [{ protocol: 'ICMP' }] }, '/healthChecks(0)/protocol: error.unknown.enum.literal'],
    [{ healthChecks: [{ command: {} }] }, '/healthChecks(0)/command/value: error.path.missing'],
    [{ healthChecks: [{ command: 'ls' }] }, '/healthChecks(0)/command: error.expected.jsobject'],
    [{ readinessChecks: [{ timeoutSeconds: 0 }] }, '/readinessChecks(0)/timeoutSeconds: error.min'],
    [
      { readinessChecks: [{ httpStatusCodesForReady: [] }] },
      '/readinessChecks(0)/httpStatusCodesForReady: error.minLength',
    ],
    [{ backoffFactor: 0.9 }, '/backoffFactor: error.min'],
    [
      { upgradeStrategy: { minimumHealthCapacity: 2 } },
      `/upgradeStrategy/maximumOverCapacity: 'maximumOverCapacity' is undefined on object: {"minimumHealthCapacity":2}|/upgradeStrategy/minimumHealthCapacity: error.max`,
    ],
    [
      { unreachableStrategy: { inactiveAfterSeconds: 0.5 } },
      '/unreachableStrategy/inactiveAfterSeconds: error.expected.long',
    ],
    [{ killSelection: 'RANDOM' }, '/killSelection: error.unknown.enum.literal'],
    [{ fetch: [{ extract: true }] }, `/fetch(0)/uri: 'uri' is undefined on object: {"extract":true}`],
    [{ fetch: [{ uri: 'a'.repeat(1025) }] }, '/fetch(0)/uri: error.maxLength'],
    [{ executor: 'a//b' }, '/executor: error.pattern'],
    [{ version: 'yesterday' }, '/version: error.expected.date.isoformat'],
    [{ check: { exec: { command: { argv: [] } } } }, '/check/exec/command/argv: error.minLength'],
    [
      { check: { exec: { command: { shell: '' } } } },
      `/check/exec/command/argv: 'argv' is undefined on object: {"shell":""}`,
    ],
    [{ resourceLimits: { mem: true } }, '/resourceLimits/mem: error.expected.jsnumber'],
  ])('refuses %j', (members, expected) => {
    const document = { ...CMD, ...(members as object) }
    expect(errors(document)).toEqual(expected.split('|'))
    expect(refusal(document)).toMatchObject({ status: 422, body: { message: 'Invalid JSON' } })
  })

  it('reports every member at once, and nothing of later stages', () => {
    expect(errors({ id: '/X', cpus: 0, mem: 'much', cmd: 'a', args: ['b'] })).toEqual([
      '/cpus: error.min',
      '/id: error.pattern',
      '/mem: error.expected.jsnumber',
    ])
  })

  it('ignores unknown members at every level, reads words in any case, and null as absent', () => {
    const read = app({
      ...CMD,
      colour: 'red',
      killSelection: 'oldest_first',
      mem: null,
      container: { type: 'mesos', size: 1, docker: { image: 'nginx', tag: 'x' } },
      networks: [{ mode: 'HOST', speed: 1 }],
    })
    expect(read).toMatchObject({
      killSelection: 'OLDEST_FIRST',
      mem: 128,
      container: { type: 'MESOS' },
      networks: [{ mode: 'host' }],
    })
  })

  it('takes no number that is beyond a double', () => {
    expect(errors('{"id":"/a","cmd":"sleep 1","cpus":1e999}')).toEqual(['/cpus: error.expected.jsnumber'])
  })

  it('reads past a byte order mark', () => {
    expect(app('\uFEFF{"id":"/a","cmd":"sleep 1"}').id).toBe('/a')
  })

  it('takes 1.0 and 1e2 for integers', () => {
    expect(app('{"id":"/a","cmd":"sleep 1","instances":1.0,"backoffSeconds":1e2}')).toMatchObject({
      instances: 1,
      backoffSeconds: 100,
    })
  })
})
