import type { Page } from '@playwright/test'
import { Mesoscope } from './pages/mesoscope.ts'
import { expect, test } from './test.ts'

interface Said {
  readonly text: string
  /** The page's own clock, ms. */
  readonly at: number
}

/** Everything that a screen reader is told from now on, with the page's clock. */
async function listen(page: Page): Promise<() => Promise<readonly Said[]>> {
  // The speaker comes after the first picture.
  await expect(page.locator('output[aria-live=polite]').last()).toBeAttached()
  await page.evaluate(() => {
    const said: Said[] = []
    Object.assign(window, { said })
    const region = [...document.querySelectorAll('output[aria-live=polite]')].at(-1)
    if (!region) throw new Error('the page has no live region')
    new MutationObserver(() => said.push({ text: region.textContent, at: performance.now() })).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    })
  })
  return () => page.evaluate(() => (window as unknown as { said: readonly Said[] }).said)
}

for (const lang of ['en', 'zh'] as const) {
  test.describe(`for ears, ${lang}`, () => {
    test.use({ locale: lang === 'zh' ? 'zh-CN' : 'en-US' })

    test('playing is told at a pace that can be followed, and a step at once', async ({ page }) => {
      await page.clock.install()
      const mesoscope = new Mesoscope(page, lang)
      await mesoscope.open()
      await mesoscope.goto(await mesoscope.find({ type: 'sent', step: 1 }))
      const said = await listen(page)
      await page.evaluate(() => window.mesoscope.play())
      await page.clock.runFor(16_000)
      await page.evaluate(() => window.mesoscope.pause())
      const told = await said()
      expect(told.length).toBeGreaterThanOrEqual(2)
      const gaps = told.slice(1).map(({ at }, i) => at - (told[i]?.at ?? 0))
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2400)
      await mesoscope.goto(await mesoscope.find({ type: 'sent', step: 5 }))
      await page.clock.runFor(500)
      const last = (await said()).at(-1)?.text ?? ''
      expect(last).toContain(mesoscope.word('message.resourceOffer'))
      expect(last).toContain(mesoscope.word('lane.master'))
    })

    test('transport, table and diagram say what they are', async ({ page }) => {
      const mesoscope = new Mesoscope(page, lang)
      await mesoscope.open()
      await mesoscope.goto(await mesoscope.find({ type: 'sent', step: 5 }))
      await mesoscope.drawn()
      const word = mesoscope.word.bind(mesoscope)
      await expect(page.getByRole('contentinfo')).toMatchAriaSnapshot(`
        - button "${word('command.toStart')}"
        - button "${word('command.back')}"
        - button "${word('transport.play')}"
        - button "${word('command.step')}"
        - button "${word('command.toEnd')}"
      `)
      await expect(mesoscope.scrubber).toHaveAttribute('aria-valuetext', new RegExp(word('message.resourceOffer')))
      const ends = { from: word('lane.master'), to: 'Marathon' }
      await expect(mesoscope.message(word('message.resourceOffer'), ends).first()).toBeAttached()
      await mesoscope.run('command.transcript')
      const table = page.getByRole('table', { name: word('transcript.title') })
      await expect(table).toMatchAriaSnapshot(`
        - table "${word('transcript.title')}":
          - rowgroup:
            - row:
              - columnheader "${word('transcript.event')}"
              - columnheader "${word('transcript.time')}"
              - columnheader "${word('transcript.from')}"
              - columnheader "${word('transcript.to')}"
              - columnheader "${word('transcript.message')}"
              - columnheader "${word('transcript.arrives')}"
      `)
    })
  })
}
