/** `run`: the trace of a scenario as text, JSON lines, Mermaid or PlantUML. */
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { roleOf } from '#model/roles.ts'
import type { Depth } from '#model/trace/records.ts'
import { TraceStore } from '#model/trace/store.ts'
import { LANGS } from '#content/locales/words.ts'
import { castOf, type Cast } from '#derive/lanes.ts'
import { JsonWriter } from '#derive/jsonWriter.ts'
import { mermaid } from '#derive/mermaid.ts'
import { plantuml } from '#derive/plantuml.ts'
import { recordDepth } from '#derive/recordDepth.ts'
import { TextLog } from '#derive/text.ts'
import { choiceOption, oneValue, readArgs, secondsOption, wholeOption, type Args } from '../args.ts'
import { chunksOf } from '../chunks.ts'
import type { Command } from '../main.ts'
import { DEFAULT_END_MS } from '../runChunks.ts'
import { givenScenario, parsedScenario } from '../scenario.ts'
import { speechOf, type Speech } from '../speech.ts'
import { print } from '../world.ts'

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
  const chunks = chunksOf(scenario, { timelines: false, bodies: format !== 'text', strings: false })
  const shown = { depth, cast: castOf(scenario) }
  if (format === 'text') await printText(chunks, shown, speech)
  else if (format === 'jsonl') await printJson(chunks, shown)
  else await printFigure(chunks, format === 'mermaid' ? mermaid : plantuml, shown, speech)
  return 0
}

type Chunks = ReturnType<typeof chunksOf>

interface Shown {
  readonly depth: Depth
  readonly cast: Cast
}

async function printText(chunks: Chunks, shown: Shown, speech: Speech | null): Promise<void> {
  const log = new TextLog({ ...shown, ordinals: true, ...(speech ? { stepText: speech.step } : {}) })
  for await (const chunk of chunks) for (const block of log.add(chunk)) await print(block)
  for (const block of log.end()) await print(block)
}

async function printJson(chunks: Chunks, { depth, cast }: Shown): Promise<void> {
  const trace = new TraceStore()
  const writer = new JsonWriter(trace)
  const { out } = writer
  const agents = new Set(cast.agents)
  const role = (id: string) => roleOf(id, (agent) => agents.has(agent))
  for await (const chunk of chunks) {
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

async function printFigure(chunks: Chunks, draw: Draw, shown: Shown, speech: Speech | null): Promise<void> {
  const trace = new TraceStore()
  for await (const chunk of chunks) trace.append(chunk)
  const spoken = speech ? ({ dialect: 'figure', words: speech.words, laneName: speech.laneName } as const) : {}
  await print(draw(trace, { ...shown, ...spoken }))
}
