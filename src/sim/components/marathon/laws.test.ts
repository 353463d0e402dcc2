import { describe, expect, it } from 'vitest'
import { parseScenario } from '#model/scenario/parse.ts'
import { jsonLine } from '#model/trace/decode.ts'
import { TraceStore } from '#model/trace/store.ts'
import { oracleStepper } from '../../charts/oracle.ts'
import { Run } from '../../kernel/run.ts'
import { CLUSTER } from '../index.ts'
import { FOREVER, submit } from './marathon.fixture.ts'

/** Everything that Marathon does, in half a minute. */
const parsed = parseScenario({
  version: 1,
  seed: 11,
  agents: [1, 2].map((n) => ({ id: `agent-${n}`, resources: 'cpus:3;mem:2048;ports:[31000-31100]' })),
  frameworks: [{ id: 'marathon', kind: 'marathon' }],
  actions: [
    submit(3000, { id: '/web', ...FOREVER, instances: 2, healthChecks: [{ intervalSeconds: 5, timeoutSeconds: 2 }] }),
    submit(4000, { id: '/crash', cmd: 'exit 1', cpus: 0.5, mem: 32 }),
    { atMs: 14_000, do: 'updateApp', framework: 'marathon', app: { id: '/web', mem: 64 } },
    { atMs: 18_000, do: 'crashScheduler', framework: 'marathon' },
    { atMs: 20_000, do: 'restartScheduler', framework: 'marathon' },
    { atMs: 26_000, do: 'destroyApp', framework: 'marathon', app: '/crash' },
  ],
  untilMs: 32_000,
})

function aRun(options = {}): Run {
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return Run.start(parsed.value, CLUSTER, options)
}

function linesOf(run: Run): readonly string[] {
  const trace = new TraceStore()
  trace.append(run.takeChunk())
  return Array.from({ length: trace.count }, (_, i) => jsonLine(trace, i))
}

function whole(options = {}): readonly string[] {
  const run = aRun(options)
  run.advance()
  return linesOf(run)
}

describe('a run with a Marathon', () => {
  const lines = whole()

  it('is the same, byte for byte, every time', () => {
    expect(whole()).toEqual(lines)
  })

  it('is the same when XState steps its machines', () => {
    expect(whole({ makeStepper: oracleStepper })).toEqual(lines)
  })

  it.each([2000, 9000, 15_000, 19_000, 25_000])('goes on from a checkpoint at %i ms as from the start', (untilMs) => {
    const run = aRun()
    run.advance({ untilMs })
    const trace = new TraceStore()
    trace.append(run.takeChunk())
    const resumed = Run.resume(run.scenario, CLUSTER, run.checkpoint(), run.strings)
    resumed.advance()
    trace.append(resumed.takeChunk())
    expect(Array.from({ length: trace.count }, (_, i) => jsonLine(trace, i))).toEqual(lines)
  })
})
