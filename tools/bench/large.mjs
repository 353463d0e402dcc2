// The built-in run of a million records in the page: how long until it is there, what the hand does in it, what it weighs.
import { readFileSync } from 'node:fs'
import { frames, jumps, load, open, row, spread, wheel } from './inPage.mjs'

const SECONDS = 8
const RECORDS = 1_000_000

/** Resident memory of the tab with its worker, in MB: the largest process of a page. NaN where it is not to be read. */
async function tabMemory(browser) {
  const client = await browser.newBrowserCDPSession()
  const { processInfo } = await client.send('SystemInfo.getProcessInfo')
  await client.detach()
  const pages = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentMegabytes(id))
  return pages.filter((size) => !Number.isNaN(size)).toSorted((a, b) => b - a)[0] ?? Number.NaN
}

function residentMegabytes(id) {
  try {
    const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))
    return found ? Number(found[1]) / 1000 : Number.NaN
  } catch {
    return Number.NaN
  }
}

/** Drags the scrubber to and fro over its whole width. */
async function scrub(page, seconds) {
  const { x, y, width, height } = await page.getByRole('slider').first().boundingBox()
  const at = (part) => page.mouse.move(x + width * (0.02 + 0.96 * part), y + height / 2)
  await at(0.5)
  await page.mouse.down()
  const end = Date.now() + seconds * 1000
  for (let k = 0; Date.now() < end; k += 1) await at((1 + Math.sin(k / 20)) / 2)
  await page.mouse.up()
}

async function zoom(page, seconds) {
  await page.keyboard.down('Control')
  await wheel(page, seconds, (k) => (k % 40 < 20 ? 40 : -40))
  await page.keyboard.up('Control')
}

export async function benchLarge(browser, url) {
  const { context, page } = await open(browser, url)
  const loaded = await load(page, 'large', RECORDS - 1)
  const over = async (name, act) => row(`large, ${name}: frames over 17.5 ms`, '%', await frames(page, SECONDS, act))
  const rows = [
    row('large: records', 'records', loaded.records),
    row('large: until the first record', 'ms', loaded.first),
    row('large: until all are there', 'ms', loaded.whole),
  ]
  await page.evaluate(() => window.mesoscope.goto(500_000))
  rows.push(await over('scrolling', () => wheel(page, SECONDS - 0.5)))
  rows.push(await over('scrubbing', () => scrub(page, SECONDS - 0.5)))
  rows.push(await over('zooming', () => zoom(page, SECONDS - 0.5)))
  await page.evaluate(() => window.mesoscope.goto(500_000))
  await page.evaluate(() => window.mesoscope.play())
  rows.push(await over('playing'))
  await page.evaluate(() => window.mesoscope.pause())
  rows.push(...spread('large, scrub, until in the DOM', await jumps(page, 'scrub', 60, RECORDS - 1)))
  rows.push(row('large: resident memory of the tab', 'MB', await tabMemory(browser)))
  await context.close()
  return rows
}
