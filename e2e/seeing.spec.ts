import { expect, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

test.describe('the same run in other views', () => {
  test('as a table: rows and diagram share the selection, Enter takes the run there', async ({ mesoscope, page }) => {
    await mesoscope.open()
    const step5 = await mesoscope.find({ type: 'sent', step: 5 })
    await mesoscope.goto(step5)
    await page.keyboard.press('T')
    const table = page.getByRole('table', { name: mesoscope.word('transcript.title') })
    const now = table.getByRole('row').and(page.locator('[aria-current=step]'))
    await expect(now).toContainText(`5 ${mesoscope.word('message.resourceOffer')}`)
    await now.getByRole('button').focus()
    await page.keyboard.press('ArrowUp')
    const before = table.getByRole('button', { pressed: true })
    await expect(before).toBeFocused()
    await expect(page).toHaveURL(/sel=ev/)
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await mesoscope.state()).record).toBeLessThan(step5)
  })

  test('as a table that can be copied', async ({ mesoscope, page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await mesoscope.open()
    await page.keyboard.press('T')
    await mesoscope.button('transcript.copy.markdown').click()
    await expect(mesoscope.button('transcript.copied')).toBeVisible()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toContain(`| ${mesoscope.word('transcript.event')} |`)
    expect(copied).toContain(`1 ${mesoscope.word('message.init')}`)
    await mesoscope.button('transcript.copy.text').click()
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/ms +client +-> +marathon /)
  })

  test('as the chart of a machine, with what can happen next', async ({ mesoscope, page }) => {
    await mesoscope.open()
    await mesoscope.button('command.toEnd').click()
    await page.keyboard.press('M')
    const views = page.getByRole('region', { name: mesoscope.word('beside.title') })
    await expect(views.getByRole('figure', { name: /^State chart of Master, \d+ states, now in/ })).toBeVisible()
    await views.getByRole('combobox', { name: mesoscope.word('machine.choose') }).selectOption('agent-1')
    await expect(views.getByRole('figure', { name: /^State chart of Agent 1/ })).toBeVisible()
    await expect(views.getByRole('heading', { name: mesoscope.word('machine.next') })).toBeVisible()
    await expect(views.getByRole('listitem').first()).toBeVisible()
  })

  test('as decisions of the allocator', async ({ mesoscope, page }) => {
    await mesoscope.open()
    await page.evaluate(() => window.mesoscope.load('two-frameworks'))
    await mesoscope.button('command.toEnd').click()
    await page.keyboard.press('G')
    const views = page.getByRole('region', { name: mesoscope.word('beside.title') })
    await expect(views).toContainText(/is next/)
    const title = views.getByRole('heading', { name: /^Run \d+/ })
    const last = (await title.textContent()) ?? ''
    await mesoscope.button('allocation.previous').click()
    await expect(title).not.toHaveText(last)
    await mesoscope.button('beside.close').click()
    await expect(views).toBeHidden()
  })
})
