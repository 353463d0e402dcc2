/** The built program: a run of many agents is worked out in a thread, and says what it says without one. */
import { execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeText } from '#base/platform.ts'
import { castOf } from '#derive/lanes.ts'
import { TextLog } from '#derive/text.ts'
import { MANY_AGENTS } from './chunks.ts'
import { runChunks } from './runChunks.ts'
import { parsedScenario } from './scenario.ts'

const PROGRAM = path.resolve(import.meta.dirname, '../../tools/mesoscope.mjs')
const MANY = {
  version: 1 as const,
  agents: [{ id: 'node', count: MANY_AGENTS, resources: 'cpus:2;mem:1024' }],
  frameworks: [0, 1, 2].map((k) => ({
    id: `f${k}`,
    kind: 'batch' as const,
    tasks: [{ id: 't', count: 5, cpus: 1, mem: 64, runMs: 500 }],
  })),
  untilMs: 4000,
}

describe('a run in a thread of its own', () => {
  let folder = ''
  let where: { cwd: string; env: NodeJS.ProcessEnv }
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'mesoscope-'))
    where = { cwd: folder, env: { ...process.env, INIT_CWD: folder } }
    writeFileSync(path.join(folder, 'many.json'), JSON.stringify(MANY))
    writeFileSync(path.join(folder, 'halves.json'), JSON.stringify({ ...MANY, untilMs: 0.5 }))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('prints what it prints without one', () => {
    const scenario = parsedScenario(MANY)
    const log = new TextLog({ ordinals: true, cast: castOf(scenario) })
    let expected = ''
    const take = (blocks: Iterable<Uint8Array>) => {
      for (const bytes of blocks) expected += decodeText(bytes, 0, bytes.length)
    }
    for (const chunk of runChunks(scenario, { timelines: false, bodies: false })) take(log.add(chunk))
    take(log.end())
    const printed = execFileSync(process.execPath, [PROGRAM, 'run', 'many.json'], {
      ...where,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    })
    expect(expected.length).toBeGreaterThan(1e6)
    expect(printed === expected).toBe(true)
  })

  it('ends quietly when the pipe is closed', async () => {
    const program = spawn(process.execPath, [PROGRAM, 'run', 'many.json'], where)
    let complaint = ''
    program.stderr.on('data', (text) => (complaint += String(text)))
    program.stdout.once('data', () => program.stdout.destroy())
    expect(await once(program, 'exit')).toEqual([0, null])
    expect(complaint).toBe('')
  })

  it('is not begun for a scenario with a mistake', async () => {
    const failed = await promisify(execFile)(process.execPath, [PROGRAM, 'run', 'halves.json'], where).catch(
      (error: unknown) => error,
    )
    expect(failed).toMatchObject({ code: 2, stdout: '' })
  })
})
