import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './test.ts'
import { Mesoscope } from './pages/mesoscope.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
}

for (const lang of ['en', 'zh'] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`axe, ${lang}, ${colorScheme}`, () => {
      test.use({ colorScheme, locale: lang === 'zh' ? 'zh-CN' : 'en-US' })

      test('finds nothing in the page', async ({ page }) => {
        const mesoscope = new Mesoscope(page, lang)
        await mesoscope.open()
        expect(await findings(page), 'first visit').toEqual([])
        await mesoscope.goto(240)
        await mesoscope.page.getByRole('radio', { name: mesoscope.word('depth.3') }).check()
        expect(await findings(page), 'wire').toEqual([])
      })

      test('finds nothing in menus', async ({ page }) => {
        const mesoscope = new Mesoscope(page, lang)
        await mesoscope.open()
        await mesoscope.goto(240)
        for (const open of ['act.crash', 'act.lose'] as const) {
          await mesoscope.button(open).click()
          await page.getByRole('menu').waitFor()
          expect(await findings(page), open).toEqual([])
          await page.keyboard.press('Escape')
          await page.getByRole('menu').waitFor({ state: 'hidden' })
        }
      })

      test('finds nothing in dialogs', async ({ page }) => {
        test.setTimeout(120_000)
        const mesoscope = new Mesoscope(page, lang)
        await mesoscope.open()
        await mesoscope.goto(240)
        for (const open of ['act.submit', 'act.scale', 'act.kill', 'top.share', 'top.learn', 'command.help'] as const) {
          await mesoscope
            .button(open)
            .or(mesoscope.button('command.share').and(mesoscope.button(open)))
            .first()
            .click()
          await mesoscope.dialog.waitFor()
          expect(await findings(page), open).toEqual([])
          await page.keyboard.press('Escape')
          await mesoscope.dialog.waitFor({ state: 'hidden' })
        }
      })
    })
  }
}

for (const [name, viewport] of Object.entries({
  tablet: { width: 834, height: 1112 },
  phone: { width: 390, height: 844 },
})) {
  test.describe(`axe, ${name}`, () => {
    test.use({ viewport })

    test('finds nothing', async ({ mesoscope, page }) => {
      await mesoscope.open()
      await mesoscope.goto(240)
      expect(await findings(page)).toEqual([])
      await page
        .getByRole('banner')
        .getByRole('button', { name: mesoscope.word('top.more'), exact: true })
        .click()
      await page.getByRole('menu').waitFor()
      expect(await findings(page)).toEqual([])
    })
  })
}
