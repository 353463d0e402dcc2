/** The benchmarks that need a browser run as a program of their own; its lines are rows. */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import type { BenchRow } from './bench.ts'
import { Problem } from './problem.ts'
import type { Place } from './world.ts'

/** `input`: what the benchmark reads from its standard input. */
export function benchPage(place: Place, name: string, input = ''): BenchRow[] {
  const script = path.join(place.root, 'tools', 'bench', 'page.mjs')
  const result = spawnSync(process.execPath, [script, name], {
    cwd: place.root,
    encoding: 'utf8',
    input,
    stdio: ['pipe', 'pipe', 'inherit'],
    maxBuffer: 1 << 26,
  })
  if (result.status !== 0) throw new Problem(`${name}: the benchmark did not end well`, 1)
  return result.stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as BenchRow)
}
