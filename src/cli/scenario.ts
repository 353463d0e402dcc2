/** SCENARIO of the commands: a file, the id of a built-in scenario, a link, or standard input. */
import { BUILT_IN } from '#content/scenarios/index.ts'
import { jsonMistake } from '#base/json.ts'
import { decodeLink } from '#model/link/decode.ts'
import type { LinkProblem } from '#model/link/types.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { parseScenario } from '#model/scenario/parse.ts'
import type { Scenario } from '#model/scenario/types.ts'
import { inflate } from './deflate.ts'
import { Problem } from './problem.ts'
import { isFile, readText, type Place } from './world.ts'

export interface Given {
  readonly document: ScenarioDocument
  /** Its id where it is a built-in one. */
  readonly builtIn: string | null
}

function builtIn(id: string): ScenarioDocument | undefined {
  return BUILT_IN.find((scenario) => scenario.id === id)?.document
}

function parseJson(name: string, text: string): ScenarioDocument {
  try {
    return JSON.parse(text) as ScenarioDocument
  } catch {
    throw new Problem(`${name}: ${jsonMistake(text) ?? 'this is not JSON'}`)
  }
}

async function fromLink(name: string): Promise<Given> {
  const { scenario, problems } = await decodeLink(name, inflate, builtIn)
  if (!scenario || problems.length > 0) throw new Problem(problems.flatMap(linesOf))
  return { document: scenario.document, builtIn: scenario.base }
}

function linesOf({ message, issues }: LinkProblem): string[] {
  return [`link: ${message}`, ...(issues ?? []).map((issue) => `${issue.path}: ${issue.message}`)]
}

export async function givenScenario(name: string, place: Place): Promise<Given> {
  if (name !== '-' && !isFile(place, name)) {
    const document = builtIn(name)
    if (document) return { document, builtIn: name }
    if (name.includes('#')) return fromLink(name)
    const known = BUILT_IN.map((scenario) => scenario.id).join(', ')
    throw new Problem(`${name}: neither a file, nor a link, nor a built-in scenario (${known})`)
  }
  return { document: parseJson(name, readText(place, name)), builtIn: null }
}

/** The scenario as the kernel takes it; a line an issue where it has mistakes. */
export function parsedScenario(document: ScenarioDocument): Scenario {
  const parsed = parseScenario(document)
  if (!parsed.ok) throw new Problem(parsed.error.map(({ path, message }) => `${path}: ${message}`))
  return parsed.value
}
