// The diagram by itself, in a page that users never load: a first drawing at any length of run, and beside others.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { busyCluster, quantile, row } from './inPage.mjs'
import { serve } from './serve.mjs'

const DOCUMENT = busyCluster(3_600_000)

async function built(outDir) {
  const { build } = await import('vite')
  const { default: react } = await import('@vitejs/plugin-react')
  await build({
    configFile: false,
    root: path.join(import.meta.dirname, 'drawn'),
    base: './',
    plugins: [react()],
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 4000 },
  })
}

const LENGTHS = [
  ['1,000 messages', { messages: 1000 }],
  ['20,000 records', { records: 20_000 }],
  ['1,000,000 records', { records: 1_000_000 }],
]

async function firstDrawings(page) {
  const rows = []
  for (const [name, length] of LENGTHS) {
    const found = await page.evaluate(([given, asked]) => window.drawings.first(given, asked, 1200), [DOCUMENT, length])
    rows.push(row(`first drawing, run of ${name}: median until in the DOM`, 'ms', quantile(found.times, 0.5)))
    rows.push(row(`first drawing, run of ${name}: the very first`, 'ms', found.times[0]))
    rows.push(row(`model of a run of ${name}, made at once`, 'ms', found.model))
  }
  return rows
}

async function sideBySide(page) {
  const { messages, ours, join, mermaid } = await page.evaluate((given) => window.drawings.whole(given), DOCUMENT)
  const [one, two, three] = [ours, join, mermaid].map(({ times }) => quantile(times, 0.5))
  return [
    row('all in view: messages', 'messages', messages),
    row('all in view: arrows that are in the DOM', 'arrows', ours.arrows),
    row('all in view, Mesoscope: median until in the DOM', 'ms', one),
    row('all in view, plain D3 join: median until in the DOM', 'ms', two),
    row('all in view, mermaid: median until in the DOM', 'ms', three),
    row('all in view, mermaid takes so many times as long', '×', three / one),
    row('all in view, the join takes so many times as long', '×', two / one),
  ]
}

export async function benchFirstDrawing(browser) {
  const outDir = mkdtempSync(path.join(tmpdir(), 'mesoscope-drawn-'))
  await built(outDir)
  const server = await serve(outDir)
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  try {
    await page.goto(server.url)
    await page.waitForFunction(() => window.drawings !== undefined)
    return [...(await firstDrawings(page)), ...(await sideBySide(page))]
  } finally {
    await page.close()
    server.close()
    rmSync(outDir, { recursive: true, force: true })
  }
}
