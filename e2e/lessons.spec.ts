import { LESSONS, loadLessons } from '#content/lessons/index.ts'
import { LessonPage } from './pages/lesson.ts'
import { Mesoscope } from './pages/mesoscope.ts'
import { expect, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

/** Each lesson, from its link to its last part: Next leads, goals are done on request. In English on a desktop, in Chinese on a telephone. */
for (const lang of ['en', 'zh'] as const) {
  test.describe(`every lesson is played to its end, ${lang}`, () => {
    test.use(
      lang === 'zh' ? { locale: 'zh-CN', viewport: { width: 390, height: 844 }, hasTouch: true } : { locale: 'en-US' },
    )

    for (const [n, { id }] of LESSONS.entries()) {
      test(id, async ({ page }) => {
        test.setTimeout(120_000)
        const [lesson] = (await loadLessons()).filter((one) => one.id === id)
        if (!lesson) throw new Error(`there is a lesson ${id}`)
        const mesoscope = new Mesoscope(page, lang)
        const shown = new LessonPage(mesoscope, lesson, n + 1)
        await mesoscope.open('', `?lesson=${id}`)
        for (const [step, { text, goal }] of lesson.steps.entries()) {
          await expect(shown.headline(step)).toBeVisible({ timeout: 20_000 })
          await expect(shown.region.getByText(text[lang])).toBeVisible()
          if (goal) {
            await shown.doIt.click()
            await expect(shown.region).toContainText(mesoscope.word('lesson.goal.ahead'), { timeout: 20_000 })
            await shown.next.click()
            await expect(shown.region).toContainText(mesoscope.word('lesson.goal.reached'))
          }
          if (step < lesson.steps.length - 1) await shown.next.click()
        }
        const last = n === LESSONS.length - 1 ? 'lesson.end' : 'lesson.following'
        const onward = shown.region.getByRole('button', { name: mesoscope.word(last), exact: true })
        await expect(onward.last()).toBeVisible()
      })
    }
  })
}
