/** `run`: the trace of a scenario as text, JSON lines, Mermaid or PlantUML. */
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { roleOf } from '#model/roles.ts'
import type { TraceChunk } from '#model/trace/chunk.ts'
import type { Depth } from '#model/trace/records.ts'
import { TraceStore } from '#model/trace/store.ts'
import { LANGS } from '#content/locales/words.ts'
import { castOf, type Cast } from '#derive/lanes.ts'
import { JsonWriter } from '#derive/jsonWriter.ts'
import { mermaid } from '#derive/mermaid.ts'
import { plantuml } from '#derive/plantuml.ts'
import { recordDepth } from '#derive/recordDepth.ts'
import { TextLog } from '#derive/text.ts'
import type { Run } from '#sim/kernel/run.ts'
import { startRun } from '#sim/simulate.ts'
import { choiceOption, oneValue, readArgs, secondsOption, wholeOption, type Args } from '../args.ts'
import type { Command } from '../main.ts'
import { givenScenario, parsedScenario } from '../scenario.ts'
import { speechOf, type Speech } from '../speech.ts'
import { print } from '../world.ts'

/** Where a scenario does not say when it ends. */
const DEFAULT_END_MS = 60_000
const RECORDS_A_BREATH = 20_000

/** The document with what the options say instead. */
export function withOptions(document: ScenarioDocument, args: Args): ScenarioDocument {
  const { untilMs, ...rest } = optionsIn(document, args)
  return { ...rest, untilMs: untilMs ?? DEFAULT_END_MS }
}

function optionsIn(document: ScenarioDocument, args: Args): ScenarioDocument {
  const until = secondsOption(args, 'until')
  const seed = wholeOption(args, 'seed', 0, null)
  return { ...document, ...(until === null ? {} : { untilMs: until }), ...(seed === null ? {} : { seed }) }
}

export const runCommand: Command = async (words, place) => {
  const args = readArgs(words, { options: ['until', 'seed', 'depth', 'format', 'lang'] })
  const given = await givenScenario(oneValue(args, 'SCENARIO'), place)
  const format = choiceOption(args, 'format', ['text', 'jsonl', 'mermaid', 'plantuml'], 'text')
  const depth = Number(choiceOption(args, 'depth', ['1', '2', '3'], '3')) as Depth
  const speech = args.options.has('lang') ? await speechOf(choiceOption(args, 'lang', LANGS, 'en')) : null
  const scenario = parsedScenario(optionsIn(given.document, args))
  const run = startRun(scenario, { timelines: false, bodies: format !== 'text' })
  const shown = { depth, cast: castOf(scenario) }
  if (format === 'text') await printText(run, shown, speech)
  else if (format === 'jsonl') await printJson(run, shown)
  else await printFigure(run, format === 'mermaid' ? mermaid : plantuml, shown, speech)
  return 0
}

interface Shown {
  readonly depth: Depth
  readonly cast: Cast
}

/** The whole run, a chunk at a time. */
function* chunksOf(run: Run): Generator<TraceChunk> {
  let more = true
  while (more) {
    more = advanced(run, run.records + RECORDS_A_BREATH)
    yield run.takeChunk()
  }
}

/** False at the end; where the scenario does not say when that is, once nothing is pending, and after a minute anyway. */
function advanced(run: Run, records: number): boolean {
  const { untilMs } = run.scenario
  run.advance(untilMs === null ? { records, untilMs: DEFAULT_END_MS } : { records })
  if (run.halted === null && run.records < records) run.halt('until', DEFAULT_END_MS)
  return run.halted === null
}

async function printText(run: Run, shown: Shown, speech: Speech | null): Promise<void> {
  const log = new TextLog(run.strings, { ...shown, ordinals: true, ...(speech ? { stepText: speech.step } : {}) })
  for (const chunk of chunksOf(run)) log.add(chunk)
  for (const block of log.blocks()) await print(block)
}

async function printJson(run: Run, { depth, cast }: Shown): Promise<void> {
  const trace = new TraceStore()
  const writer = new JsonWriter(trace)
  const { out } = writer
  const agents = new Set(cast.agents)
  const role = (id: string) => roleOf(id, (agent) => agents.has(agent))
  for (const chunk of chunksOf(run)) {
    trace.append(chunk)
    for (let i = chunk.first; i < trace.count; i += 1) {
      if (depth === 3 || recordDepth(trace, i, role) <= depth) writer.line(chunk, i)
    }
    await print(out.bytes.subarray(0, out.used))
    out.used = 0
    trace.forgetBodies()
  }
}

type Draw = typeof mermaid & typeof plantuml

async function printFigure(run: Run, draw: Draw, shown: Shown, speech: Speech | null): Promise<void> {
  const trace = new TraceStore()
  for (const chunk of chunksOf(run)) trace.append(chunk)
  const spoken = speech ? ({ dialect: 'figure', words: speech.words, laneName: speech.laneName } as const) : {}
  await print(draw(trace, { ...shown, ...spoken }))
}
