// First paint and first interaction on a throttled mid phone: 4× CPU, 1.6 Mbit/s, 150 ms round trip, compressed files.
const REPETITIONS = 5
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1]

async function once(browser, url) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  const client = await context.newCDPSession(page)
  await client.send('Network.enable')
  await client.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: (1.6 * 1024 * 1024) / 8,
    uploadThroughput: (0.75 * 1024 * 1024) / 8,
  })
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await page.goto(url)
  await page.evaluate(async () => {
    while (!window.mesoscope) await new Promise((resolve) => setTimeout(resolve, 10))
    await window.mesoscope.ready
  })
  const found = await page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    ready: performance.now(),
  }))
  await context.close()
  return found
}

export async function benchLoad(browser, url) {
  // The server compresses what it is asked for the first time.
  await once(browser, url)
  const runs = []
  for (let k = 0; k < REPETITIONS; k += 1) runs.push(await once(browser, url))
  const row = (name, value) => ({ bench: 'load', case: name, unit: 'ms', value })
  return [
    row('first paint, mid phone', median(runs.map((run) => run.paint))),
    row('ready for interaction, mid phone', median(runs.map((run) => run.ready))),
  ]
}
