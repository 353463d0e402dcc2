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

    test('says in Chinese what is wrong with a scenario', async ({ page }) => {
      const mesoscope = new Mesoscope(page, 'zh')
      await mesoscope.open()
      await expect(
        page.evaluate(() => window.mesoscope.load({ version: 1, agents: [{ id: 'a b' }], framework: [] })),
      ).rejects.toThrow('/frameworks: this key is missing')
      await mesoscope.run('command.editor')
      const editor = page.getByRole('dialog', { name: mesoscope.word('editor.title') })
      await editor.getByRole('textbox', { name: mesoscope.word('editor.label') }).click()
      await page.keyboard.press('Control+End')
      await page.keyboard.type('x')
      await expect(editor.getByRole('listitem').first()).toContainText(/第 \d+ 行第 \d+ 列不是 JSON：应为文本结尾/)
    })

    test('says in Chinese where the simulator is simpler than Mesos', async ({ page }) => {
      const mesoscope = new Mesoscope(page, 'zh')
      await mesoscope.open()
      await mesoscope.goto(await mesoscope.find({ type: 'sent', step: 1 }))
      const receipt = page.getByRole('region', { name: mesoscope.word('receipt.title') })
      await expect(receipt).toContainText('名称立即解析完成')
      await expect(receipt).toContainText(mesoscope.word('receipt.simplified'))
    })

    test('finds messages by Chinese words', async ({ page }) => {
      const mesoscope = new Mesoscope(page, 'zh')
      await mesoscope.open()
      await mesoscope.goto(await mesoscope.find({ type: 'sent', step: 5 }))
      await mesoscope.run('command.transcript')
      const table = page.getByRole('table', { name: mesoscope.word('transcript.title') })
      await expect(table.getByRole('row', { name: '资源邀约' }).first()).toBeVisible()
      await page.keyboard.press('/')
      await expect(page.getByRole('search').getByRole('searchbox')).toBeFocused()
      await page.keyboard.type('拒绝邀约')
      await expect(page.getByRole('search')).toContainText(/[1-9]/)
      await page.keyboard.press('Enter')
      const chosen = table.getByRole('button', { pressed: true })
      await expect(chosen).toHaveAccessibleName(/拒绝邀约/)
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
