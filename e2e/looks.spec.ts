import type { Locator, Page } from '@playwright/test'
import type { Key } from '#content/locales/words.ts'
import { expect, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

/** The page without its script: what is painted first. */
async function firstPaint(page: Page, search = ''): Promise<void> {
  await page.route('**/assets/*.js', (route) => route.abort())
  await page.goto(`/${search}`)
}

test.describe('before the script is there', () => {
  for (const theme of ['dark', 'light'] as const) {
    test(`the page is ${theme} for who chose that, whatever the system says`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme === 'dark' ? 'light' : 'dark' })
      await page.addInitScript((chosen) => {
        localStorage.setItem('mesoscope.settings', JSON.stringify({ version: 1, theme: chosen }))
      }, theme)
      await firstPaint(page)
      const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
      expect(ground).toBe(theme === 'dark' ? 'rgb(12, 14, 18)' : 'rgb(245, 246, 248)')
    })
  }

  test('an embedded page shows no bar that goes away again', async ({ page }) => {
    await firstPaint(page, '?embed=1')
    await expect(page.getByText('Mesoscope')).toBeHidden()
    await page.unrouteAll()
    await firstPaint(page)
    await expect(page.getByText('Mesoscope')).toBeVisible()
  })
})

/** Nothing of it lies beyond the sides of the window, and no more than its own scroll reaches is cut off. */
async function isWithin(target: Locator, width: number): Promise<void> {
  const box = await target.boundingBox()
  expect(box?.x ?? -1).toBeGreaterThanOrEqual(-0.5)
  expect((box?.x ?? 0) + (box?.width ?? Infinity)).toBeLessThanOrEqual(width + 0.5)
}

// 1280 × 1024 at 400 %: 320 × 256.
for (const [name, viewport] of Object.entries({
  '320 px wide': { width: 320, height: 568 },
  '400 % of 1280 × 1024': { width: 320, height: 256 },
})) {
  test.describe(`at ${name}`, () => {
    test.use({ viewport })

    test('every dialog fits, and its actions are reached by scrolling one way', async ({ mesoscope, page }) => {
      await mesoscope.open()
      await mesoscope.goto(240)
      const dialogs: readonly Key[] = [
        'command.submit',
        'command.share',
        'command.learn',
        'command.settings',
        'command.help',
        'command.gallery',
        'command.editor',
        'command.why',
      ]
      for (const key of dialogs) {
        await mesoscope.run(key)
        await expect(mesoscope.dialog).toBeVisible()
        await isWithin(mesoscope.dialog, viewport.width)
        const close = mesoscope.dialog.getByRole('button', { name: mesoscope.word('dialog.close'), exact: true })
        await close.scrollIntoViewIfNeeded()
        await expect(close).toBeInViewport()
        const sideways = await mesoscope.dialog.evaluate((dialog) =>
          [...dialog.querySelectorAll('*')]
            .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
            .filter((element) => /auto|scroll/.test(getComputedStyle(element).overflowX))
            .filter((element) => !element.matches('pre, [role=tablist], .cm-scroller'))
            .map((element) => `${element.tagName} ${element.className}`),
        )
        expect(sideways, key).toEqual([])
        await page.keyboard.press('Escape')
        await expect(mesoscope.dialog).toHaveCount(0)
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width)
    })

    test('the views beside can be read', async ({ mesoscope, page }) => {
      await mesoscope.open()
      await mesoscope.goto(240)
      for (const key of ['command.transcript', 'command.machine', 'command.allocation'] as const) {
        await mesoscope.run(key)
        const views = page.getByRole('region', { name: mesoscope.word('beside.title') })
        await views.scrollIntoViewIfNeeded()
        await isWithin(views, viewport.width)
        const close = mesoscope.button('beside.close')
        await close.scrollIntoViewIfNeeded()
        await expect(close).toBeInViewport()
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width)
    })
  })
}

test('letters may be spaced out as WCAG 1.4.12 asks, and nothing is lost', async ({ mesoscope, page }) => {
  await mesoscope.open()
  await mesoscope.goto(240)
  await page.addStyleTag({
    content:
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }',
  })
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('button')]
      .filter((button) => button.checkVisibility() && button.scrollWidth > button.clientWidth + 1)
      .map((button) => button.textContent),
  )
  expect(cut).toEqual([])
})
