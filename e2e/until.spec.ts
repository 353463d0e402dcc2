import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from './test.ts'
import { Mesoscope } from './pages/mesoscope.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

test.describe('run until', () => {
  test('a task runs: the cursor stands there, by keyboard alone', async ({ mesoscope, page }) => {
    await mesoscope.open()
    await page.keyboard.press('r')
    await expect(mesoscope.dialog).toHaveAccessibleName(mesoscope.word('command.until'))
    const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(mesoscope.dialog).toBeHidden()
    const runs = await mesoscope.find({ type: 'task', state: 'TASK_RUNNING' })
    expect((await mesoscope.state()).record).toBe(runs)
    await expect(mesoscope.notices).toContainText(mesoscope.word('until.running'))
  })

  test('an offer is declined, again and again', async ({ mesoscope, page }) => {
    await mesoscope.open('#/s/two-frameworks?v=1')
    const declined = async (): Promise<number> => {
      await page.keyboard.press('r')
      await mesoscope.dialog
        .getByRole('combobox', { name: mesoscope.word('until.what') })
        .selectOption({ label: mesoscope.word('until.declined') })
      await mesoscope.button('until.do').click()
      await expect(mesoscope.dialog).toBeHidden()
      return (await mesoscope.state()).record
    }
    const first = await declined()
    expect(first).toBe(await mesoscope.find({ type: 'sent', name: 'DECLINE' }))
    expect(await declined()).toBeGreaterThan(first)
  })

  for (const lang of ['en', 'zh'] as const) {
    test(`what never happens is told, and looked for further, ${lang}`, async ({ browser }) => {
      const context = await browser.newContext({ locale: lang === 'zh' ? 'zh-CN' : 'en-US', reducedMotion: 'reduce' })
      const mesoscope = new Mesoscope(await context.newPage(), lang)
      await mesoscope.open()
      await mesoscope.page.keyboard.press('r')
      await mesoscope.dialog
        .getByRole('combobox', { name: mesoscope.word('until.what') })
        .selectOption({ label: mesoscope.word('until.broken') })
      await mesoscope.button('until.do').click()
      await expect(mesoscope.dialog).toContainText(mesoscope.word('until.ended', { s: '14.000' }))
      await mesoscope.button('until.further').click()
      await expect(mesoscope.dialog).toContainText(/7\d\.\d{3}/)
      await context.close()
    })
  }
})

test.describe('markers', () => {
  test('are set, named, gone to, and there after a reload', async ({ mesoscope, page }) => {
    await mesoscope.open()
    await mesoscope.goto(160)
    await page.keyboard.press('m')
    await mesoscope.goto(240)
    await page.keyboard.press('m')
    await mesoscope.button('command.markers').click()
    await mesoscope.dialog
      .getByRole('textbox', { name: mesoscope.word('marker.name', { s: '9.008' }) })
      .fill('the launch')
    const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('B')
    await expect.poll(async () => (await mesoscope.state()).record).toBe(160)
    await page.keyboard.press('N')
    await expect.poll(async () => (await mesoscope.state()).record).toBe(240)
    await expect(page).toHaveURL(/m=160@6000:~240@9008:the%20launch/)
    await page.reload()
    await mesoscope.ready()
    await mesoscope.button('command.markers').click()
    await expect(
      mesoscope.dialog.getByRole('textbox', { name: mesoscope.word('marker.name', { s: '9.008' }) }),
    ).toHaveValue('the launch')
    await mesoscope.button('marker.remove', { name: 'the launch' }).click()
    await mesoscope.button('marker.go', { name: mesoscope.word('marker.default', { n: 1 }), s: '6.000' }).click()
    expect((await mesoscope.state()).record).toBe(160)
    await page.keyboard.press('Delete')
    await expect(page).not.toHaveURL(/m=/)
  })
})
