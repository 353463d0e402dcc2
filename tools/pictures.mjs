// `node tools/pictures.mjs`: the pictures of docs/guide.md, made from the product, so that they never show another one.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { ensureDeps, root, run } from './ensure.mjs'

ensureDeps()
const { findChromium } = await import('./browser.mjs')
const { serve } = await import('./bench/serve.mjs')
const { chromium } = await import('playwright-core')
if (run('vite/bin/vite.js', ['build', '--logLevel', 'warn']).status !== 0) process.exit(1)

/** Name, size, theme, and what is done before the picture is taken. */
const PICTURES = [
  ['twelve-steps', [1440, 900], 'light', (page) => jump(page, 'RunTaskMessage')],
  ['inside', [1440, 900], 'light', (page) => jump(page, 'RunTaskMessage', 'p')],
  ['dark', [1440, 900], 'dark', (page) => jump(page, 'status_update_event')],
  ['submit', [1440, 900], 'light', (page) => page.keyboard.press('n')],
  ['phone', [390, 844], 'light', (page) => jump(page, 'RunTaskMessage')],
]

/** Stands on the first message of that name; `keys` are pressed after it. */
async function jump(page, name, keys = '') {
  await page.evaluate(async (wanted) => {
    const { records } = window.mesoscope.getState()
    const lines = (await window.mesoscope.lines(0, records - 1)).trim().split('\n')
    const found = lines.findIndex((line) => line.includes(`"name":"${wanted}"`) && line.includes('"type":"sent"'))
    await window.mesoscope.goto(Math.max(0, found))
  }, name)
  for (const key of keys) await page.keyboard.press(key === 'p' ? 'Shift+P' : key)
}

const { path: executablePath } = await findChromium()
const args = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-quic',
  '--disable-background-networking',
]
const browser = await chromium.launch({ executablePath, args })
const server = await serve(path.join(root, 'dist'))
const folder = path.join(root, 'docs', 'pictures')
mkdirSync(folder, { recursive: true })
try {
  for (const [name, [width, height], colorScheme, act] of PICTURES) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' })
    await page.goto(server.url)
    await page.evaluate(async () => {
      while (!window.mesoscope) await new Promise((resolve) => setTimeout(resolve, 10))
      await window.mesoscope.ready
    })
    await page.keyboard.press('Escape')
    await act(page)
    await page.waitForFunction(
      () =>
        !document.querySelector('[aria-busy="true"]') &&
        document.getAnimations().every((it) => it.playState !== 'running'),
    )
    await page.screenshot({ path: path.join(folder, `${name}.png`) })
    await page.close()
  }
} finally {
  await browser.close()
  server.close()
}
