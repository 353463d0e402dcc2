// `node tools/pictures.mjs`: the pictures of docs/guide.md, made from the product, so that they never show another one.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { ensureDeps, root, run } from './ensure.mjs'

ensureDeps()
const { findChromium } = await import('./browser.mjs')
const { serve } = await import('./bench/serve.mjs')
const { chromium } = await import('playwright-core')
if (run('vite/bin/vite.js', ['build', '--logLevel', 'warn']).status !== 0) process.exit(1)

/** Name, size, theme, what is done before the picture is taken, what of the page's address is its own, the language. */
const PICTURES = [
  ['twelve-steps', [1440, 900], 'light', (page) => jump(page, 'RunTaskMessage')],
  ['inside', [1440, 900], 'light', (page) => jump(page, 'RunTaskMessage', 'p')],
  ['dark', [1440, 900], 'dark', (page) => jump(page, 'status_update_event'), '', 'zh-CN'],
  ['submit', [1440, 900], 'light', submit],
  ['phone', [390, 844], 'light', (page) => jump(page, 'RunTaskMessage')],
  ['why', [1440, 900], 'light', why],
  ['lesson', [1440, 900], 'light', (page) => beats(page, 3), '?lesson=saying-no'],
  ['presentation', [1280, 720], 'dark', present, '?lesson=twelve-steps'],
]

/** Goes on in the lesson, beat by beat. */
async function beats(page, count) {
  await page.getByRole('region', { name: 'Lesson', exact: true }).waitFor()
  for (let n = 0; n < count; n += 1) {
    await page.keyboard.press('PageDown')
    // Until what moves has come to rest: a picture is taken, nothing is checked.
    await page.waitForTimeout(500)
  }
}

async function present(page) {
  await beats(page, 0)
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('searchbox').fill('Present: full')
  await page.keyboard.press('Enter')
  await page.getByRole('toolbar', { name: 'Presentation' }).waitFor()
  await beats(page, 3)
  await page.keyboard.press('s')
}

const app = (id, cpus, more) => ({ id, cmd: 'sleep infinity', cpus, mem: 128, ...more })
/** Three CPUs are free, one on each agent: an app of two has to wait. */
const HALF_FREE = {
  version: 1,
  title: 'Half free',
  agents: [{ id: 'node', count: 3, resources: 'cpus:2;mem:2048;ports:[31000-32000]' }],
  frameworks: [{ id: 'marathon', kind: 'marathon' }],
  actions: [
    {
      atMs: 2000,
      do: 'submitApp',
      framework: 'marathon',
      app: app('/small', 1, { instances: 3, constraints: [['hostname', 'UNIQUE']] }),
    },
    { atMs: 12_000, do: 'submitApp', framework: 'marathon', app: app('/big', 2) },
  ],
  untilMs: 20_000,
}

/** Asks why, where an app waits. */
async function why(page) {
  await page.evaluate(async (scenario) => {
    await window.mesoscope.load(scenario)
    await window.mesoscope.lines(0, Number.MAX_SAFE_INTEGER)
    await window.mesoscope.goto(window.mesoscope.getState().records - 1)
  }, HALF_FREE)
  await page.keyboard.press('u')
  await page.getByRole('dialog').getByRole('button', { name: 'Open as a branch' }).first().waitFor()
}

async function submit(page) {
  await page.keyboard.press('n')
  await page.getByRole('dialog').getByRole('textbox').first().waitFor()
}

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
  for (const [name, [width, height], colorScheme, act, address = '', locale = 'en-US'] of PICTURES) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme, locale, reducedMotion: 'reduce' })
    // Nobody who reads the guide is asked whether to be shown around.
    await page.addInitScript(() => localStorage.setItem('mesoscope.settings', '{"version":1,"invited":true}'))
    await page.goto(server.url + address)
    await page.evaluate(async () => {
      while (!window.mesoscope) await new Promise((resolve) => setTimeout(resolve, 10))
      await window.mesoscope.ready
    })
    // The parts that come after the first picture.
    await page.waitForLoadState('networkidle')
    await page.keyboard.press('Escape')
    await act(page)
    await page.waitForLoadState('networkidle')
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
