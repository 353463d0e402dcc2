import { AxeBuilder } from '@axe-core/playwright'
import { SAYING_NO } from '#content/lessons/saying-no.ts'
import { LessonPage } from './pages/lesson.ts'
import { Mesoscope } from './pages/mesoscope.ts'
import { expect, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

for (const [lang, colorScheme] of [
  ['en', 'light'],
  ['zh', 'dark'],
] as const) {
  test.describe(`learning, ${lang}, ${colorScheme}`, () => {
    test.use({ colorScheme, locale: lang === 'zh' ? 'zh-CN' : 'en-US' })

    test('axe finds nothing in the list, in a lesson, in a question', async ({ page }) => {
      const mesoscope = new Mesoscope(page, lang)
      const lesson = new LessonPage(mesoscope, SAYING_NO, 2)
      const findings = async (): Promise<readonly string[]> => {
        const { violations } = await new AxeBuilder({ page }).analyze()
        return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
      }
      await mesoscope.open()
      await mesoscope.button('predict.title').click()
      const panel = page.getByRole('region', { name: mesoscope.word('predict.title'), exact: true })
      await panel.getByRole('button', { name: mesoscope.word('predict.next') }).click()
      await panel.getByRole('group').getByRole('button').first().click()
      expect(await findings(), 'question').toEqual([])
      await mesoscope.button('top.learn').click()
      await expect(lesson.beginButton).toBeVisible()
      expect(await findings(), 'list').toEqual([])
      await lesson.beginButton.click()
      for (let step = 0; step < 5; step += 1) {
        await expect(lesson.headline(step)).toBeVisible()
        await lesson.next.click()
      }
      await lesson.next.click()
      await expect(lesson.region).toContainText(SAYING_NO.steps[5]?.goal?.hint[lang] ?? '')
      expect(await findings(), 'goal').toEqual([])
    })
  })
}
