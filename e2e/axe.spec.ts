import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { Mesoscope } from './pages/mesoscope.ts'
import { type View, VIEWS } from './pages/views.ts'
import { expect, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

const LIGHT = { colorScheme: 'light', forcedColors: 'none' } as const
const OTHERS = {
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  forced: { colorScheme: 'light', forcedColors: 'active' },
} as const

async function violations(builder: AxeBuilder): Promise<readonly string[]> {
  // The page has no frames: no other page is opened to bring their findings together.
  const { violations: found } = await builder.setLegacyMode().analyze()
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
}

/** All rules in light; in the other themes what a theme can change. */
async function check(page: Page, { name, within: own }: Pick<View, 'name' | 'within'>): Promise<void> {
  const within = own ?? 'body'
  await page.emulateMedia(LIGHT)
  expect(await violations(new AxeBuilder({ page }).include(within)), name).toEqual([])
  for (const [theme, media] of Object.entries(OTHERS)) {
    await page.emulateMedia(media)
    const contrast = new AxeBuilder({ page }).include(within).withRules(['color-contrast', 'link-in-text-block'])
    expect(await violations(contrast), `${name}, ${theme}`).toEqual([])
  }
}

async function checkAll(mesoscope: Mesoscope, views: readonly View[]): Promise<void> {
  for (const view of views) {
    await mesoscope.alone()
    await view.open(mesoscope)
    await check(mesoscope.page, view)
  }
}

for (const lang of ['en', 'zh'] as const) {
  test.describe(`axe, ${lang}`, () => {
    test.use({ locale: lang === 'zh' ? 'zh-CN' : 'en-US' })
    test.setTimeout(180_000)

    test('finds nothing on the first visit', async ({ page }) => {
      await new Mesoscope(page, lang).open()
      await check(page, { name: 'first visit' })
    })

    for (const [group, views] of Object.entries(VIEWS)) {
      test(`finds nothing in: ${group}`, async ({ page }) => {
        const mesoscope = new Mesoscope(page, lang)
        await mesoscope.open()
        await mesoscope.goto(await mesoscope.find({ type: 'sent', step: 5 }))
        await checkAll(mesoscope, views)
      })
    }

    test('finds nothing in the embed', async ({ page }) => {
      await new Mesoscope(page, lang).open('', '?embed=1')
      await check(page, { name: 'embed' })
    })
  })
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
      await check(page, { name: 'page' })
      await checkAll(mesoscope, VIEWS.beside)
      await mesoscope.alone()
      await page
        .getByRole('banner')
        .getByRole('button', { name: mesoscope.word('top.more'), exact: true })
        .click()
      await page.getByRole('menu').waitFor()
      await check(page, { name: 'menu', within: '[role=menu]' })
    })
  })
}
