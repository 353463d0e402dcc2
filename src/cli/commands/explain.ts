/** `explain`: why an app waits at a moment, and what would launch it. */
import { simulate } from '#sim/simulate.ts'
import { explainWithFixes } from '#study/why/fixes.ts'
import { oneValue, readArgs, secondsOption } from '../args.ts'
import type { Command } from '../main.ts'
import { Problem } from '../problem.ts'
import { givenScenario, parsedScenario } from '../scenario.ts'
import { print } from '../world.ts'
import { withOptions } from './run.ts'

export const explainCommand: Command = async (words, place) => {
  const args = readArgs(words, { options: ['app', 'at'] })
  const given = await givenScenario(oneValue(args, 'SCENARIO'), place)
  const app = args.options.get('app')
  if (app === undefined) throw new Problem('--app: the id of an app is needed')
  const document = withOptions(given.document, readArgs([], {}))
  const { trace } = simulate(parsedScenario(document))
  const end = trace.at[trace.count - 1] ?? 0
  const at = secondsOption(args, 'at') ?? end
  if (at > end) throw new Problem(`--at: the run ends at ${end / 1000} s`)
  const id = app.startsWith('/') ? app : `/${app}`
  await print(`${JSON.stringify(explainWithFixes(document, trace, id, trace.ordinalAt(at), at), null, 2)}\n`)
  return 0
}
