import { AxeBuilder } from '@axe-core/playwright'
import { QUESTIONS } from '#content/lessons/questions.ts'
import { SAYING_NO } from '#content/lessons/saying-no.ts'
import { HANDOUT_WORDS, LESSON_WORDS } from '#content/teaching.ts'
import { LessonPage } from './pages/lesson.ts'
import { Mesoscope } from './pages/mesoscope.ts'
import { expect, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

for (const lang of ['en', 'zh'] as const) {
  test.describe(`the handout, ${lang}`, () => {
    test.use({ locale: lang === 'zh' ? 'zh-CN' : 'en-US', colorScheme: lang === 'zh' ? 'dark' : 'light' })

    test('is opened from the menu of the lesson, has a picture of each step, and prints on A4 and Letter', async ({
      page,
    }) => {
      test.setTimeout(120_000)
      const mesoscope = new Mesoscope(page, lang)
      const lesson = new LessonPage(mesoscope, SAYING_NO, 2)
      await mesoscope.open('', `?lesson=${SAYING_NO.id}`)
      await expect(lesson.headline(0)).toBeVisible()
      await lesson.region.getByRole('button', { name: LESSON_WORDS.menu[lang], exact: true }).click()
      await mesoscope.menuItem(mesoscope.word('command.handout')).click()
      const handout = page.getByRole('dialog', { name: HANDOUT_WORDS.title[lang] })
      const print = handout.getByRole('button', { name: HANDOUT_WORDS.print[lang], exact: true })
      await expect(print).toBeEnabled({ timeout: 60_000 })
      for (const { headline, text } of SAYING_NO.steps) {
        await expect(handout.getByRole('heading', { name: headline[lang], exact: true })).toBeVisible()
        await expect(handout.getByText(text[lang])).toBeVisible()
      }
      await expect(handout.getByRole('img')).toHaveCount(SAYING_NO.steps.length - 1)
      const questions = QUESTIONS[SAYING_NO.id] ?? []
      for (const { ask } of questions) await expect(handout.getByText(ask[lang])).toBeVisible()
      await expect(handout.getByText(questions[0]?.answer[lang] ?? '')).toHaveCount(0)
      await handout.getByRole('checkbox', { name: HANDOUT_WORDS.answers[lang] }).check()
      await expect(handout.getByText(questions[0]?.answer[lang] ?? '')).toBeVisible()
      await expect(handout.getByRole('link')).toHaveAttribute('href', new RegExp(`\\?lesson=${SAYING_NO.id}$`))
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id }) => id)).toEqual([])
      for (const format of ['A4', 'Letter']) {
        const paper = (await page.pdf({ format })).toString('latin1')
        // More pages than one: nothing of the page's frame cuts the paper off.
        expect(paper.match(/\/Type ?\/Page\b/g)?.length ?? 0, format).toBeGreaterThan(3)
      }
      await handout.getByRole('button', { name: HANDOUT_WORDS.close[lang], exact: true }).click()
      await expect(lesson.headline(0)).toBeVisible()
    })
  })
}

test('a handout is there for a lesson that is not open, from the list', async ({ mesoscope }) => {
  await mesoscope.open()
  await mesoscope.button('top.learn').click()
  const name = `${LESSON_WORDS.handout.en}: ${mesoscope.word('lesson.name', { n: 2, title: SAYING_NO.title.en })}`
  await mesoscope.dialog.getByRole('button', { name, exact: true }).click()
  await expect(mesoscope.dialog.getByRole('heading', { name: SAYING_NO.steps[0]?.headline.en ?? '' })).toBeVisible()
  await mesoscope.page.keyboard.press('Escape')
  await expect(mesoscope.dialog).toHaveCount(0)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('the paper is as wide as the window', async ({ mesoscope, page }) => {
    await mesoscope.open('', `?lesson=${SAYING_NO.id}`)
    const region = page.getByRole('region', { name: mesoscope.word('lesson.title'), exact: true })
    await region.getByRole('button', { name: LESSON_WORDS.menu.en, exact: true }).click()
    await mesoscope.menuItem(mesoscope.word('command.handout')).click()
    await expect(page.getByRole('button', { name: HANDOUT_WORDS.print.en })).toBeEnabled({ timeout: 60_000 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  })
})
