/** The branch that stands beside the one of a link: as what differs between the two, with the names that the reader gave. */
import { type Result, err, ok } from '#base/result.ts'
import { applyPatch, makePatch, parsePatch } from '../patch.ts'
import type { ScenarioDocument } from '../scenario/document.ts'
import { readScenario } from '../scenario/parse.ts'
import { minimalDocument } from '../scenario/print.ts'
import { pack, problem, unpack } from './pack.ts'
import { packedOperations, unpackedOperations } from './operations.ts'
import type { Deflate, Inflate, LinkCompared, LinkProblem } from './types.ts'

/** A link stays one that can be pasted: a longer comparison is left out of it. */
const LONGEST = 4000
const LONGEST_NAME = 200

/** The value of its key; empty where it is too long for a link. */
export async function packedCompared(
  document: ScenarioDocument,
  { document: other, names }: LinkCompared,
  deflate: Deflate,
): Promise<string> {
  const operations = packedOperations(makePatch(minimalDocument(document), minimalDocument(other)))
  const packed = await pack([...names, ...operations], deflate)
  return packed.ok && packed.value.length <= LONGEST ? packed.value : ''
}

function nameIn(value: unknown): string | null {
  return typeof value === 'string' ? value.slice(0, LONGEST_NAME) : null
}

/** What stands beside a document, or what is wrong with it. */
export async function readCompared(
  document: ScenarioDocument,
  packed: string,
  inflate: Inflate,
): Promise<Result<LinkCompared, LinkProblem>> {
  const wrong = (about: string): Result<LinkCompared, LinkProblem> =>
    err(problem('compared', about, `the branch that this link compares with cannot be read: ${about}`))
  const unpacked = packed.length > LONGEST ? null : await unpack(packed, 'changes', inflate)
  if (!unpacked?.ok) return wrong(unpacked?.error.message ?? 'it is too long')
  if (!Array.isArray(unpacked.value)) return wrong('it is no list')
  const [own, name, ...rest] = unpacked.value as readonly unknown[]
  const operations = parsePatch(unpackedOperations(rest))
  const patched = operations.ok ? applyPatch(minimalDocument(document), operations.value) : operations
  if (!patched.ok) return wrong(patched.error.message)
  const read = readScenario(patched.value)
  if (!read.ok) return wrong(read.error.map(({ path, message }) => `${path} ${message}`).join('; '))
  return ok({ document: read.value.document, names: [nameIn(own), nameIn(name)] })
}
