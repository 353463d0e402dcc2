import { AxeBuilder } from '@axe-core/playwright'
import { OPERATE_TEXTS } from '#content/locales/parts/operate.ts'
import { WHO_IS_NEXT } from '#content/lessons/who-is-next.ts'
import type { Key } from '#content/locales/words.ts'
import { LessonPage } from './pages/lesson.ts'
import { Mesoscope } from './pages/mesoscope.ts'
import { expect, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

const WEIGHT = WHO_IS_NEXT.steps.findIndex(({ goal }) => goal !== undefined)

for (const lang of ['en', 'zh'] as const) {
  const say = (key: keyof typeof OPERATE_TEXTS.en): string => String(OPERATE_TEXTS[lang][key])
  test.describe(`the operator’s acts, ${lang}`, () => {
    test.use({ locale: lang === 'zh' ? 'zh-CN' : 'en-US', colorScheme: lang === 'zh' ? 'dark' : 'light' })

    test('the goals of the lesson on weights are reached by acting', async ({ page }) => {
      const mesoscope = new Mesoscope(page, lang)
      const lesson = new LessonPage(mesoscope, WHO_IS_NEXT, 3)
      const { dialog } = mesoscope
      const choose = (key: Key) =>
        dialog
          .getByRole('combobox')
          .first()
          .selectOption({ label: mesoscope.word(key) })
      await mesoscope.open('', `?lesson=${WHO_IS_NEXT.id}`)
      for (let step = 0; step < WEIGHT; step += 1) {
        await expect(lesson.headline(step)).toBeVisible({ timeout: 20_000 })
        await lesson.next.click()
      }
      await expect(lesson.headline(WEIGHT)).toBeVisible({ timeout: 20_000 })
      await mesoscope.button('act.more').click()
      await choose('do.setWeight')
      await dialog.getByRole('combobox', { name: say('key.role'), exact: true }).fill('B')
      await dialog.getByRole('textbox', { name: say('key.weight'), exact: true }).fill('2')
      const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze()
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
      await dialog.getByRole('button', { name: say('do'), exact: true }).click()
      await expect(dialog).toHaveCount(0)
      await expect(lesson.region).toContainText(mesoscope.word('lesson.goal.reached'))

      await lesson.next.click()
      await expect(lesson.headline(WEIGHT + 1)).toBeVisible({ timeout: 20_000 })
      await mesoscope.button('act.more').click()
      await choose('do.addAgent')
      const agent = dialog.getByRole('textbox', { name: say('key.agent'), exact: true })
      await agent.fill((await agent.inputValue()).replace(/"id": "[^"]*"/, '"id": "agent-2"'))
      await agent.press('Tab')
      await dialog.getByRole('button', { name: say('do'), exact: true }).press('Enter')
      await expect(lesson.region).toContainText(mesoscope.word('lesson.goal.reached'))
      await lesson.next.click()
      await expect(lesson.headline(WEIGHT + 2)).toBeVisible({ timeout: 20_000 })
    })
  })
}

test('what cannot be is told where it is written, and nothing happens', async ({ mesoscope }) => {
  const say = (key: keyof typeof OPERATE_TEXTS.en): string => String(OPERATE_TEXTS.en[key])
  const { dialog } = mesoscope
  await mesoscope.open('#/s/two-frameworks?v=1&at=60')
  const before = await mesoscope.state()
  await mesoscope.run('command.operate')
  await dialog
    .getByRole('combobox')
    .first()
    .selectOption({ label: mesoscope.word('do.setWeight') })
  const weight = dialog.getByRole('textbox', { name: say('key.weight'), exact: true })
  const send = dialog.getByRole('button', { name: say('do'), exact: true })
  await weight.fill('two')
  await send.click()
  await expect(dialog.getByRole('alert')).toContainText(say('notJson'))
  await weight.fill('-2')
  await send.click()
  await expect(dialog.getByRole('alert')).toContainText('weight')
  await mesoscope.page.keyboard.press('Escape')
  expect(await mesoscope.state()).toMatchObject({ scenario: before.scenario, record: before.record })
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('an agent is added from the sheet', async ({ mesoscope, page }) => {
    await mesoscope.open('#/s/first-app?v=1&at=60')
    await mesoscope.button('caption.more').tap()
    await page.getByRole('tab', { name: mesoscope.word('sheet.act') }).tap()
    await mesoscope.button('act.more').tap()
    await mesoscope.dialog
      .getByRole('combobox')
      .first()
      .selectOption({ label: mesoscope.word('do.addAgent') })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await mesoscope.dialog.getByRole('button', { name: OPERATE_TEXTS.en.do, exact: true }).tap()
    await expect.poll(async () => JSON.stringify((await mesoscope.state()).scenario)).toContain('addAgent')
  })
})
