import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from './test.ts'

const root = path.join(import.meta.dirname, '..')

test('the page prints the same bytes as the headless program @everywhere', async ({ mesoscope }) => {
  test.setTimeout(120_000)
  const printed = execFileSync(process.execPath, ['tools/mesoscope.mjs', 'run', 'first-app', '--format', 'jsonl'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  await mesoscope.open()
  const lines = await mesoscope.page.evaluate(() => window.mesoscope.lines(0, Number.MAX_SAFE_INTEGER))
  expect(lines.split('\n').length).toBeGreaterThan(100)
  expect(lines).toBe(printed)
})
