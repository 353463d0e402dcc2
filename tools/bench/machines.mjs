// The charts in Chromium's worker: a bundle of src/worker/bench.ts, made as the page's worker is, and a page that starts it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'vite'
import { root } from '../ensure.mjs'
import { serve } from './serve.mjs'

async function bundle(outDir) {
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    build: {
      target: 'es2023',
      outDir,
      emptyOutDir: true,
      lib: { entry: path.join(root, 'src', 'worker', 'bench.ts'), formats: ['es'], fileName: () => 'bench.js' },
      minify: true,
    },
  })
  writeFileSync(path.join(outDir, 'index.html'), '<!doctype html><title>bench</title>')
}

/** `{ documents, steps }` comes in on standard input. */
export async function benchMachines(browser) {
  const task = JSON.parse(readFileSync(0, 'utf8'))
  const folder = mkdtempSync(path.join(tmpdir(), 'mesoscope-bench-'))
  await bundle(folder)
  const server = await serve(folder)
  try {
    const page = await browser.newPage()
    await page.goto(server.url)
    return await page.evaluate(
      (sent) =>
        new Promise((resolve, reject) => {
          const worker = new Worker('./bench.js', { type: 'module' })
          worker.onmessage = ({ data }) => resolve(data)
          worker.onerror = ({ message }) => reject(new Error(message))
          worker.postMessage(sent)
        }),
      task,
    )
  } finally {
    server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
