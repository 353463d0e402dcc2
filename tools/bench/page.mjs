// Benchmarks of the page in a browser: `node tools/bench/page.mjs NAME…` prints a JSON line a row. Called by `bench`.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ensureDeps, run } from '../ensure.mjs'

ensureDeps()
const { findChromium } = await import('../browser.mjs')
const { benchSize } = await import('./size.mjs')
const { benchLoad } = await import('./load.mjs')
const { benchDrawing } = await import('./drawing.mjs')
const { benchMachines } = await import('./machines.mjs')
const { serve } = await import('./serve.mjs')

const names = process.argv.slice(2)
const stdio = ['ignore', process.stderr, 'inherit']
const ofPage = ['size', 'load', 'drawing'].some((name) => names.includes(name))
// A folder of its own: what is measured for minutes is not built anew under way.
const dist = mkdtempSync(path.join(tmpdir(), 'mesoscope-page-'))
process.on('exit', () => rmSync(dist, { recursive: true, force: true }))
const build = ['build', '--logLevel', 'warn', '--outDir', dist, '--emptyOutDir']
if (ofPage && run('vite/bin/vite.js', build, { stdio }).status !== 0) process.exit(1)
const print = (rows) => {
  for (const row of rows) console.log(JSON.stringify(row))
}

if (names.includes('size')) print(benchSize(dist))
if (names.some((name) => name !== 'size')) {
  const { chromium } = await import('playwright-core')
  const { path: executablePath } = await findChromium()
  const args = [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-quic',
    '--disable-background-networking',
  ]
  const browser = await chromium.launch({ executablePath, args: [...args, '--disable-sync', '--no-first-run'] })
  const server = await serve(dist)
  try {
    if (names.includes('machines')) print(await benchMachines(browser))
    if (names.includes('load')) print(await benchLoad(browser, server.url))
    if (names.includes('drawing')) print(await benchDrawing(browser, server.url))
  } finally {
    await browser.close()
    server.close()
  }
}
