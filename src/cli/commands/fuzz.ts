/** `fuzz`: random clusters with random faults; how often each message and action occurred; a failure, shrunk, with its link. */
import { encodeLink } from '#model/link/encode.ts'
import { MESSAGE_ENTRIES } from '#model/messages/index.ts'
import { ACTION_NAMES } from '#model/scenario/document.ts'
import { printScenario } from '#model/scenario/print.ts'
import { cover, fuzzRun, makeCoverage, whatBreaks, type Failure } from '#study/fuzz/fuzz.ts'
import { isRare, untold, UNREACHED } from '#study/fuzz/told.ts'
import { shrink } from '#study/shrink/shrink.ts'
import { noValue, readArgs, wholeOption } from '../args.ts'
import { deflate } from '../deflate.ts'
import type { Command } from '../main.ts'
import { print } from '../world.ts'

/** What stands behind a name's count. */
function remark(name: string, count: number, runs: number): string {
  const why = UNREACHED[name]
  if (why !== undefined) return `  left out: ${why}`
  return isRare(count, runs) ? '  rare' : ''
}

async function table(
  title: string,
  names: readonly string[],
  counts: ReadonlyMap<string, number>,
  runs: number,
): Promise<void> {
  await print(`\n${title}, in how many of ${runs} runs\n`)
  const width = Math.max(...names.map((name) => name.length))
  const sorted = [...new Set(names)].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
  for (const name of sorted) {
    const count = counts.get(name) ?? 0
    await print(`  ${name.padEnd(width)}  ${String(count).padStart(6)}${remark(name, count, runs)}\n`)
  }
}

const MESSAGES = MESSAGE_ENTRIES.map(({ name }) => name)

/** Shrunk to what still breaks in the same way. */
async function tell(seed: number, { document, what }: Failure): Promise<void> {
  const kind = what.split(':')[0] as string
  const small = shrink(document, (smaller) => whatBreaks(smaller)?.startsWith(kind) ?? false)
  const link = await encodeLink({ document: small }, deflate)
  await print(`\nFAIL seed ${seed}: ${what}\n${printScenario(small, 2)}\n${link.ok ? link.value : ''}\n`)
}

export const fuzzCommand: Command = async (words) => {
  const args = readArgs(words, { options: ['runs', 'seed'] })
  noValue(args)
  const runs = wholeOption(args, 'runs', 1, 100)
  const first = wholeOption(args, 'seed', 0, 1)
  const coverage = makeCoverage()
  let failures = 0
  for (let seed = first; seed < first + runs && failures < 3; seed += 1) {
    const { trace, failure } = fuzzRun(seed)
    cover(coverage, trace)
    if (!failure) continue
    failures += 1
    await tell(seed, failure)
  }
  await table('messages', MESSAGES, coverage.messages, coverage.runs)
  await table('actions', ACTION_NAMES, coverage.actions, coverage.runs)
  const faults = untold(coverage, MESSAGES, ACTION_NAMES)
  await print(`\n${faults.map((fault) => `FAIL ${fault}\n`).join('')}`)
  await print(`${coverage.runs} runs, ${failures} broke an invariant\n`)
  return failures === 0 && faults.length === 0 ? 0 : 1
}
