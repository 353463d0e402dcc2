import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from './test.ts'
import { ConceptFigure } from './pages/figure.ts'
import { Mesoscope } from './pages/mesoscope.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

for (const lang of ['en', 'zh'] as const) {
  test.describe(`the concept figure, ${lang}`, () => {
    test.use({ locale: lang === 'zh' ? 'zh-CN' : 'en-US' })

    test('shows the same moment: boxes with their states, the message that travels, the same selection', async ({
      page,
    }) => {
      const mesoscope = new Mesoscope(page, lang)
      const figure = new ConceptFigure(mesoscope)
      await mesoscope.open()
      await mesoscope.goto(await mesoscope.find({ type: 'sent', step: 7 }))
      await figure.open()
      await expect(page).toHaveURL(/view=concept/)
      await expect(figure.box(mesoscope.word('lane.master'))).toHaveAccessibleName(
        new RegExp(mesoscope.word('state.leading')),
      )
      await expect(figure.box(mesoscope.word('lane.executor'))).toHaveAccessibleName(
        new RegExp(mesoscope.word('state.notStarted')),
      )
      const agent = mesoscope.word('name.agentN', { n: 1 })
      const launch = figure.message(mesoscope.word('message.launchTask'), {
        from: mesoscope.word('lane.master'),
        to: agent,
      })
      await expect(launch).toHaveAccessibleName(new RegExp(mesoscope.word('phase.flying')))
      await launch.press('Enter')
      await expect(launch).toHaveAttribute('aria-pressed', 'true')
      await expect(page).toHaveURL(/sel=ev/)
      await page.keyboard.press('Escape')
      await mesoscope.goto(await mesoscope.find({ type: 'task', state: 'TASK_RUNNING' }))
      await expect(figure.box(mesoscope.word('lane.executor'))).not.toHaveAccessibleName(
        new RegExp(mesoscope.word('state.notStarted')),
      )
      await figure.box(agent).click()
      await expect(figure.box(agent)).toHaveAttribute('aria-pressed', 'true')
      await expect(mesoscope.inspector).toContainText(agent)
      await page.keyboard.press('v')
      await mesoscope.drawn()
    })

    test('is opened by a link, and axe finds nothing in it', async ({ page }) => {
      const mesoscope = new Mesoscope(page, lang)
      const figure = new ConceptFigure(mesoscope)
      await figure.openAt('operators-day')
      await mesoscope.goto(520)
      await expect(figure.messages.getByRole('button').first()).toBeVisible()
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        const { violations } = await new AxeBuilder({ page }).include('main').analyze()
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)).toEqual([])
      }
    })
  })
}

test.describe('the concept figure of many', () => {
  test('groups the others, and opens the group on a click', async ({ mesoscope, page }) => {
    const figure = new ConceptFigure(mesoscope)
    await figure.openAt('large')
    await expect(figure.box('Scheduler framework-9,')).toBeHidden()
    await figure.box('48 more frameworks').or(figure.box('47 more frameworks')).click()
    await expect(figure.box('Scheduler framework-9,').first()).toBeVisible()
    await page.getByRole('button', { name: mesoscope.word('concept.fold') }).click()
    await expect(figure.box('Scheduler framework-9,')).toBeHidden()
  })

  test('calls the container by its name where the app has an image', async ({ mesoscope }) => {
    const figure = new ConceptFigure(mesoscope)
    await figure.openAt('docker-app')
    await mesoscope.goto(400)
    await expect(figure.box(mesoscope.word('concept.container'))).toBeVisible()
    await expect(figure.root).toContainText(mesoscope.word('concept.note'))
  })
})

test.describe('the concept figure on a telephone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('fits, and is come to through the menu', async ({ mesoscope, page }) => {
    const figure = new ConceptFigure(mesoscope)
    await mesoscope.open()
    await page
      .getByRole('banner')
      .getByRole('button', { name: mesoscope.word('top.more'), exact: true })
      .click()
    await mesoscope.menuItem(mesoscope.word('command.nextView')).click()
    await expect(figure.root).toBeVisible()
    await mesoscope.goto(await mesoscope.find({ type: 'sent', step: 5 }))
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBe(390)
    await expect(
      figure.message(mesoscope.word('message.resourceOffer'), { from: mesoscope.word('lane.master'), to: 'Marathon' }),
    ).toBeVisible()
  })
})
