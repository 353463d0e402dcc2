/** `link`: the fragment that opens a scenario at a record. */
import { BUILT_IN } from '#content/scenarios/index.ts'
import { encodeLink } from '#model/link/encode.ts'
import { positionOf } from '#model/link/moment.ts'
import type { LinkParts, LinkPosition } from '#model/link/types.ts'
import { simulate } from '#sim/simulate.ts'
import { oneValue, readArgs, wholeOption } from '../args.ts'
import { deflate } from '../deflate.ts'
import type { Command } from '../main.ts'
import { Problem } from '../problem.ts'
import { givenScenario, parsedScenario, type Given } from '../scenario.ts'
import { print } from '../world.ts'
import { withOptions } from './run.ts'

function position({ document }: Given, ordinal: number): LinkPosition {
  const { trace } = simulate(parsedScenario(withOptions(document, readArgs([], {}))))
  if (ordinal >= trace.count) throw new Problem(`--at: the run has only ${trace.count} records`)
  return positionOf(trace, ordinal)
}

export const linkCommand: Command = async (words, place) => {
  const args = readArgs(words, { options: ['at'] })
  const given = await givenScenario(oneValue(args, 'SCENARIO'), place)
  parsedScenario(given.document)
  const at = wholeOption(args, 'at', 0, null)
  const base = BUILT_IN.find(({ id }) => id === given.builtIn) ?? null
  const parts: LinkParts = { document: given.document, base, position: at === null ? null : position(given, at) }
  const link = await encodeLink(parts, deflate)
  if (!link.ok) throw new Problem(`link: ${link.error.message}`)
  await print(`${link.value}\n`)
  return 0
}
