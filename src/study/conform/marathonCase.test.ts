import { describe, expect, it } from 'vitest'
import { EXPECT_FILE, isMarathonFolder, runMarathonFolder } from './marathonCase.ts'

const WEB = JSON.stringify({ id: 'web', cmd: 'sleep 5', ports: [0, 8080], requirePorts: false })
const BAD = JSON.stringify({ id: '/bad', cmd: 'sleep 5', cpus: 0, mem: 'x' })

function run(expected: object, text = WEB): string | null | undefined {
  const files = { [EXPECT_FILE]: JSON.stringify({ cases: [{ file: 'web.json', ...expected }] }), 'web.json': text }
  return runMarathonFolder(files)[0]?.difference
}

const DETAILS = [
  { path: '/mem', errors: ['error.expected.jsnumber'] },
  { path: '/cpus', errors: ['error.min'] },
]
const REFUSED = { httpStatus: 422, message: 'Invalid JSON', errorMatch: 'exact', details: DETAILS }

describe('a valid document', () => {
  it('passes when the app comes to what is expected', () => {
    const backoff = { backoffFactor: 1.15, backoffSeconds: 1, maxLaunchDelaySeconds: 300 }
    expect(
      run({ expect: { id: '/web', hostPorts: [0, 0], networks: [{ mode: 'host' }], cpus: 1, backoff, role: '*' } }),
    ).toBeNull()
  })

  it('fails with the first difference', () => {
    expect(run({ expect: { cpus: 1, mem: 64, disk: 7 } })).toBe('mem: 128, expected 64')
    expect(run({ expect: { hostPorts: [0, 8080] } })).toBe('hostPorts: [0,0], expected [0,8080]')
    expect(run({ expect: { networks: [] } })).toBe('networks: [{"mode":"host"}], expected []')
    expect(run({ expect: { nothing: 1 } })).toBe('nothing: undefined, expected 1')
    expect(run({ expect: {} }, BAD)).toMatch(/^was refused: 422/)
  })
})

describe('what a folder assumes', () => {
  it('is the Marathon that is asked', () => {
    const expect_ = { role: 'dev', gpus: 1, networks: [{ mode: 'container', name: 'dcos' }] }
    const text = JSON.stringify({ id: '/web', cmd: 'sleep 5', gpus: 1, networks: [{}] })
    const asked = (assumes: unknown) =>
      runMarathonFolder({
        [EXPECT_FILE]: JSON.stringify({ assumes, cases: [{ file: 'web.json', expect: expect_ }] }),
        'web.json': text,
      })[0]?.difference
    expect(asked({ mesosRole: 'dev', features: ['gpu_resources'], defaultNetworkName: 'dcos' })).toBeNull()
    expect(asked({ mesosRole: '*', features: [], defaultNetworkName: null })).toMatch(/^was refused: 422/)
    expect(asked(undefined)).toMatch(/^was refused: 422/)
  })
})

describe('an invalid document', () => {
  it('passes with the same errors in any order', () => {
    expect(run(REFUSED, BAD)).toBeNull()
  })

  it('passes by beginning or end where the sidecar says so', () => {
    const details = (error: string) => [{ path: '/id', errors: [error] }]
    const missing = { ...REFUSED, errorMatch: 'prefix', details: details("'id' is undefined on object:") }
    expect(run(missing, '{"cmd":"a"}')).toBeNull()
    expect(run({ ...REFUSED, errorMatch: 'suffix', details: details(' is not an object') }, '[1]')).toBeNull()
    expect(run({ ...REFUSED, errorMatch: 'exact', details: details(' is not an object') }, '[1]')).not.toBeNull()
    expect(
      run({ httpStatus: 400, message: 'Invalid JSON', errorMatch: 'prefix', details: 'Unexpected' }, '{,}'),
    ).toBeNull()
  })

  it.each<[string, object, RegExp]>([
    ['another status', { httpStatus: 409 }, /^status 422, expected 409/],
    ['another message', { message: 'x' }, /^message "Invalid JSON"/],
    ['an error too few', { details: DETAILS.slice(1) }, /^did not expect errors at \/mem/],
    ['a path too many', { details: [...DETAILS, { path: '/id', errors: ['a'] }] }, /^no error at \/id/],
    [
      'another error',
      { details: [{ path: '/mem', errors: ['a'] }] },
      /^\/mem: \["error.expected.jsnumber"\], expected "a"/,
    ],
    ['a text for a list', { details: 'a' }, /^details/],
    ['an unknown match', { errorMatch: 'fuzzy' }, /^errorMatch fuzzy is not known/],
  ])('fails on %s', (_, change, difference) => {
    expect(run({ ...REFUSED, ...change }, BAD)).toMatch(difference)
  })

  it('fails when it is accepted', () => {
    expect(run(REFUSED)).toBe('status 201, expected 422')
  })
})

describe('a folder', () => {
  it('is one of ours when its sidecar lists files', () => {
    expect(isMarathonFolder({ [EXPECT_FILE]: '{"cases":[{"file":"a.json"}]}' })).toBe(true)
    expect(isMarathonFolder({ [EXPECT_FILE]: '{"cases":[{}]}' })).toBe(false)
    expect(isMarathonFolder({ 'a.json': '{}' })).toBe(false)
  })

  it('fails as a whole when its sidecar cannot be read', () => {
    expect(runMarathonFolder({ [EXPECT_FILE]: '{' })).toEqual([{ name: EXPECT_FILE, difference: 'is not JSON' }])
    expect(runMarathonFolder({})).toEqual([{ name: EXPECT_FILE, difference: `there is no ${EXPECT_FILE}` }])
  })

  it('fails a case whose document is missing or which expects nothing', () => {
    const files = { [EXPECT_FILE]: '{"cases":[{"file":"a.json"},{"file":"b.json"}]}', 'b.json': WEB }
    expect(runMarathonFolder(files)).toEqual([
      { name: 'a', difference: 'there is no a.json' },
      { name: 'b', difference: 'neither expect nor httpStatus is given' },
    ])
  })
})
