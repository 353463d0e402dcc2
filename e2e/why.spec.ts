import { AxeBuilder } from '@axe-core/playwright'
import { GALLERY_LINKS } from '#content/gallery/links.fixture.ts'
import { WHY_TEXTS } from '#content/locales/parts/why.ts'
import { Mesoscope } from './pages/mesoscope.ts'
import { expect, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

const FULL = GALLERY_LINKS.find(({ id, run }) => id === 'half-the-cluster-free' && run === 'shows')?.link ?? ''

async function faults(mesoscope: Mesoscope): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page: mesoscope.page }).include('[role=dialog]').analyze()
  return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)
}

for (const lang of ['en', 'zh'] as const) {
  const word = (key: keyof typeof WHY_TEXTS.en): string => String(WHY_TEXTS[lang][key])
  test(`why an app waits is told with its first reason, and a fix opens as a branch in which it runs (${lang})`, async ({
    page,
  }) => {
    const mesoscope = new Mesoscope(page, lang)
    await mesoscope.open(`${FULL}&lang=${lang}`)
    await page.evaluate(() => window.mesoscope.lines(0, Number.MAX_SAFE_INTEGER))
    await mesoscope.goto((await mesoscope.state()).records - 1)
    await page.keyboard.press('u')
    const { dialog } = mesoscope
    await expect(dialog).toContainText(word('why.InsufficientCpus'), { timeout: 20_000 })
    const fixes = dialog.getByRole('region', { name: word('fixes') }).getByRole('listitem')
    await expect(fixes.first()).toContainText('cpus', { timeout: 20_000 })
    expect(await faults(mesoscope)).toEqual([])
    await fixes.first().getByRole('button').click()
    await expect(dialog).toHaveCount(0)
    await expect.poll(async () => JSON.stringify((await mesoscope.state()).scenario)).toContain('"cpus":1,"mem":256')
    await page.evaluate(() => window.mesoscope.lines(0, Number.MAX_SAFE_INTEGER))
    await expect(mesoscope.apps).toContainText(mesoscope.word('status.Running', { running: 1, wanted: 1 }))
  })

  test(`an offer tells which run made it, why for this framework, why on this agent (${lang})`, async ({ page }) => {
    const mesoscope = new Mesoscope(page, lang)
    await mesoscope.open(`#/s/two-frameworks?v=1&lang=${lang}`)
    await mesoscope.goto((await mesoscope.state()).records - 1)
    await page.keyboard.press('u')
    await mesoscope.dialog.getByRole('radio', { name: word('subject.offer') }).check()
    const order = mesoscope.dialog.getByRole('table', { name: word('order') })
    await expect(order).toContainText(word('got'), { timeout: 20_000 })
    await expect(order.getByRole('row')).not.toHaveCount(1)
    expect(await faults(mesoscope)).toEqual([])
  })
}
