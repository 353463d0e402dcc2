import { expect, test } from './test.ts'
import { Mesoscope } from './pages/mesoscope.ts'

test.describe('the language', () => {
  test.describe('of a Chinese browser', () => {
    test.use({ locale: 'zh-CN', contextOptions: { reducedMotion: 'reduce' } })

    test('is Chinese, narration included', async ({ page }) => {
      const mesoscope = new Mesoscope(page, 'zh')
      await mesoscope.open()
      expect(await mesoscope.nextStep()).toBe(1)
      await expect(page.getByRole('heading', { name: mesoscope.word('step.1.headline') })).toBeVisible()
      await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    })
  })

  test('can be changed, goes into the link, and stays', async ({ mesoscope, page }) => {
    await mesoscope.open()
    await mesoscope.button('command.language').click()
    const chinese = new Mesoscope(page, 'zh')
    await expect(chinese.button('act.submit')).toBeVisible()
    await expect(page).toHaveURL(/lang=zh/)
    await page.reload()
    await expect(chinese.button('act.submit')).toBeVisible()
  })

  test('comes with a link', async ({ page }) => {
    const chinese = new Mesoscope(page, 'zh')
    await chinese.open('#/s/first-app?v=1&lang=zh')
    await expect(chinese.button('act.submit')).toBeVisible()
  })
})
