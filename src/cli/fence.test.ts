import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')

/** File, its text, and whether lint must refuse it. One planted fault each. */
const PLANTED: readonly (readonly [file: string, text: string, refused: boolean])[] = [
  ['base/upward.ts', "import { x } from '#model/x.ts'\nexport const y = x\n", true],
  ['base/package.ts', "import { x } from 'xstate'\nexport const y = x\n", true],
  ['model/upward.ts', "import { x } from '#sim/x.ts'\nexport const y = x\n", true],
  ['model/allowed.ts', "import { x } from '#base/x.ts'\nexport const y = x\n", false],
  ['sim/sideways.ts', "import { x } from '#derive/x.ts'\nexport const y = x\n", true],
  ['sim/relative.ts', "import { x } from '../derive/x.ts'\nexport const y = x\n", true],
  ['sim/types.ts', "import type { X } from '#ui/x.ts'\nexport type Y = X\n", true],
  ['sim/node.ts', "import { x } from 'node:fs'\nexport const y = x\n", true],
  ['sim/clock.ts', 'export const y = Date.now()\n', true],
  ['sim/chance.ts', 'export const y = Math.random()\n', true],
  ['sim/timer.ts', 'setTimeout(() => {}, 1)\nexport const y = 1\n', true],
  ['sim/allowed.ts', "import { x } from '#base/x.ts'\nimport { y } from 'xstate'\nexport const z = [x, y]\n", false],
  ['derive/sim.ts', "import { x } from '#sim/x.ts'\nexport const y = x\n", true],
  ['derive/bundle.ts', "import { x } from 'd3'\nexport const y = x\n", true],
  ['derive/allowed.ts', "import { x } from 'd3-scale'\nexport const y = x\n", false],
  ['content/sim.ts', "import { x } from '#sim/x.ts'\nexport const y = x\n", true],
  ['study/page.ts', "import { x } from '#store/x.ts'\nexport const y = x\n", true],
  ['worker/page.ts', "import { x } from '#store/x.ts'\nexport const y = x\n", true],
  ['store/sim.ts', "import { x } from '#sim/x.ts'\nexport const y = x\n", true],
  ['store/worker.ts', "import { x } from '#worker/x.ts'\nexport const y = x\n", true],
  ['ui/sim.ts', "import { x } from '#sim/x.ts'\nexport const y = x\n", true],
  ['ui/allowed.ts', "import { x } from '#store/x.ts'\nimport { y } from 'react'\nexport const z = [x, y]\n", false],
  ['cli/page.ts', "import { x } from '#ui/x.ts'\nexport const y = x\n", true],
  ['cli/allowed.ts', "import { x } from 'node:fs'\nexport const y = x\n", false],
  ['base/any.ts', 'export const y: any = 1\n', true],
  ['base/default.ts', 'export default 1\n', true],
]

describe('the fence between the layers', () => {
  let folder = ''
  let refusals = new Set<string>()

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'fence-'))
    cpSync(path.join(root, '.oxlintrc.json'), path.join(folder, '.oxlintrc.json'))
    for (const [file, text] of PLANTED) {
      const whole = path.join(folder, 'src', file)
      mkdirSync(path.dirname(whole), { recursive: true })
      writeFileSync(whole, text)
    }
    const oxlint = path.join(root, 'node_modules/oxlint/bin/oxlint')
    const { stdout } = spawnSync(process.execPath, [oxlint, '--format', 'json', 'src'], {
      cwd: folder,
      encoding: 'utf8',
    })
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { filename: string; severity: string }[] }
    refusals = new Set(diagnostics.filter(({ severity }) => severity === 'error').map(({ filename }) => filename))
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(PLANTED)('%s', (file, _text, refused) => {
    expect(refusals.has(path.posix.join('src', file))).toBe(refused)
  })
})
