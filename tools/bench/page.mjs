// Benchmarks of the page in a browser: `node tools/bench/page.mjs NAME…` prints a JSON line a row. Called by `bench`.
import path from 'node:path'
import { ensureDeps, root, run } from '../ensure.mjs'

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
if (ofPage && run('vite/bin/vite.js', ['build', '--logLevel', 'warn'], { stdio }).status !== 0) process.exit(1)
const dist = path.join(root, 'dist')
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
