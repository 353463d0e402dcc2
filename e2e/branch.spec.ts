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
})
