import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Doc, fieldOfPath, SECTIONS, unshown } from './appForm.ts'
import { judged, readText } from './judge.ts'
import { EMPTY_CLUSTER } from '#model/marathon/answer.ts'

const FIELDS = SECTIONS.flatMap(({ fields }) => fields)

function field(id: string) {
  const found = FIELDS.find((other) => other.id === id)
  if (!found) throw new Error(`no field ${id}`)
  return found
}

describe('a field', () => {
  it('shows what it was given, whatever else the document says', () => {
    const documents = fc.dictionary(fc.constantFrom('id', 'labels', 'cpus', 'container'), fc.jsonValue())
    const lines = FIELDS.filter(({ kind, id }) => kind === 'line' && id !== 'ports')
    fc.assert(
      fc.property(documents, fc.constantFrom(...lines), fc.stringMatching(/^[a-z/]{1,8}$/), (document, one, text) => {
        expect(one.read(one.write(document as Doc, text))).toBe(text)
      }),
    )
  })

  it('leaves everything else as it stands', () => {
    const document: Doc = {
      id: '/a',
      labels: { team: 'x' },
      container: { type: 'DOCKER', docker: { image: 'a', privileged: true } },
    }
    expect(field('image').write(document, 'b')).toEqual({
      ...document,
      container: { type: 'DOCKER', docker: { image: 'b', privileged: true } },
    })
    expect(unshown(document)).toEqual(['labels'])
  })

  it('takes its member away when it is emptied, and the objects that only held it', () => {
    const image = field('image')
    expect(image.write(image.write({ id: '/a' }, 'nginx'), '')).toEqual({ id: '/a' })
    const failures = field('failures')
    expect(failures.write({ healthChecks: [{ protocol: 'TCP', maxConsecutiveFailures: 2 }] }, '')).toEqual({
      healthChecks: [{ protocol: 'TCP' }],
    })
  })

  it('keeps what a port definition says beside its port', () => {
    const document: Doc = { portDefinitions: [{ port: 0, name: 'http', protocol: 'tcp' }] }
    expect(field('ports').write(document, '8080, 0')).toEqual({
      portDefinitions: [
        { port: 8080, name: 'http', protocol: 'tcp' },
        { port: 0, protocol: 'tcp' },
      ],
    })
  })

  it('puts in as text what is no number, for Marathon to refuse', () => {
    expect(field('cpus').write({}, 'much')).toEqual({ cpus: 'much' })
  })
})

describe('Marathon’s errors', () => {
  it('stand at the field that they are about', () => {
    expect(fieldOfPath('/constraints(0)')?.id).toBe('constraints')
    expect(fieldOfPath('/healthChecks(0)/path')?.id).toBe('path')
    expect(fieldOfPath('/upgradeStrategy/minimumHealthCapacity')?.id).toBe('minHealth')
    expect(fieldOfPath('/')).toBeNull()
  })

  it('are its own, word for word', () => {
    const text = JSON.stringify({ id: '/a', cmd: 'sleep 1', cpus: 'x', mem: -1 })
    const { status, message, errors } = judged(text, EMPTY_CLUSTER, null)
    expect([status, message]).toEqual([422, 'Invalid JSON'])
    expect(Object.fromEntries(errors)).toEqual({ cpus: ['error.expected.jsnumber'], mem: ['error.min'] })
  })

  it('tell where a text stops being JSON', () => {
    expect(readText('{"id":').fault).toMatch(/line 1, column 7/)
    expect(readText('[]').doc).toBeNull()
  })
})
