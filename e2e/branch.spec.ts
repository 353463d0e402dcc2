import { expect, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

test.describe('acting', () => {
  test('in the past makes a branch and keeps the original @everywhere', async ({ mesoscope, submit }) => {
    await mesoscope.open()
    await mesoscope.button('command.toEnd').click()
    const { records } = await mesoscope.state()
    await mesoscope.button('narration.back').click()
    await submit.open()
    await submit.send()
    await expect(mesoscope.notices).toContainText(mesoscope.word('notice.branched', { name: 'Submit /hello' }))
    await mesoscope.page.getByRole('button', { name: /^Branch:/ }).click()
    await mesoscope.page.getByRole('menuitemradio', { name: mesoscope.word('branch.main') }).click()
    await mesoscope.button('command.toEnd').click()
    expect((await mesoscope.state()).records).toBe(records)
    expect((await mesoscope.state()).scenario).toBe('first-app')
  })

  test('at the end of what was seen edits in place, and can be undone', async ({ mesoscope, submit }) => {
    await mesoscope.open()
    await submit.open()
    await submit.send()
    expect(JSON.stringify((await mesoscope.state()).scenario)).toContain('/hello')
    await mesoscope.page.keyboard.press('Control+z')
    await expect.poll(async () => (await mesoscope.state()).scenario).toBe('first-app')
  })

  test('branches survive a reload', async ({ mesoscope, page }) => {
    await mesoscope.open()
    await mesoscope.button('command.toEnd').click()
    await mesoscope.button('narration.back').click()
    await mesoscope.button('act.crash').click()
    await mesoscope.menuItem(/^Crash Agent 1/).click()
    await expect(page).toHaveURL(/x=/)
    await page.reload()
    await mesoscope.ready()
    await page.getByRole('button', { name: 'Branch: Crash Agent 1, 2 in all' }).click()
    await expect(page.getByRole('menuitemradio')).toHaveCount(2)
  })

  test('a lost message is shown as lost, with the reason', async ({ mesoscope }) => {
    await mesoscope.open()
    await mesoscope.goto(await mesoscope.find({ type: 'delivered', name: 'POST /v2/apps' }))
    await mesoscope.button('act.lose').click()
    await mesoscope
      .menuItem(/Master → driver of Marathon/)
      .first()
      .click()
    const lost = await mesoscope.find({ type: 'lost' })
    await mesoscope.goto(lost)
    await mesoscope.drawn()
    await expect(mesoscope.inspector).toContainText('an action of yours took it away')
  })

  test('branches are renamed, switched and closed by keyboard, and so they come back', async ({ mesoscope, page }) => {
    await mesoscope.open()
    await mesoscope.button('command.toEnd').click()
    await mesoscope.button('narration.back').click()
    await mesoscope.button('act.crash').click()
    await mesoscope.menuItem(/^Crash Agent 1/).click()
    const menu = page.getByRole('button', { name: /^Branch:/ })
    const open = async (): Promise<void> => {
      await menu.focus()
      await page.keyboard.press('Enter')
      await expect(page.getByRole('menuitemradio').first()).toBeVisible()
      // Keys reach it once it has the focus.
      await expect(page.locator('[role=menu]:focus, [role=menu] :focus')).toHaveCount(1)
    }
    const rename = async (name: string): Promise<void> => {
      await open()
      await mesoscope.menuItem(mesoscope.word('branch.rename')).focus()
      await page.keyboard.press('Enter')
      await mesoscope.dialog.getByRole('textbox', { name: mesoscope.word('scenarioDialog.branch') }).fill(name)
      await page.keyboard.press('Enter')
      await expect(menu).toHaveAccessibleName(new RegExp(`^Branch: ${name}`))
    }
    await rename('without agent')
    await open()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect(menu).toHaveAccessibleName('Branch: main, 2 in all')
    await rename('as it was')
    await expect(page).toHaveURL(/#/)
    await page.waitForFunction(() => (localStorage.getItem('mesoscope.branches') ?? '').includes('as it was'))
    await page.reload()
    await mesoscope.ready()
    await expect(menu).toHaveAccessibleName('Branch: as it was, 2 in all')
    await open()
    await expect(page.getByRole('menuitemradio', { name: /^without agent/ })).toBeVisible()
    await mesoscope.menuItem(mesoscope.word('branch.close')).focus()
    await page.keyboard.press('Enter')
    await expect(menu).toHaveAccessibleName('Branch: without agent, 1 in all')
    await open()
    await expect(mesoscope.menuItem(new RegExp(mesoscope.word('branch.close')))).toHaveAttribute(
      'aria-disabled',
      'true',
    )
  })
})

test.describe('branches by touch', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('are switched with a finger', async ({ mesoscope, page }) => {
    await mesoscope.open()
    const sent = await mesoscope.find({ type: 'sent', step: 4 })
    await mesoscope.goto((await mesoscope.state()).records - 1)
    await mesoscope.goto(sent)
    await page.keyboard.press('x')
    await mesoscope.menuItem(/^Crash Agent 1/).tap()
    const menu = page.getByRole('button', { name: /^Branch:/ })
    await expect(menu).toHaveAccessibleName('Branch: Crash Agent 1, 2 in all')
    await menu.tap()
    await page.getByRole('menuitemradio', { name: mesoscope.word('branch.main') }).tap()
    await expect(menu).toHaveAccessibleName('Branch: main, 2 in all')
  })
})
