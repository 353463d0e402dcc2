/** Makes the fragment of a link. */
import { type Result, err, ok } from '#base/result.ts'
import { makePatch } from '../patch.ts'
import type { ScenarioDocument } from '../scenario/document.ts'
import { minimalDocument } from '../scenario/print.ts'
import { packedCompared } from './compared.ts'
import { type RawLink, formatFragment } from './fragment.ts'
import { positionKeys, unknownKeys, viewKeys } from './keys.ts'
import { packedOperations } from './operations.ts'
import { pack } from './pack.ts'
import type { Deflate, LinkParts, LinkProblem } from './types.ts'
import { LINK_VERSION } from './upgrade.ts'

interface Source {
  readonly source: RawLink['source']
  readonly params: Readonly<Record<string, string>>
}

/** A built-in scenario by its id, its seed by a key, whatever else differs as packed operations. */
async function byBase(
  document: ScenarioDocument,
  base: { readonly id: string; readonly document: ScenarioDocument },
  deflate: Deflate,
): Promise<Result<Source, LinkProblem>> {
  const original = minimalDocument(base.document)
  const seed = document.seed ?? 0
  const seeded = minimalDocument({ ...original, seed })
  const operations = packedOperations(makePatch(seeded, document))
  const packed = operations.length > 0 ? await pack(operations, deflate) : ok('')
  if (!packed.ok) return packed
  return ok({
    source: { kind: 'builtIn', id: base.id },
    params: {
      ...(seed === (original.seed ?? 0) ? {} : { seed: String(seed) }),
      ...(packed.value === '' ? {} : { x: packed.value }),
    },
  })
}

async function byDocument(document: ScenarioDocument, deflate: Deflate): Promise<Result<Source, LinkProblem>> {
  const packed = await pack(document, deflate)
  return packed.ok ? ok({ source: { kind: 'packed', data: packed.value }, params: {} }) : packed
}

function sizeOf({ source, params }: Source): number {
  return (source.kind === 'builtIn' ? source.id : source.data).length + (params['x'] ?? '').length
}

/** The shorter of the two ways to say the scenario. */
async function sourceOf({ document, base }: LinkParts, deflate: Deflate): Promise<Result<Source, LinkProblem>> {
  const minimal = minimalDocument(document)
  const own = base ? await byBase(minimal, base, deflate) : null
  if (own?.ok && own.value.params['x'] === undefined) return own
  const whole = await byDocument(minimal, deflate)
  if (!own?.ok) return whole
  return whole.ok && sizeOf(whole.value) < sizeOf(own.value) ? whole : own
}

/**
 * The fragment, with its `#`. Fails only where the scenario is too large for a link. The link is as short as
 * `deflate` makes it; what it says does not depend on that.
 */
export async function encodeLink(parts: LinkParts, deflate: Deflate): Promise<Result<string, LinkProblem>> {
  const found = await sourceOf(parts, deflate)
  if (!found.ok) return err(found.error)
  const { source, params } = found.value
  const { seed, x } = params
  const c = parts.compared ? await packedCompared(parts.document, parts.compared, deflate) : ''
  const all = {
    v: String(LINK_VERSION),
    ...(seed === undefined ? {} : { seed }),
    ...(parts.position ? positionKeys(parts.position) : {}),
    ...viewKeys(parts.view ?? {}),
    ...unknownKeys(parts.more ?? {}),
    ...(x === undefined ? {} : { x }),
    ...(c === '' ? {} : { c }),
  }
  return ok(formatFragment({ source, params: all }))
}
