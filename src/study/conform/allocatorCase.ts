/**
 * Plays a conformance case of the allocator, the sorter or fair division: Mesos' own tests, recorded answers and examples
 * of the DRF paper, turned into steps. The cases are in `__cases__`, each with its source.
 */
import { command } from './allocatorCommands.ts'
import { expectation } from './allocatorExpectations.ts'
import { type CaseResult, atStep } from './caseResult.ts'
import { runDivisionCase } from './divisionCase.ts'
import { makePlay, settle, toMs } from './play.ts'
import { isRecord, issueOf, makeReader, readFlag, readMinima, readNumber, readTexts } from './reader.ts'
import { runSorterCase } from './sorterCase.ts'

const DEFAULT_MINIMA = ['cpus:0.01', 'mem:32']

/**
 * Plays a case of any kind (`allocator`, `sorter`, `division`); the first difference is a sentence with the step's
 * number. The seed decides the order in which agents are visited, which no right answer depends on.
 */
export function runAllocatorCase(json: unknown, seed = 1): CaseResult {
  if (!isRecord(json)) return { ok: false, difference: 'the case is not an object' }
  if (json.kind === 'sorter') return runSorterCase(json)
  if (json.kind === 'division') return runDivisionCase(json)
  if (json.kind === 'allocator') return playSteps(json, seed)
  return { ok: false, difference: `the kind ${JSON.stringify(json.kind)} is not allocator, sorter or division` }
}

function playSteps(json: Readonly<Record<string, unknown>>, seed: number): CaseResult {
  const config = makeReader(json.config ?? {})
  const options = {
    allocationIntervalMs: toMs(readNumber(config, 'allocationInterval', 1)),
    minAllocatable: readMinima(config, 'minAllocatable', DEFAULT_MINIMA),
    excludedFromFairShare: readTexts(config, 'excludeFromFairShare', []),
    filterGpuResources: readFlag(config, 'filterGpuResources', true),
  }
  const issue = issueOf(config)
  if (issue !== null) return { ok: false, difference: `config ${issue}` }
  if (options.allocationIntervalMs <= 0) return { ok: false, difference: `config 'allocationInterval' is not above 0` }
  if (!Array.isArray(json.steps)) return { ok: false, difference: `'steps' is not a list` }
  const play = makePlay(options, seed)
  for (const [index, step] of json.steps.entries()) {
    const reader = makeReader(step)
    const name = String(reader.record.do ?? reader.record.expect)
    if (reader.record.do === undefined) settle(play)
    const difference = reader.record.do === undefined ? expectation(play, reader) : command(play, reader)
    if (difference !== null) return atStep(index, name, difference)
  }
  return { ok: true }
}
