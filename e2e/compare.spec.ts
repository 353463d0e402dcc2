import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { ComparePage } from './pages/compare.ts'
import { DeliveryPage } from './pages/delivery.ts'
import { Mesoscope } from './pages/mesoscope.ts'
import { expect, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

/** A branch in which the agent crashes when a message was sent, its task's launch; the reader stands there. */
async function crashedBranch(mesoscope: Mesoscope, name = 'RunTaskMessage'): Promise<void> {
  await mesoscope.open()
  const sent = await mesoscope.find({ type: 'sent', name })
  await mesoscope.goto((await mesoscope.state()).records - 1)
  await mesoscope.goto(sent)
  await mesoscope.page.keyboard.press('x')
  const agent = mesoscope.word('name.agentN', { n: 1 })
  await mesoscope
    .menuItem(mesoscope.word('act.crashAgent', { name: agent }))
    .first()
    .click()
  await expect(mesoscope.page).toHaveURL(/x=/)
}

/** What axe finds in the comparison; `rules`: only those, which a theme can change. */
async function violations(page: Page, rules: readonly string[] = []): Promise<readonly string[]> {
  const within = new AxeBuilder({ page }).include('main')
  const { violations: found } = await (rules.length > 0 ? within.withRules([...rules]) : within).analyze()
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`))
}

test.describe('comparing two branches', () => {
  test('names where they part and why, and goes through the differences by key', async ({ mesoscope, page }) => {
    const compare = new ComparePage(mesoscope)
    await crashedBranch(mesoscope)
    await page.keyboard.press('c')
    await expect(compare.region).toContainText('A has one act more: Crash Agent 1')
    await expect(compare.region).toContainText('launch task, Master to Agent 1 is lost in A and arrives in B')
    await expect(compare.region).toContainText('since this act: Crash Agent 1')
    await mesoscope.goto(0)
    await page.keyboard.press('J')
    await expect(compare.here).toContainText('Crash Agent 1')
    const first = (await mesoscope.state()).at
    await page.keyboard.press('J')
    await expect(compare.here).toContainText('launch task, Master to Agent 1')
    expect((await mesoscope.state()).at).toBeGreaterThan(first)
    await page.keyboard.press('K')
    await expect(compare.here).toContainText('Crash Agent 1')
    await compare.button('goFirst').click()
    await expect(compare.here).toContainText('launch task, Master to Agent 1')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(compare.region).toBeHidden()
    await expect(mesoscope.diagram).toBeVisible()
  })

  test('shows both on one clock, what is equal as one card', async ({ mesoscope, page }) => {
    const compare = new ComparePage(mesoscope)
    await crashedBranch(mesoscope)
    await mesoscope
      .button('depth.2')
      .or(page.getByRole('radio', { name: mesoscope.word('depth.2') }))
      .first()
      .click()
    await page.keyboard.press('c')
    const left = compare.diagram('left', 'Crash Agent 1')
    const right = compare.diagram('right', 'main')
    await mesoscope.goto(await mesoscope.find({ type: 'sent', step: 4 }))
    const card = /^\d+ equal records$/
    await expect(left.getByRole('option', { name: card }).first()).toBeVisible()
    const name = (await left.getByRole('option', { name: card }).first().getAttribute('aria-label')) ?? ''
    await expect(right.getByRole('option', { name }).first()).toBeVisible()
    // The same message stands at the same height on both sides.
    const message = mesoscope.word('message.name', {
      message: mesoscope.word('message.launchProcess'),
      from: mesoscope.word('lane.client'),
      to: 'Marathon',
    })
    const boxes = await Promise.all(
      [left, right].map((side) => side.getByRole('option', { name: message }).first().boundingBox()),
    )
    expect(boxes[0]?.y).toBeCloseTo(boxes[1]?.y ?? -1, 0)
  })

  test('tells shares and placements of both at the cursor, as it moves', async ({ mesoscope, page }) => {
    const compare = new ComparePage(mesoscope)
    await crashedBranch(mesoscope, 'POST /v2/apps')
    await page.keyboard.press('c')
    await expect(compare.differences.first()).toBeVisible()
    await page.keyboard.press('End')
    await expect(compare.table('placements')).toContainText('Agent 1')
    await expect(compare.table('placements')).toContainText(compare.word('notRunning'))
    await expect(compare.table('shares').getByRole('row', { name: 'Marathon' })).toContainText('+')
    await mesoscope.goto(10)
    await expect(compare.table('placements')).toBeHidden()
  })

  test('shows details of either side: the sentence, the fields, the source', async ({ mesoscope, page }) => {
    const compare = new ComparePage(mesoscope)
    await crashedBranch(mesoscope)
    await page.keyboard.press('c')
    await compare.button('goFirst').click()
    await expect(compare.details).toContainText('launch task from Master to Agent 1 is lost')
    await expect(compare.detailsOf('left')).toBeChecked()
    await compare.detailsOf('right').check()
    await expect(compare.details).toContainText('Master hands task my-app')
    await expect(compare.details).toContainText(mesoscope.word('inspector.fields'))
    await expect(compare.details).toContainText('master.cpp')
    // From message to message on that side, by its own keys.
    await page.keyboard.press('h')
    await expect(compare.details).toContainText('accept')
    await expect(compare.detailsOf('right')).toBeChecked()
    // A lane of the other side.
    await compare
      .diagram('right', 'main')
      .locator('..')
      .getByRole('button', { name: /Agent 1/ })
      .first()
      .click()
    await mesoscope.menuItem(mesoscope.word('laneMenu.select')).click()
    await expect(compare.details.getByRole('heading', { level: 2 }).first()).toHaveText('Agent 1')
    await expect(compare.details).not.toContainText(mesoscope.word('state.gone'))
    await compare.detailsOf('left').check()
    await expect(compare.details).toContainText(mesoscope.word('sentence.notThere', { of: 'Agent 1' }))
  })

  test('lets the head of an arrow be dragged on the other side: that branch is worked in', async ({
    mesoscope,
    page,
  }) => {
    const compare = new ComparePage(mesoscope)
    const delivery = new DeliveryPage(mesoscope)
    await crashedBranch(mesoscope)
    await page.keyboard.press('c')
    await compare.button('goFirst').click()
    const name = mesoscope.word('message.name', { message: 'launch task', from: 'Master', to: 'Agent 1' })
    const message = compare.diagram('right', 'main').getByRole('option', { name, exact: true })
    const head = await delivery.headOf(message)
    await page.mouse.move(head.x, head.y)
    await page.mouse.down()
    await page.mouse.move(head.x, head.y - 12, { steps: 3 })
    await page.mouse.up()
    await expect(page.getByRole('button', { name: /^Branch: Deliver launch task at/ })).toBeVisible()
    expect(await delivery.wishes()).toHaveLength(1)
    await expect(compare.region).toBeVisible()
    await expect(compare.region).toContainText('A: Deliver launch task')
  })

  test('is opened from the menu, swapped, and worked in', async ({ mesoscope, page }) => {
    const compare = new ComparePage(mesoscope)
    await crashedBranch(mesoscope)
    await page.getByRole('button', { name: /^Branch:/ }).click()
    await mesoscope.menuItem(mesoscope.word('branch.compare')).click()
    await expect(compare.diagram('left', 'Crash Agent 1')).toBeVisible()
    await compare.button('swap').click()
    await expect(compare.diagram('left', 'main')).toBeVisible()
    await expect(compare.region).toContainText('B has one act more: Crash Agent 1')
    expect((await mesoscope.state()).scenario).toBe('first-app')
  })

  test('is in the link, and in what the page says of itself: opened elsewhere, both stand there again', async ({
    mesoscope,
    page,
    browser,
  }) => {
    const compare = new ComparePage(mesoscope)
    await crashedBranch(mesoscope)
    expect((await mesoscope.state()).compared).toBeNull()
    await page.keyboard.press('c')
    await expect(compare.region).toBeVisible()
    await expect(page).toHaveURL(/[?&]c=/)
    expect((await mesoscope.state()).compared).toMatchObject({ scenario: 'first-app' })

    const elsewhere = new Mesoscope(await (await browser.newContext({ reducedMotion: 'reduce' })).newPage())
    await elsewhere.page.goto(page.url())
    await elsewhere.ready()
    const again = new ComparePage(elsewhere)
    await expect(again.diagram('left', 'Crash Agent 1')).toBeVisible()
    await expect(again.diagram('right', 'main')).toBeVisible()
    await expect(again.region).toContainText('A has one act more: Crash Agent 1')
    await elsewhere.page.context().close()

    // The way back leads out of the comparison, and the way on into it.
    await page.goBack()
    await expect(compare.region).toBeHidden()
    await expect(page).not.toHaveURL(/[?&]c=/)
    await page.goForward()
    await expect(compare.region).toBeVisible()
  })

  test('says that there is only one, where there is', async ({ mesoscope, page }) => {
    await mesoscope.open()
    await page.keyboard.press('c')
    await expect(mesoscope.notices).toContainText(mesoscope.word('notice.onlyBranch'))
    await expect(new ComparePage(mesoscope).region).toBeHidden()
  })

  for (const lang of ['en', 'zh'] as const) {
    test.describe(lang, () => {
      test.use({ locale: lang === 'zh' ? 'zh-CN' : 'en-US' })

      // Axe reads every row of both drawings, three times.
      test.setTimeout(180_000)

      test('axe finds nothing, light, dark and in forced colours', async ({ page }) => {
        const mesoscope = new Mesoscope(page, lang)
        const compare = new ComparePage(mesoscope)
        await crashedBranch(mesoscope)
        await page.keyboard.press('c')
        await expect(compare.differences.first()).toBeVisible()
        await page.keyboard.press('J')
        if (lang === 'zh') await expect(compare.region).toContainText('A 多一个操作')
        expect(await violations(page)).toEqual([])
        for (const media of [{ colorScheme: 'dark' }, { forcedColors: 'active' }] as const) {
          await page.emulateMedia(media)
          expect(await violations(page, ['color-contrast', 'link-in-text-block']), JSON.stringify(media)).toEqual([])
        }
      })
    })
  }
})

test.describe('comparing on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('shows one branch at a time, at one moment', async ({ mesoscope, page }) => {
    const compare = new ComparePage(mesoscope)
    await crashedBranch(mesoscope)
    await page.keyboard.press('c')
    await expect(compare.diagram('left', 'Crash Agent 1')).toBeVisible()
    await compare.button('next').tap()
    const { at } = await mesoscope.state()
    await page.getByRole('radio', { name: compare.word('right'), exact: true }).check()
    await expect(compare.diagram('right', 'main')).toBeVisible()
    await expect(compare.diagram('left', 'Crash Agent 1')).toBeHidden()
    expect((await mesoscope.state()).at).toBe(at)
    expect(await violations(page)).toEqual([])
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide).toBeLessThanOrEqual(390)
  })
})
