// What the benchmarks of the page share: opening it, documents of a known size, jumps, frames, memory.

export const quantile = (values, q) => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]
}

/** A figure; who waits at a terminal for the minutes that all take sees each as it comes. */
export function row(name, unit, value) {
  if (process.stderr.isTTY) process.stderr.write(`${name}: ${Number(value.toPrecision(4))} ${unit}\n`)
  return { bench: 'drawing', case: name, unit, value }
}

/** Median and 95th percentile as two rows. */
export const spread = (name, times) => [
  row(`${name}: median`, 'ms', quantile(times, 0.5)),
  row(`${name}: 95th percentile`, 'ms', quantile(times, 0.95)),
]

/** A minute is some 28,000 records: frameworks on 20 agents that decline again and again, beside an idle Marathon. */
export const busyCluster = (untilMs) => ({
  version: 1,
  title: 'bench',
  seed: 1,
  agents: [{ id: 'node', count: 20, resources: 'cpus:4;mem:4096;disk:4096;ports:[31000-32000]' }],
  frameworks: [
    { id: 'marathon', kind: 'marathon' },
    { id: 'a', kind: 'batch', refuseMs: 1000, tasks: [{ id: 't', count: 40, cpus: 1, mem: 64, runMs: 5000 }] },
    {
      id: 'b',
      kind: 'batch',
      refuseMs: 1000,
      tasks: [{ id: 'u', count: 40, cpus: 1, mem: 64, runMs: 5000, atMs: 9000 }],
    },
  ],
  untilMs,
})

/** A fresh page in a context of its own; `height` in px of a window 1440 wide; `settings` as a reader may have chosen them. */
export async function open(browser, url, height = 900, settings = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height }, locale: 'en' })
  const page = await context.newPage()
  await page.addInitScript(
    (kept) => localStorage.setItem('mesoscope.settings', JSON.stringify({ version: 1, ...kept })),
    settings,
  )
  await page.goto(url)
  await page.evaluate(async () => {
    while (!window.mesoscope) await new Promise((resolve) => setTimeout(resolve, 10))
    await window.mesoscope.ready
  })
  return { context, page }
}

/** Opens a scenario and waits until so many records are computed; ms until the first one is there, and until all are. */
export async function load(page, scenario, records) {
  return page.evaluate(
    async ([document_, wanted]) => {
      const started = performance.now()
      await window.mesoscope.load(document_)
      await window.mesoscope.lines(0, 0)
      const first = performance.now() - started
      await window.mesoscope.lines(wanted, wanted)
      return { first, whole: performance.now() - started, records: window.mesoscope.getState().records }
    },
    [scenario, records],
  )
}

/** ms from the wish to the DOM that shows it, of `count` jumps in a run of so many records: no frame is waited for. */
export async function jumps(page, kind, count, records) {
  return page.evaluate(
    async ([how, times, length]) => {
      /** The diagram says that it has drawn what it was asked for. */
      const isDrawn = async () => {
        while (document.querySelector('[aria-busy="true"]')) await new Promise((resolve) => setTimeout(resolve, 0))
      }
      const found = []
      let at = Math.floor(length / 2)
      await window.mesoscope.goto(at)
      for (let k = 0; k < times; k += 1) {
        at = how === 'step' ? at + 1 : how === 'back' ? at - 1 : Math.floor((((k + 1) * 0.618034) % 1) * 0.99 * length)
        const started = performance.now()
        await window.mesoscope.goto(at)
        await isDrawn()
        found.push(performance.now() - started)
        await new Promise((resolve) => requestAnimationFrame(() => resolve()))
      }
      return found
    },
    [kind, count, records],
  )
}

/** Arrows that stand in the drawing: with an element each, and those of a crowd, which share some. */
export const arrowsDrawn = (page) =>
  page.evaluate(() => {
    const single = [...document.querySelectorAll('svg [data-phase]')].filter((one) => one.checkVisibility())
    const crowds = [...document.querySelectorAll('svg [data-arrows]')].map(({ dataset }) => Number(dataset.arrows))
    return crowds.reduce((sum, count) => sum + count, single.length)
  })

/** Part of the frames over 17.5 ms while something goes on, in %. */
export async function frames(page, seconds, act = async () => {}) {
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
  // Hardly a frame in all that time: all were too long.
  return gaps.length < 2 ? 100 : (gaps.filter((gap) => gap > 17.5).length / gaps.length) * 100
}

/** The same of a page that does nothing: what the machine alone loses. */
export async function idleFrames(browser, seconds) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  const share = await frames(page, seconds)
  await page.close()
  return share
}

/** Turns the wheel over the diagram: down, or to and fro; with Control it zooms. */
export async function wheel(page, seconds, turn = () => 60) {
  await page.mouse.move(700, 450)
  const end = Date.now() + seconds * 1000
  for (let k = 0; Date.now() < end; k += 1) await page.mouse.wheel(0, turn(k))
}
