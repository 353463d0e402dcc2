import { AxeBuilder } from '@axe-core/playwright'
import { TWELVE_STEPS } from '#content/lessons/twelve-steps.ts'
import { LessonPage } from './pages/lesson.ts'
import { Mesoscope } from './pages/mesoscope.ts'
import { TourPage } from './pages/tour.ts'
import { expect, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

for (const lang of ['en', 'zh'] as const) {
  test.describe(`the tour, ${lang}`, () => {
    test.use({ locale: lang === 'zh' ? 'zh-CN' : 'en-US', colorScheme: lang === 'zh' ? 'dark' : 'light' })

    test('a first visit is met by it, walks through it by keyboard, and never sees it again', async ({ page }) => {
      test.setTimeout(120_000)
      const mesoscope = new Mesoscope(page, lang)
      const tour = new TourPage(mesoscope)
      await mesoscope.open()
      await expect(tour.welcome).toBeVisible()
      await tour.button('start').focus()
      await page.keyboard.press('Enter')
      for (let stop = 1; stop < tour.stops; stop += 1) {
        await expect(tour.heading(stop)).toBeVisible()
        await expect(tour.count(stop)).toBeVisible()
        await expect(
          tour.button(stop < tour.stops - 1 ? 'next' : 'done').and(tour.card.getByRole('button')),
        ).toBeFocused()
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id }) => id)).toEqual([])
        await page.keyboard.press('Enter')
      }
      await expect(tour.card).toHaveCount(0)
      expect((await mesoscope.state()).record).toBe(-1)
      await page.goto('about:blank')
      await mesoscope.open()
      await expect(mesoscope.button('narration.next')).toBeVisible()
      await expect(tour.welcome).toHaveCount(0)
      await expect(tour.card).toHaveCount(0)
    })
  })
}

test('it is skipped by Esc, and comes back when it is asked for', async ({ mesoscope, page }) => {
  const tour = new TourPage(mesoscope)
  await mesoscope.open()
  await tour.button('start').click()
  await tour.next.click()
  await expect(tour.heading(2)).toBeVisible()
  // What the next stop points at is there: an offer, and the filter that its decline set.
  const { record } = await mesoscope.state()
  const seen = await page.evaluate((to) => window.mesoscope.lines(0, to), record)
  expect(seen).toContain('ResourceOffersMessage')
  expect(seen).toMatch(/"name":"filter[^"]*","what":"armed"/)
  await page.keyboard.press('Escape')
  await expect(tour.card).toHaveCount(0)
  expect((await mesoscope.state()).record).toBe(-1)
  await page.keyboard.press('Control+k')
  await page.keyboard.type(mesoscope.word('command.tour'))
  await page.keyboard.press('Enter')
  await expect(tour.heading(0)).toBeVisible()
  await page.keyboard.press('Space')
  await expect(tour.heading(1)).toBeVisible()
})

test('the page is used while it stands there: its stop says Play, and Play plays', async ({ mesoscope }) => {
  const tour = new TourPage(mesoscope)
  await mesoscope.open()
  await tour.button('start').click()
  await mesoscope.button('transport.play').click()
  await expect.poll(async () => (await mesoscope.state()).record).toBeGreaterThan(0)
  await expect(tour.heading(1)).toBeVisible()
})

test('whoever plays at once is met by nothing more', async ({ mesoscope, page }) => {
  const tour = new TourPage(mesoscope)
  await mesoscope.open()
  await tour.button('play').click()
  await expect(tour.welcome).toHaveCount(0)
  await page.reload()
  await mesoscope.ready()
  await expect(mesoscope.button('narration.next')).toBeVisible()
  await expect(tour.card).toHaveCount(0)
})

test('a link shows what it shows: the tour is a line that can be answered', async ({ mesoscope, page }) => {
  const tour = new TourPage(mesoscope)
  await mesoscope.open('#/s/two-frameworks?v=1')
  await expect(tour.button('start')).toBeVisible()
  await expect(tour.welcome).toHaveCount(0)
  await tour.button('no').click()
  await expect(tour.card).toHaveCount(0)
  await page.reload()
  await mesoscope.ready()
  await expect(mesoscope.button('narration.next')).toBeVisible()
  await expect(tour.card).toHaveCount(0)
})

test('an embed and a lesson know nothing of it', async ({ mesoscope, page }) => {
  const tour = new TourPage(mesoscope)
  await mesoscope.open('', '?embed=1')
  await expect(mesoscope.button('transport.play')).toBeVisible()
  await expect(tour.welcome.or(tour.card)).toHaveCount(0)
  const lesson = new LessonPage(mesoscope, TWELVE_STEPS, 1)
  await mesoscope.open('', `?lesson=${TWELVE_STEPS.id}`)
  await expect(lesson.headline(0)).toBeVisible()
  await expect(tour.welcome.or(tour.card)).toHaveCount(0)
  await page.goto('about:blank')
  await mesoscope.open()
  await mesoscope.button('top.learn').click()
  await lesson.beginButton.click()
  await expect(page.getByRole('region', { name: mesoscope.word('lesson.title'), exact: true })).toBeVisible()
  await expect(tour.welcome.or(tour.card)).toHaveCount(0)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('the tour is tapped through, each card wholly in the window', async ({ mesoscope, page }) => {
    const tour = new TourPage(mesoscope)
    await mesoscope.open()
    await tour.button('start').tap()
    for (let stop = 1; stop < tour.stops - 1; stop += 1) {
      await expect(tour.heading(stop)).toBeVisible()
      await expect(tour.card).toBeInViewport({ ratio: 1 })
      await tour.next.tap()
    }
    await tour.button('done').tap()
    await expect(tour.card).toHaveCount(0)
    await expect(page.getByRole('contentinfo')).toBeVisible()
  })
})
