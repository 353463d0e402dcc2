import { expect, test } from './test.ts'
import { Mesoscope } from './pages/mesoscope.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

test.describe('a link', () => {
  test('opens the same moment on a fresh page @everywhere', async ({ mesoscope, submit, browser }) => {
    await mesoscope.open()
    await submit.open()
    await submit.send()
    await mesoscope.goto(150)
    await mesoscope.page.getByRole('radio', { name: mesoscope.word('depth.3') }).check()
    await mesoscope.button('top.share').click()
    const link = await mesoscope.dialog.getByRole('textbox', { name: /^Link/ }).inputValue()
    expect(link.length).toBeLessThan(2000)
    const state = await mesoscope.state()

    const fresh = new Mesoscope(await (await browser.newContext({ baseURL: new URL(link).origin })).newPage())
    await fresh.open(new URL(link).hash)
    await expect.poll(async () => (await fresh.state()).record).toBe(state.record)
    const { scenario, record, at, depth } = state
    expect(await fresh.state()).toMatchObject({ scenario, record, at, depth })
    await fresh.page.context().close()
  })

  test('of a preset is short', async ({ mesoscope, page }) => {
    await mesoscope.open()
    await mesoscope.goto(40)
    await expect(page).toHaveURL(/at=40/)
    expect(new URL(page.url()).hash.length).toBeLessThan(300)
  })

  test('that somebody wrote by hand needs the number of an event only', async ({ mesoscope }) => {
    await mesoscope.open('#/s/first-app?v=1&at=240')
    await expect.poll(async () => (await mesoscope.state()).record).toBe(240)
    expect((await mesoscope.state()).at).toBeGreaterThan(8000)
    await expect(mesoscope.notices).not.toContainText('240')
  })

  test('that is broken says what is wrong and opens what can be opened', async ({ mesoscope }) => {
    await mesoscope.open('#/s/no-such-scenario?v=1')
    await expect(mesoscope.notices).toContainText('no built-in scenario “no-such-scenario”')
    expect((await mesoscope.state()).scenario).toBe('first-app')
  })

  test('that was cut short says so', async ({ mesoscope }) => {
    await mesoscope.open('#/d/Fc47Do?v=1')
    await expect(mesoscope.notices).toContainText(mesoscope.word('notice.link.letters', { about: 'scenario' }))
  })

  test('that was damaged says so', async ({ mesoscope }) => {
    await mesoscope.open('#/d/AAAAAAAA?v=1')
    await expect(mesoscope.notices).toContainText(mesoscope.word('notice.link.damaged', { about: 'scenario' }))
  })

  test('whose run replays differently opens the nearest moment and says so', async ({ mesoscope }) => {
    await mesoscope.open('#/s/first-app?v=1&at=101&t=630&n=ResourceOffersMessage&k=00000000')
    await expect(mesoscope.notices).toContainText('nearest moment to event 102')
    expect((await mesoscope.state()).at).toBe(630)
  })

  test('back and forward do what a reader expects', async ({ mesoscope, page }) => {
    await mesoscope.open()
    await mesoscope.goto(60)
    await expect(page).toHaveURL(/at=60/)
    await page.getByRole('radio', { name: mesoscope.word('depth.2') }).check()
    await expect(page).toHaveURL(/depth=2/)
    await page.goBack()
    await expect.poll(async () => (await mesoscope.state()).depth).toBe(1)
    await page.goForward()
    await expect.poll(async () => (await mesoscope.state()).depth).toBe(2)
  })
})

test('the page speaks to programs', async ({ mesoscope, page }) => {
  await mesoscope.open()
  await page.evaluate(() => window.mesoscope.load('decline-then-launch'))
  expect((await mesoscope.state()).scenario).toBe('decline-then-launch')
  await expect(page.evaluate(() => window.mesoscope.load({ version: 1 }))).rejects.toThrow('/agents')
  await page.evaluate(() => window.mesoscope.play())
  await expect(mesoscope.button('transport.pause')).toBeVisible()
  await page.evaluate(() => window.mesoscope.pause())
  await expect(mesoscope.button('transport.play')).toBeVisible()
})

test('embedded, only diagram and transport are there', async ({ mesoscope, page }) => {
  await mesoscope.open('', '?embed=1')
  for (const width of [1440, 800, 390]) {
    await page.setViewportSize({ width, height: 700 })
    await expect(page.getByRole('banner')).toHaveCount(0)
    await expect(mesoscope.button('act.app')).toHaveCount(0)
  }
  await expect(mesoscope.button('transport.play')).toBeVisible()
  await expect(mesoscope.diagram).toBeVisible()
})

test.describe('a link far into a long run', () => {
  const FAR = '#/s/large?v=1&at=600000'

  test('says how far the run is replayed, and stands there in the end', async ({ mesoscope, page }) => {
    await page.goto(`/${FAR}`)
    await mesoscope.ready()
    const told = page.getByText(/^Replaying the run: event [\d,]+ of 600,001$/)
    await expect(told).toBeVisible()
    await expect(mesoscope.diagram).toHaveAttribute('aria-busy', 'true')
    await expect.poll(async () => (await mesoscope.state()).records, { timeout: 40_000 }).toBeGreaterThan(600_000)
    await expect(told).toBeHidden()
    expect((await mesoscope.state()).record).toBe(600_000)
    await mesoscope.drawn()
  })

  test('can be stopped where the run has come', async ({ mesoscope, page }) => {
    await page.goto(`/${FAR}`)
    await mesoscope.ready()
    await mesoscope.button('replay.stop').click()
    await expect(mesoscope.button('replay.stop')).toBeHidden()
    const { record } = await mesoscope.state()
    expect(record).toBeGreaterThanOrEqual(0)
    expect(record).toBeLessThan(600_000)
    await mesoscope.drawn()
  })
})
