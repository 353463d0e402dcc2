// The page at work, unthrottled, at 1440 × 900: opening, stepping, scrubbing, an edit, frames while playing and scrolling.
const quantile = (values, q) => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]
}
const row = (name, unit, value) => ({ bench: 'drawing', case: name, unit, value })

/** A run of some 20,000 records: idle frameworks on 20 agents that decline again and again. */
const TYPICAL = {
  version: 1,
  title: 'bench',
  seed: 1,
  agents: [{ id: 'node', count: 20, resources: 'cpus:4;mem:4096;disk:4096;ports:[31000-32000]' }],
  frameworks: [
    { id: 'a', kind: 'batch', refuseMs: 1000, tasks: [{ id: 't', count: 40, cpus: 1, mem: 64, runMs: 5000 }] },
    {
      id: 'b',
      kind: 'batch',
      refuseMs: 1000,
      tasks: [{ id: 'u', count: 40, cpus: 1, mem: 64, runMs: 5000, atMs: 9000 }],
    },
  ],
  untilMs: 60_000,
}

async function open(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(url)
  await page.evaluate(async () => {
    while (!window.mesoscope) await new Promise((resolve) => setTimeout(resolve, 10))
    await window.mesoscope.ready
  })
  return { context, page }
}

async function load(page, scenario, records) {
  return page.evaluate(
    async ([document_, wanted]) => {
      const started = performance.now()
      await window.mesoscope.load(document_)
      await window.mesoscope.lines(0, 0)
      const first = performance.now() - started
      while (window.mesoscope.getState().records < wanted && performance.now() - started < 30_000) {
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      return { first, whole: performance.now() - started, records: window.mesoscope.getState().records }
    },
    [scenario, records],
  )
}

/** Times from the wish to the DOM that shows it, in ms: no frame is waited for. */
async function jumps(page, kind, count) {
  return page.evaluate(
    async ([how, times]) => {
      /** The diagram says that it has drawn what it was asked for. */
      const isDrawn = async () => {
        while (document.querySelector('[aria-busy="true"]')) await new Promise((resolve) => setTimeout(resolve, 0))
      }
      const { records } = window.mesoscope.getState()
      const found = []
      let at = Math.floor(records / 2)
      for (let k = 0; k < times; k += 1) {
        at = how === 'step' ? at + 1 : how === 'back' ? at - 1 : Math.floor(((k * 7919) % records) * 0.99)
        const started = performance.now()
        await window.mesoscope.goto(at)
        await isDrawn()
        found.push(performance.now() - started)
        await new Promise((resolve) => requestAnimationFrame(() => resolve()))
      }
      return found
    },
    [kind, count],
  )
}

/** Shares of frames over 17.5 ms while something goes on. */
async function frames(page, seconds, act) {
  const measuring = page.evaluate(
    (ms) =>
      new Promise((resolve) => {
        const gaps = []
        let last = null
        const end = performance.now() + ms
        // The frames' own clock: when a callback happens to run within its frame says nothing of what was shown.
        const frame = (now) => {
          if (last !== null) gaps.push(now - last)
          last = now
          if (now < end) requestAnimationFrame(frame)
          else resolve(gaps)
        }
        requestAnimationFrame(frame)
      }),
    seconds * 1000,
  )
  await act()
  const gaps = await measuring
  return (gaps.filter((gap) => gap > 17.5).length / gaps.length) * 100
}

async function scroll(page, seconds) {
  await page.mouse.move(700, 450)
  const end = Date.now() + seconds * 1000
  while (Date.now() < end) await page.mouse.wheel(0, 60)
}

export async function benchDrawing(browser, url) {
  const { context, page } = await open(browser, url)
  const loaded = await load(page, TYPICAL, 15_000)
  const rows = [
    row('typical run: records', 'records', loaded.records),
    row('typical run: until the first record', 'ms', loaded.first),
  ]
  for (const kind of ['step', 'back', 'scrub']) {
    const times = await jumps(page, kind, 120)
    rows.push(row(`${kind}: median, until in the DOM`, 'ms', quantile(times, 0.5)))
    rows.push(row(`${kind}: 95th percentile, until in the DOM`, 'ms', quantile(times, 0.95)))
  }
  rows.push(row('scrolling: frames over 17.5 ms', '%', await frames(page, 4, () => scroll(page, 3.5))))
  await page.evaluate(() => window.mesoscope.play())
  rows.push(row('playing: frames over 17.5 ms', '%', await frames(page, 4, async () => {})))
  await page.evaluate(() => window.mesoscope.pause())
  await context.close()
  return rows
}
