// `npm test`: types, lint, format, units, laws, fuzz, build, end-to-end. The last line is `N passed, N failed`.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { ensureDeps, root, run } from './ensure.mjs'

const started = Date.now()
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`
if (ensureDeps()) console.log(`[install] ${seconds(started)}`)
const { findChromium } = await import('./browser.mjs')
const looked = Date.now()
const browser = await findChromium()
console.log(`[browser: ${browser.how}] ${seconds(looked)}`)

const out = path.join(root, 'test-results')
rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
const env = { ...process.env, E2E_CHROMIUM: browser.path }
let passed = 0
let failed = 0
let skipped = 0

function step(name, bin, args) {
  const since = Date.now()
  console.log(`\n== ${name}`)
  const good = run(bin, args, { env }).status === 0
  console.log(`[${name}] ${good ? 'passed' : 'FAILED'}, ${seconds(since)}`)
  return good
}

/** A step that is one test by itself. */
function check(name, bin, args) {
  if (step(name, bin, args)) passed += 1
  else failed += 1
}

/** A step whose tests are counted from the report that it writes; one that ran nothing has failed. */
function suite(name, bin, args, report, count) {
  const good = step(name, bin, args)
  try {
    const counts = count(JSON.parse(readFileSync(path.join(out, report), 'utf8')))
    passed += counts.passed
    failed += counts.failed
    skipped += counts.skipped
    if (counts.passed === 0 || (!good && counts.failed === 0)) failed += 1
  } catch {
    failed += 1
  }
}

const vitest = (report) => [
  'run',
  '--project',
  report,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=test-results/${report}.json`,
]
const vitestCounts = (j) => ({ passed: j.numPassedTests, failed: j.numFailedTests, skipped: j.numPendingTests })
const playwrightCounts = ({ stats }) => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky,
  skipped: stats.skipped,
})

check('types', 'typescript/bin/tsc', ['-b', 'src'])
check('lint', 'oxlint/bin/oxlint', ['src', 'e2e', 'tools'])
check('format', 'oxfmt/bin/oxfmt', ['--check', 'src', 'e2e', 'tools'])
suite('unit', 'vitest/vitest.mjs', vitest('unit'), 'unit.json', vitestCounts)
suite('fuzz', 'vitest/vitest.mjs', vitest('fuzz'), 'fuzz.json', vitestCounts)
check('build', 'vite/bin/vite.js', ['build', '--logLevel', 'warn'])
const e2e = ['test', '--config', 'e2e/playwright.config.ts']
suite('e2e', '@playwright/test/cli.js', e2e, 'e2e.json', playwrightCounts)

console.log(`\ntotal ${seconds(started)}${skipped > 0 ? `; ${skipped} skipped` : ''}`)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 || passed === 0 ? 1 : 0)
