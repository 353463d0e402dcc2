// The page at work, unthrottled, at 1440 × 900: opening, stepping, scrubbing, an edit, frames while playing and scrolling.
import { benchEdit } from './edit.mjs'
import { benchFirstDrawing } from './firstDrawing.mjs'
import { arrowsDrawn, busyCluster, frames, idleFrames, jumps, load, open, row, spread, wheel } from './inPage.mjs'
import { benchLarge } from './large.mjs'

const SECONDS = 8

async function playing(page) {
  await page.evaluate(() => window.mesoscope.play())
  const share = await frames(page, SECONDS)
  await page.evaluate(() => window.mesoscope.pause())
  return share
}

/** A run of some 28,000 records. */
async function typical(browser, url) {
  const { context, page } = await open(browser, url)
  const loaded = await load(page, busyCluster(60_000), 20_000)
  const rows = [
    row('typical run: records', 'records', loaded.records),
    row('typical run: until the first record', 'ms', loaded.first),
  ]
  await page.evaluate(() => window.mesoscope.goto(10_000))
  rows.push(row('scrolling: frames over 17.5 ms', '%', await frames(page, SECONDS, () => wheel(page, SECONDS - 0.5))))
  await page.evaluate(() => window.mesoscope.goto(1000))
  rows.push(row('playing: frames over 17.5 ms', '%', await playing(page)))
  await context.close()
  const fresh = await open(browser, url)
  await load(fresh.page, busyCluster(60_000), 20_000)
  rows.push(...(await benchEdit(fresh.page)))
  await fresh.context.close()
  return rows
}

/** A run of 100,000 records: to any point of it. */
async function long(browser, url) {
  const { context, page } = await open(browser, url)
  const loaded = await load(page, busyCluster(400_000), 100_000)
  const rows = [row('long run: records', 'records', loaded.records)]
  for (const kind of ['step', 'back', 'scrub']) {
    rows.push(...spread(`${kind}, until in the DOM`, await jumps(page, kind, 120, 100_000)))
  }
  await context.close()
  return rows
}

/** Compact rows at depth 3 on a tall screen: some 500 arrows in view. */
async function dense(browser, url) {
  const { context, page } = await open(browser, url, 4200, { density: 'compact' })
  await load(page, busyCluster(60_000), 20_000)
  await page.keyboard.press('p')
  await page.keyboard.press('p')
  await page.evaluate(() => window.mesoscope.goto(10_000))
  await page.mouse.move(700, 450)
  await page.keyboard.down('Control')
  for (let k = 0; k < 60 && (await arrowsDrawn(page)) < 500; k += 1) {
    await page.mouse.wheel(0, 240)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))))
  }
  await page.keyboard.up('Control')
  const arrows = await arrowsDrawn(page)
  const rows = [
    row('tall screen: arrows in view', 'arrows', arrows),
    row(
      'tall screen, scrolling: frames over 17.5 ms',
      '%',
      await frames(page, SECONDS, () => wheel(page, SECONDS - 0.5)),
    ),
    row('tall screen, playing: frames over 17.5 ms', '%', await playing(page)),
  ]
  await context.close()
  return rows
}

export async function benchDrawing(browser, url) {
  return [
    row('an empty page: frames over 17.5 ms', '%', await idleFrames(browser, SECONDS)),
    ...(await typical(browser, url)),
    ...(await long(browser, url)),
    ...(await dense(browser, url)),
    ...(await benchLarge(browser, url)),
    ...(await benchFirstDrawing(browser)),
  ]
}
