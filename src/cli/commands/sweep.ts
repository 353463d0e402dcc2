/** `sweep`: seeds whose runs fit a predicate, one JSON line a hit, then a summary that can be added to other shards'. */
import { BUILT_IN } from '#content/scenarios/index.ts'
import { encodeLink } from '#model/link/encode.ts'
import type { ScenarioDocument } from '#model/scenario/document.ts'
import { readKnobs, variantOf, type Knob } from '#model/sweep/knobs.ts'
import { makePredicate, type Predicate } from '#study/sweep/predicate.ts'
import { finished, positionOfHit, shardOf, shrinkingHit, trying, type Hit } from '#study/sweep/sweep.ts'
import { oneValue, readArgs, type Args } from '../args.ts'
import { deflate } from '../deflate.ts'
import type { Command } from '../main.ts'
import { Problem } from '../problem.ts'
import { givenScenario, parsedScenario, type Given } from '../scenario.ts'
import { print } from '../world.ts'
import { withOptions } from './run.ts'

function seedsOf(args: Args): number[] {
  const range = /^(\d{1,10})\.\.(\d{1,10})$/.exec(args.options.get('seeds') ?? '')
  if (!range) throw new Problem('--seeds: A..B is needed, two whole numbers')
  const [from, to] = [Number(range[1]), Number(range[2])]
  if (from > to || to > 0xffffffff) throw new Problem(`--seeds: ${from}..${to} is not a range of uint32 seeds`)
  const shard = /^(\d+)\/(\d+)$/.exec(args.options.get('shard') ?? '1/1')
  const [index, count] = [Number(shard?.[1]), Number(shard?.[2])]
  if (!shard || index < 1 || index > count) throw new Problem('--shard: I/N is needed, I from 1 to N')
  return shardOf(from, to, index, count)
}

function predicateOf(args: Args): Predicate {
  const text = args.options.get('find')
  if (text === undefined) throw new Problem('--find: a predicate is needed')
  const made = makePredicate(text)
  if (!made.ok) throw new Problem(`--find: at ${made.error.at + 1}: ${made.error.message}`)
  return made.value
}

function knobsOf(args: Args, document: ScenarioDocument): readonly Knob[] {
  const read = readKnobs(args.options.get('vary') ?? '', document)
  if (!read.ok) throw new Problem(`--vary: at ${read.error.at + 1}: ${read.error.message}`)
  return read.value
}

async function linkOf(given: Given, hit: Hit): Promise<string> {
  const base = BUILT_IN.find(({ id }) => id === given.builtIn) ?? null
  const link = await encodeLink({ document: hit.document, base, position: positionOfHit(hit) }, deflate)
  return link.ok ? link.value : ''
}

async function tell(given: Given, hit: Hit): Promise<void> {
  const { seed, at, ordinal: record } = hit
  await print(`${JSON.stringify({ seed, at, link: await linkOf(given, hit), record })}\n`)
}

export const sweepCommand: Command = async (words, place) => {
  const args = readArgs(words, { options: ['seeds', 'find', 'shard', 'vary'], flags: ['distinct', 'shrink'] })
  const given = await givenScenario(oneValue(args, 'SCENARIO'), place)
  const document = withOptions(given.document, args)
  parsedScenario(document)
  const seeds = seedsOf(args)
  const predicate = predicateOf(args)
  const knobs = knobsOf(args, document)
  const stories = new Set<string>()
  let hits = 0
  let impossible = 0
  for (const seed of seeds) {
    const hit = finished(trying(variantOf(document, seed, knobs), predicate))
    if (hit === 'impossible') impossible += 1
    if (typeof hit !== 'object') continue
    hits += 1
    const isKnown = stories.has(hit.likeness)
    stories.add(hit.likeness)
    if (isKnown && args.flags.has('distinct')) continue
    await tell(given, args.flags.has('shrink') ? finished(shrinkingHit(hit, predicate)) : hit)
  }
  const summary = { runs: seeds.length, hits, distinct: stories.size, ...(impossible > 0 ? { impossible } : {}) }
  await print(`${JSON.stringify(summary)}\n`)
  return 0
}
