import { expect, test } from './test.ts'

test.use({ viewport: { width: 390, height: 844 }, contextOptions: { reducedMotion: 'reduce' } })

test.describe('on a phone', () => {
  test('the steps are told on a card, and the panels are behind it', async ({ mesoscope, page }) => {
    await mesoscope.open()
    await mesoscope.nextStep()
    await mesoscope.nextStep()
    await expect(mesoscope.stepTitle(2)).toBeVisible()
    await page
      .getByRole('region', { name: mesoscope.word('narration.title') })
      .getByRole('button', { name: mesoscope.word('caption.more') })
      .click()
    await page.getByRole('tab', { name: mesoscope.word('sheet.cluster') }).click()
    await expect(page.getByRole('region', { name: mesoscope.word('capacity.title') })).toContainText('Agent 1')
    await page.getByRole('tab', { name: mesoscope.word('sheet.details') }).click()
    await expect(page.getByRole('tabpanel')).toContainText(mesoscope.word('message.resourceOffer'))
  })

  test('an app is submitted', async ({ mesoscope, submit, page }) => {
    await mesoscope.open()
    await mesoscope.button('act.app').click()
    await submit.send()
    expect(JSON.stringify((await mesoscope.state()).scenario)).toContain('/hello')
    await expect(page.getByRole('contentinfo')).toBeVisible()
  })
})

test.describe('at 320 px', () => {
  test.use({ viewport: { width: 320, height: 256 } })

  test('nothing is lost: the page scrolls one way only', async ({ mesoscope, page }) => {
    await mesoscope.open()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide).toBeLessThanOrEqual(320)
    await mesoscope.button('transport.play').scrollIntoViewIfNeeded()
    await expect(mesoscope.button('transport.play')).toBeInViewport()
    await mesoscope.button('narration.next').scrollIntoViewIfNeeded()
    await expect(mesoscope.button('narration.next')).toBeInViewport()
  })
})
