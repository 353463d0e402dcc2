import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { TWELVE_STEPS_NOTES } from '#content/lessons/notes/twelve-steps.ts'
import { TWELVE_STEPS } from '#content/lessons/twelve-steps.ts'
import { LESSON_WORDS, PRESENTER_WORDS } from '#content/teaching.ts'
import { LessonPage } from './pages/lesson.ts'
import { Mesoscope } from './pages/mesoscope.ts'
import { expect, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

const LAST = TWELVE_STEPS.steps.length - 1
const GOAL = TWELVE_STEPS.steps.findIndex(({ goal }) => goal !== undefined)

function isFullScreen(page: Page): Promise<boolean> {
  return page.evaluate(() => document.fullscreenElement !== null)
}

async function present(mesoscope: Mesoscope, lesson: LessonPage): Promise<void> {
  await mesoscope.open('', `?lesson=${lesson.lesson.id}`)
  await expect(lesson.headline(0)).toBeVisible()
  await lesson.region.getByRole('button', { name: LESSON_WORDS.menu[mesoscope.lang], exact: true }).click()
  await mesoscope.menuItem(mesoscope.word('command.present')).click()
  await expect(bar(mesoscope)).toBeVisible()
}

function bar(mesoscope: Mesoscope) {
  return mesoscope.page.getByRole('toolbar', { name: PRESENTER_WORDS.name[mesoscope.lang], exact: true })
}

function notes(mesoscope: Mesoscope, page: Page = mesoscope.page) {
  return page.getByRole('region', { name: mesoscope.word('lesson.notes'), exact: true })
}

for (const lang of ['en', 'zh'] as const) {
  test.describe(`the presentation, ${lang}`, () => {
    test.use({ locale: lang === 'zh' ? 'zh-CN' : 'en-US', colorScheme: lang === 'zh' ? 'dark' : 'light' })

    test('a lesson is presented to its end, one beat a press, with the note of each part; Esc ends it', async ({
      page,
    }) => {
      test.setTimeout(120_000)
      const mesoscope = new Mesoscope(page, lang)
      const lesson = new LessonPage(mesoscope, TWELVE_STEPS, 1)
      await present(mesoscope, lesson)
      expect(await isFullScreen(page)).toBe(true)
      await expect(page.getByRole('banner')).toHaveCount(0)
      await expect(mesoscope.inspector).toHaveCount(0)
      await page.keyboard.press('s')
      for (let step = 0; step <= LAST; step += 1) {
        await expect(lesson.headline(step)).toBeVisible()
        await expect(notes(mesoscope)).toContainText(TWELVE_STEPS_NOTES[step]?.[lang] ?? '')
        if (step === GOAL) {
          await expect(notes(mesoscope)).toContainText(PRESENTER_WORDS.goal[lang])
          await page.keyboard.press('PageDown')
          await lesson.isUnderWay()
          await page.keyboard.press('PageDown')
          await expect(lesson.region).toContainText(mesoscope.word('lesson.goal.reached'))
        }
        if (step < LAST) await page.keyboard.press(step % 2 ? 'ArrowRight' : 'PageDown')
      }
      await expect(notes(mesoscope)).toContainText(PRESENTER_WORDS.last[lang])
      await page.keyboard.press('PageUp')
      await expect(lesson.headline(LAST - 1)).toBeVisible()
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id }) => id)).toEqual([])
      await page.keyboard.press('Escape')
      await expect(bar(mesoscope)).toHaveCount(0)
      await expect(page.getByRole('banner')).toBeVisible()
      await expect(lesson.headline(LAST - 1)).toBeVisible()
      expect(await isFullScreen(page)).toBe(false)
    })
  })
}

test('B blanks the screen, and the next press only shows it again', async ({ mesoscope, page }) => {
  const lesson = new LessonPage(mesoscope, TWELVE_STEPS, 1)
  await present(mesoscope, lesson)
  await page.keyboard.press('PageDown')
  await expect(lesson.headline(1)).toBeVisible()
  const blank = page.getByRole('status', { name: PRESENTER_WORDS.blanked.en })
  await page.keyboard.press('b')
  await expect(blank).toBeVisible()
  await page.keyboard.press('PageDown')
  await expect(blank).toHaveCount(0)
  await expect(lesson.headline(1)).toBeVisible()
})

test('the notes stand in a window of their own, which leads the page @everywhere', async ({ mesoscope, page }) => {
  const lesson = new LessonPage(mesoscope, TWELVE_STEPS, 1)
  await present(mesoscope, lesson)
  const opened = page.waitForEvent('popup')
  await bar(mesoscope).getByRole('button', { name: PRESENTER_WORDS.window.en, exact: true }).click()
  const other = await opened
  await expect(notes(mesoscope, other)).toContainText(TWELVE_STEPS_NOTES[0]?.en ?? '')
  await other.keyboard.press('PageDown')
  await expect(lesson.headline(1)).toBeVisible()
  await expect(notes(mesoscope, other)).toContainText(TWELVE_STEPS_NOTES[1]?.en ?? '')
  const closed = other.waitForEvent('close')
  await page.bringToFront()
  await bar(mesoscope).getByRole('button', { name: PRESENTER_WORDS.end.en, exact: true }).click()
  await closed
  await expect(bar(mesoscope)).toHaveCount(0)
})

test('type is as large on the wall, whatever the pixels of the projector', async ({ browser, baseURL }) => {
  const px = (element: Element): number => Number.parseFloat(getComputedStyle(element).fontSize)
  const sizes: number[][] = []
  for (const viewport of [
    { width: 1280, height: 720 },
    { width: 1920, height: 1080 },
  ]) {
    const page = await browser.newPage({ viewport, baseURL: baseURL ?? '', locale: 'en-US', reducedMotion: 'reduce' })
    const mesoscope = new Mesoscope(page)
    const lesson = new LessonPage(mesoscope, TWELVE_STEPS, 1)
    await present(mesoscope, lesson)
    const menu = mesoscope.word('lane.menu', { name: mesoscope.word('lane.master') })
    const read = [lesson.headline(0), page.getByRole('button', { name: new RegExp(`^${menu}`) })]
    sizes.push(await Promise.all(read.map((one) => one.evaluate(px))))
    await page.close()
  }
  const [small = [], large = []] = sizes
  for (const [k, before] of small.entries()) expect((large[k] ?? 0) / before).toBeGreaterThan(1.3)
})

test('without a lesson the twelve steps are presented, from the palette', async ({ mesoscope, page }) => {
  await mesoscope.open()
  // The first two steps are computed: a press leads to them, and does not play towards them.
  await expect.poll(async () => (await mesoscope.state()).records).toBeGreaterThan(200)
  await page.keyboard.press('Control+k')
  // At once: what is typed while the palette is on its way stands in its field.
  const wanted = mesoscope.word('command.present')
  await page.keyboard.type(wanted)
  await expect(page.getByRole('searchbox', { name: mesoscope.word('palette.label') })).toHaveValue(wanted)
  await page.keyboard.press('Enter')
  await expect(bar(mesoscope)).toBeVisible()
  await page.keyboard.press('PageDown')
  await expect(mesoscope.stepTitle(1)).toBeVisible()
  await page.keyboard.press('PageDown')
  await expect(mesoscope.stepTitle(2)).toBeVisible()
  await page.keyboard.press('PageUp')
  await expect(mesoscope.stepTitle(1)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(bar(mesoscope)).toHaveCount(0)
})
