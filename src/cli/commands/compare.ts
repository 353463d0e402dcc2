/** `compare`: a scenario's run beside a recording of a real cluster. */
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { compareRecording, recordingEnd } from '#study/compare/compare.ts'
import { simulate } from '#sim/simulate.ts'
import { readArgs } from '../args.ts'
import type { Command } from '../main.ts'
import { Problem } from '../problem.ts'
import { givenScenario, parsedScenario } from '../scenario.ts'
import { print, readText } from '../world.ts'
import { withOptions } from './run.ts'

/** The first differences say it all; later ones mostly follow from them. */
const SHOWN = 10

/** What a filter or a batch lets come later in ours than there. */
const LATER_MS = 3000

/** Runs on behind the recording's end, so that nothing is missing only because it comes a little later. */
function asLongAs(document: ScenarioDocument, recording: string): ScenarioDocument {
  const endMs = Math.ceil(recordingEnd(recording) ?? 0) + LATER_MS
  return { ...document, untilMs: Math.max(document.untilMs ?? 0, endMs) }
}

export const compareCommand: Command = async (words, place) => {
  const args = readArgs(words, {})
  const [name, recording, ...rest] = args.values
  if (name === undefined || recording === undefined || rest.length > 0)
    throw new Problem('SCENARIO RECORDING: both are needed, and nothing else')
  const text = readText(place, recording)
  if (recordingEnd(text) === null) throw new Problem(`${recording}: this is not a recording of a cluster`)
  const { document } = await givenScenario(name, place)
  const scenario = parsedScenario(withOptions(asLongAs(document, text), args))
  const { trace } = simulate(scenario)
  const differences = compareRecording(trace, scenario, text)
  for (const difference of differences.slice(0, SHOWN)) await print(`${difference}\n`)
  if (differences.length > SHOWN) await print(`… and ${differences.length - SHOWN} more\n`)
  if (differences.length === 0) await print('told alike\n')
  return differences.length === 0 ? 0 : 1
}
