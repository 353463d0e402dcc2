import { TWELVE_STEPS } from '#content/lessons/twelve-steps.ts'
import { SAYING_NO } from '#content/lessons/saying-no.ts'
import { LessonPage } from './pages/lesson.ts'
import { Mesoscope } from './pages/mesoscope.ts'
import { expect, test } from './test.ts'

const LAST = TWELVE_STEPS.steps.length - 1
const GOAL = TWELVE_STEPS.steps.findIndex(({ goal }) => goal !== undefined)

test.use({ contextOptions: { reducedMotion: 'reduce' } })

test.describe('lesson 1', () => {
  test('is finished by mouse, the app submitted in its dialog', async ({ mesoscope, submit }) => {
    const lesson = new LessonPage(mesoscope, TWELVE_STEPS, 1)
    await mesoscope.open()
    await mesoscope.button('command.learn').or(mesoscope.button('top.learn')).first().click()
    await lesson.beginButton.click()
    for (let step = 0; step < LAST; step += 1) {
      await expect(lesson.headline(step)).toBeVisible()
      if (step === GOAL) {
        await lesson.next.click()
        await expect(lesson.region).toContainText(TWELVE_STEPS.steps[GOAL]?.goal?.hint.en ?? '')
        await submit.open()
        await submit.field('submit.cpus').fill('0.5')
        await submit.field('submit.mem').fill('64')
        await submit.send()
        await lesson.isUnderWay()
        await lesson.next.click()
        await expect(lesson.region).toContainText(mesoscope.word('lesson.goal.reached'))
      }
      await lesson.next.click()
    }
    await expect(lesson.headline(LAST)).toBeVisible()
    await mesoscope.button('top.learn').click()
    await expect(mesoscope.dialog).toContainText(mesoscope.word('lesson.done'))
  })

  test('is finished by keyboard alone', async ({ mesoscope, page }) => {
    const lesson = new LessonPage(mesoscope, TWELVE_STEPS, 1)
    await mesoscope.open()
    await page.keyboard.press('Control+k')
    await expect(mesoscope.dialog).toBeVisible()
    await page.keyboard.type(mesoscope.word('command.learn'))
    await page.keyboard.press('Enter')
    await expect(lesson.beginButton).toBeVisible()
    await page.keyboard.press('Tab')
    await expect(lesson.beginButton).toBeFocused()
    await page.keyboard.press('Enter')
    for (let step = 0; step < LAST; step += 1) {
      await expect(lesson.headline(step)).toBeVisible()
      await expect(lesson.next).toBeFocused()
      if (step === GOAL) {
        await page.keyboard.press('Enter')
        await page.keyboard.press('Shift+Tab')
        await page.keyboard.press('Shift+Tab')
        await expect(lesson.doIt).toBeFocused()
        await page.keyboard.press('Enter')
        await lesson.isUnderWay()
        await lesson.next.focus()
        await page.keyboard.press('Enter')
        await expect(lesson.region).toContainText(mesoscope.word('lesson.goal.reached'))
      }
      await page.keyboard.press('Enter')
    }
    await expect(lesson.headline(LAST)).toBeVisible()
  })

  test.describe('on a phone', () => {
    test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

    test('is finished by touch, in Chinese', async ({ page }) => {
      const mesoscope = new Mesoscope(page, 'zh')
      const lesson = new LessonPage(mesoscope, TWELVE_STEPS, 1)
      await page.addInitScript(() =>
        localStorage.setItem('mesoscope.settings', JSON.stringify({ version: 1, lang: 'zh' })),
      )
      await mesoscope.open()
      await page
        .getByRole('banner')
        .getByRole('button', { name: mesoscope.word('top.more') })
        .tap()
      await mesoscope.menuItem(mesoscope.word('command.learn')).tap()
      await lesson.beginButton.tap()
      for (let step = 0; step < LAST; step += 1) {
        await expect(lesson.headline(step)).toBeVisible()
        if (step === GOAL) {
          await lesson.doIt.tap()
          await lesson.isUnderWay()
          await lesson.next.tap()
          await expect(lesson.region).toContainText(mesoscope.word('lesson.goal.reached'))
        }
        await lesson.next.tap()
      }
      await expect(lesson.headline(LAST)).toBeVisible()
    })
  })
})

test('a lesson goes on and back by the presenter keys, is open again after a reload, and ends on request', async ({
  mesoscope,
  page,
}) => {
  const second = new LessonPage(mesoscope, SAYING_NO, 2)
  await mesoscope.open()
  await mesoscope.button('top.learn').click()
  await second.beginButton.click()
  await expect(second.headline(0)).toBeVisible()
  await page.keyboard.press('PageDown')
  await expect(second.headline(1)).toBeVisible()
  await page.keyboard.press('PageUp')
  await expect(second.headline(0)).toBeVisible()
  await page.keyboard.press('PageDown')
  await expect(page).toHaveURL(/#./)
  await page.reload()
  await expect(second.region).toBeVisible()
  await second.region.getByRole('button', { name: mesoscope.word('lesson.close') }).click()
  await expect(second.region).toHaveCount(0)
})
