/** Opens a link: nothing in it is trusted, and what can be opened is, whatever is wrong with the rest. */
import { type Result, err, ok } from '#base/result.ts'
import { applyPatch, parsePatch } from '../patch.ts'
import type { ScenarioDocument } from '../scenario/document.ts'
import { readScenario } from '../scenario/parse.ts'
import { minimalDocument } from '../scenario/print.ts'
import { readCompared } from './compared.ts'
import { type RawLink, parseFragment } from './fragment.ts'
import { readPosition, readView, unknownKeys } from './keys.ts'
import { unpackedOperations } from './operations.ts'
import { problem, unpack } from './pack.ts'
import type { Inflate, LinkProblem, OpenedLink } from './types.ts'
import { LINK_VERSION, upgraded } from './upgrade.ts'

/** The document of a built-in scenario, where there is one of this id. */
export type BuiltIn = (id: string) => ScenarioDocument | null | undefined

const NOTHING: Omit<OpenedLink, 'problems'> = { view: {}, more: {} }

function failed(code: LinkProblem['code'], about: string, message: string): OpenedLink {
  return { ...NOTHING, problems: [problem(code, about, message)] }
}

/** Takes a fragment, with or without its `#`, or a whole address. */
export async function decodeLink(link: string, inflate: Inflate, builtIn: BuiltIn): Promise<OpenedLink> {
  if (/^\s*#?\s*$/.test(link)) return failed('empty', '', 'this link names no scenario')
  const found = parseFragment(link)
  if (!found) return failed('shape', '', 'this is not a link of ours: expected #/s/NAME or #/d/DATA')
  const version = found.params['v'] ?? '1'
  if (!/^[1-9]\d{0,5}$/.test(version) || Number(version) > LINK_VERSION) {
    const about = version.slice(0, 20)
    return failed(
      'version',
      about,
      `this link is of version "${about}"; this page reads links up to version ${LINK_VERSION}`,
    )
  }
  return opened(upgraded(found, Number(version)), inflate, builtIn)
}

async function opened(link: RawLink, inflate: Inflate, builtIn: BuiltIn): Promise<OpenedLink> {
  const problems: LinkProblem[] = []
  const view = readView(link.params, problems)
  const position = readPosition(link.params)
  if (position && 'code' in position) problems.push(position)
  const scenario = await scenarioOf(link, inflate, builtIn, problems)
  const { c } = link.params
  const beside = scenario.scenario && c ? await readCompared(scenario.scenario.document, c, inflate) : null
  if (beside && !beside.ok) problems.push(beside.error)
  return {
    ...scenario,
    ...(beside?.ok ? { compared: beside.value } : {}),
    ...(position && 'ordinal' in position ? { position } : {}),
    view,
    more: unknownKeys(link.params),
    problems,
  }
}

async function scenarioOf(
  link: RawLink,
  inflate: Inflate,
  builtIn: BuiltIn,
  problems: LinkProblem[],
): Promise<Pick<OpenedLink, 'scenario' | 'mistaken'>> {
  const { source } = link
  const base = source.kind === 'builtIn' ? source.id : null
  const document =
    source.kind === 'builtIn' ? ofBuiltIn(source.id, builtIn) : await unpack(source.data, 'scenario', inflate)
  if (!document.ok) {
    problems.push(document.error)
    return {}
  }
  const changed = base === null ? ok(document.value) : await withChanges(document.value, link.params, inflate)
  if (!changed.ok) problems.push(changed.error)
  const given = changed.ok ? changed.value : document.value
  const read = readScenario(given)
  if (read.ok) return { scenario: { ...read.value, base } }
  const message = `the scenario in this link has ${read.error.length === 1 ? 'a mistake' : `${read.error.length} mistakes`}`
  problems.push({ ...problem('scenario', String(read.error.length), message), issues: read.error })
  const unchanged = base === null ? null : readScenario(document.value)
  return { mistaken: given, ...(unchanged?.ok ? { scenario: { ...unchanged.value, base } } : {}) }
}

function ofBuiltIn(id: string, builtIn: BuiltIn): Result<unknown, LinkProblem> {
  const document = builtIn(id)
  if (document) return ok(document)
  const about = id.slice(0, 60)
  return err(problem('unknownScenario', about, `there is no built-in scenario "${about}"`))
}

/** The built-in document with the link's seed and operations. */
async function withChanges(
  document: unknown,
  params: RawLink['params'],
  inflate: Inflate,
): Promise<Result<unknown, LinkProblem>> {
  const { seed, x } = params
  const seeded =
    seed === undefined ? document : { ...(document as object), seed: /^\d{1,10}$/.test(seed) ? Number(seed) : seed }
  if (x === undefined) return ok(seeded)
  const packed = await unpack(x, 'changes', inflate)
  if (!packed.ok) return packed
  const operations = parsePatch(unpackedOperations(packed.value))
  const patched = operations.ok ? applyPatch(minimalDocument(seeded as ScenarioDocument), operations.value) : operations
  if (patched.ok) return patched
  const about = patched.error.message
  return err(problem('operations', about, `the changes in this link do not fit the scenario any more: ${about}`))
}
