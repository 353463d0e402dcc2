import { AxeBuilder } from '@axe-core/playwright'
import { FindDialog } from './pages/find.ts'
import { Mesoscope } from './pages/mesoscope.ts'
import { expect, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

/** Twelve runs with lost messages, for one in which the app waits longer than five seconds. */
async function searched(find: FindDialog): Promise<void> {
  await find.open()
  await find.box('seconds').fill('5')
  await find.box('to').fill('12')
  await find.button('addKnob').click()
  await find.choice('knob').selectOption({ label: find.say('knob.losses') })
  await find.search()
}

for (const lang of ['en', 'zh'] as const) {
  test(`a run is found, made smaller, opened at its moment, and its link opens the same (${lang})`, async ({
    page,
    context,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const mesoscope = new Mesoscope(page, lang)
    const find = new FindDialog(mesoscope)
    await mesoscope.open(`#/s/docker-app?v=1&lang=${lang}`)
    await searched(find)
    await expect(find.hits.first()).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze()
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])

    const title = await find.hits.first().getByRole('heading').textContent()
    const seed = Number(/\d+/.exec(title ?? '')?.[0])
    await find.button('shrinkOf', { seed }).click()
    await expect(find.hits.first().getByRole('status')).toContainText(find.say('shrunk').slice(0, 8), {
      timeout: 30_000,
    })
    await find.button('linkOf', { seed }).click()
    await expect(find.hits.first().getByRole('button', { name: mesoscope.word('share.copied') })).toBeVisible()
    const link = await page.evaluate(() => navigator.clipboard.readText())

    await find.button('openOf', { seed }).click()
    await expect(find.dialog).toHaveCount(0)
    await expect.poll(async () => (await mesoscope.state()).scenario).toMatchObject({ seed })
    await mesoscope.drawn()
    // At first the clock shows when the search found it; then the cursor stands on the record before.
    const isOnRecord = async (): Promise<boolean> => {
      const { record, at } = await mesoscope.state()
      if (at <= 5000) return false
      const line = await page.evaluate((n) => window.mesoscope.lines(n, n), record)
      return (JSON.parse(line) as { at: number }).at === at
    }
    await expect.poll(isOnRecord).toBe(true)
    const { record, at } = await mesoscope.state()
    await expect(page.getByRole('button', { name: new RegExp(find.say('seed', { seed }), 'i') }).first()).toBeVisible()

    await page.goto('about:blank')
    // The link says nothing of the language: the browser's.
    const other = new Mesoscope(page)
    await other.open(link.slice(link.indexOf('#')))
    await expect.poll(async () => (await other.state()).record).toBe(record)
    expect(await other.state()).toMatchObject({ at, scenario: { seed } })
  })
}

test('a mistake in the expression is told where it stands, and nothing is searched', async ({ mesoscope, page }) => {
  const find = new FindDialog(mesoscope)
  await mesoscope.open('#/s/docker-app?v=1')
  await find.open()
  await find.box('expression').fill('waits(/web) > <img src=x onerror=alert(1)>')
  await expect(find.dialog.getByRole('alert')).toContainText('At letter 15')
  await expect(find.box('expression')).toHaveAttribute('aria-invalid', 'true')
  await expect(find.button('start')).toBeDisabled()
  await expect(find.dialog.getByRole('img')).toHaveCount(0)
  await find.box('expression').fill('lost')
  await find.button('addKnob').click()
  await find.choice('knob').selectOption({ label: find.say('knob.path') })
  await find.box('path').fill('/nowhere/at/all')
  await expect(find.dialog.getByRole('alert')).toContainText('/nowhere/at/all')
  await expect(find.button('start')).toBeDisabled()
  expect(await page.evaluate(() => window.mesoscope.getState().playing)).toBe(false)
})

test('a long search leaves the page free, and stops at once', async ({ mesoscope, page }) => {
  const find = new FindDialog(mesoscope)
  await mesoscope.open('#/s/docker-app?v=1')
  await find.open()
  await find.box('to').fill('9000')
  await find.button('start').click()
  const progress = find.dialog.getByRole('progressbar', { name: find.say('progress') })
  await expect.poll(async () => Number(await progress.getAttribute('value'))).toBeGreaterThan(0)
  await page.keyboard.press('Escape')
  await mesoscope.goto(100)
  await mesoscope.drawn()
  await find.open()
  await find.button('stop').click()
  await expect(find.dialog.getByRole('status').first()).toContainText(find.say('stopped'))
  const tried = Number(await progress.getAttribute('value'))
  expect(tried).toBeLessThan(9000)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })
  test('the search is found in the menu and fits the screen', async ({ mesoscope, page }) => {
    const find = new FindDialog(mesoscope)
    await mesoscope.open('#/s/docker-app?v=1')
    await mesoscope.button('scenario.menu', { title: 'An app from a Docker image' }).click()
    await mesoscope.menuItem(mesoscope.word('command.find')).click()
    await find.dialog.waitFor()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide).toBeLessThanOrEqual(390)
    const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze()
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
  })
})
