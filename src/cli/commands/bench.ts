/** `bench`: the benchmarks beside the code, as tables or JSON lines. Those of the page run in a browser. */
import { benchAllocator } from '#sim/allocator/bench.ts'
import { formatTable, type BenchRow } from '../bench.ts'
import { readArgs } from '../args.ts'
import { benchKernel } from '../benchKernel.ts'
import { benchMachines } from '../benchMachines.ts'
import { benchPage } from '../benchPage.ts'
import type { Command } from '../main.ts'
import { Problem } from '../problem.ts'
import { print, type Place } from '../world.ts'

const nowMs = (): number => performance.now()

const BENCHES: Readonly<Record<string, (place: Place) => Promise<readonly BenchRow[]>>> = {
  allocator: async () => benchAllocator(nowMs),
  machines: async (place) => benchMachines(place, nowMs),
  kernel: () => benchKernel(nowMs),
  drawing: async (place) => benchPage(place, 'drawing'),
  load: async (place) => benchPage(place, 'load'),
  size: async (place) => benchPage(place, 'size'),
}

export const benchCommand: Command = async (words, place) => {
  const args = readArgs(words, { flags: ['json'] })
  const unknown = args.values.find((name) => !(name in BENCHES))
  if (unknown !== undefined) {
    throw new Problem(`${unknown}: there is no such benchmark; there are ${Object.keys(BENCHES).join(', ')}`)
  }
  const names = args.values.length > 0 ? args.values : Object.keys(BENCHES)
  for (const name of names) {
    const rows = await (BENCHES[name] as (place: Place) => Promise<readonly BenchRow[]>)(place)
    const text = args.flags.has('json') ? rows.map((row) => `${JSON.stringify(row)}\n`).join('') : formatTable(rows)
    await print(text)
  }
  return 0
}
