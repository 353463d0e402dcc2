import { Keyboard, type Stop } from './pages/keyboard.ts'
import type { Mesoscope } from './pages/mesoscope.ts'
import { expect, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

async function opened(mesoscope: Mesoscope, step = 5): Promise<Keyboard> {
  await mesoscope.open()
  await mesoscope.goto(await mesoscope.find({ type: 'sent', step }))
  await mesoscope.drawn()
  return new Keyboard(mesoscope.page)
}

test.describe('by keyboard alone', () => {
  test('every stop of Tab is seen and marked, area after area, round and round', async ({ mesoscope, page }) => {
    const keyboard = await opened(mesoscope)
    await mesoscope.button('scenario.menu', { title: 'First app: the 12 steps' }).focus()
    const first = await keyboard.stop()
    const stops: Stop[] = [first]
    for (let i = 0; i < 120; i += 1) {
      await keyboard.press('Tab')
      const onPage = await page.evaluate(() => document.activeElement !== document.body)
      if (!onPage) break
      stops.push(await keyboard.stop())
    }
    expect(stops.length).toBeGreaterThan(20)
    expect(stops.filter(({ isMarked }) => !isMarked).map(({ name }) => name)).toEqual([])
    expect(stops.filter(({ isInView }) => !isInView).map(({ name }) => name)).toEqual([])
    // Nobody is led back into an area that was left.
    const areas = stops.map(({ area }) => area).filter((area, i, all) => area !== all[i - 1])
    expect(areas).toEqual([...new Set(areas)])
  })

  test('a fault is injected, and the branch it makes is left again', async ({ mesoscope, page }) => {
    const keyboard = await opened(mesoscope)
    await keyboard.press('End')
    await keyboard.press('Shift+ArrowLeft')
    await keyboard.use(mesoscope.button('act.crash'))
    await keyboard.choose(mesoscope.menuItem(/^Crash Agent 1/))
    await expect(mesoscope.notices).toContainText(mesoscope.word('notice.branched', { name: 'Crash Agent 1' }))
    await keyboard.keepsFocus()
    await keyboard.use(page.getByRole('button', { name: 'Branch: Crash Agent 1, 2 in all' }))
    await keyboard.choose(page.getByRole('menuitemradio', { name: mesoscope.word('branch.main') }))
    await expect(page.getByRole('button', { name: 'Branch: main, 2 in all' })).toBeFocused()
  })

  test('a message is lost through its own menu', async ({ mesoscope, page }) => {
    const keyboard = await opened(mesoscope)
    await keyboard.press('k')
    await keyboard.press('x')
    await expect(page.getByRole('menu')).toBeVisible()
    await keyboard.press('Escape')
    await expect(page.getByRole('menu')).toBeHidden()
    await keyboard.keepsFocus()
    await keyboard.press('x')
    await keyboard.choose(page.getByRole('menuitem', { name: /^Lose/ }).first())
    await keyboard.keepsFocus()
    await expect.poll(async () => JSON.stringify((await mesoscope.state()).scenario)).toContain('loseNext')
  })

  test('an app is scaled, and why it waits is asked', async ({ mesoscope, page }) => {
    const keyboard = await opened(mesoscope)
    await mesoscope.goto(await mesoscope.find({ type: 'delivered', name: 'deployment_success' }))
    await keyboard.use(mesoscope.button('act.scale'))
    await expect(mesoscope.dialog).toBeVisible()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('2')
    await keyboard.press('Enter')
    await expect(mesoscope.dialog).toBeHidden()
    await keyboard.keepsFocus()
    await page.evaluate(() => window.mesoscope.lines(0, Number.MAX_SAFE_INTEGER))
    await keyboard.press('End')
    await keyboard.press('u')
    await expect(mesoscope.dialog).toContainText(mesoscope.word('why.noOffers'))
  })

  test('the same run is read as table, chart and decisions', async ({ mesoscope, page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const keyboard = await opened(mesoscope)
    await keyboard.press('T')
    const views = page.getByRole('region', { name: mesoscope.word('beside.title') })
    await keyboard.use(views.getByRole('button', { name: mesoscope.word('transcript.copy.mermaid') }))
    await expect(mesoscope.button('transcript.copied')).toBeVisible()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^sequenceDiagram\n/)
    await keyboard.tabTo(views.getByRole('tab', { selected: true }), 'Shift+Tab')
    await keyboard.press('ArrowRight')
    const choice = views.getByRole('combobox', { name: mesoscope.word('machine.choose') })
    await keyboard.tabTo(choice)
    await keyboard.press('ArrowDown')
    await expect(views.getByRole('figure')).toBeVisible()
    await keyboard.tabTo(views.getByRole('tab', { selected: true }), 'Shift+Tab')
    await keyboard.press('End')
    await keyboard.use(mesoscope.button('allocation.previous'))
    await expect(views.getByRole('heading', { name: /^Run \d+/ })).toBeVisible()
    await keyboard.tabTo(mesoscope.button('beside.close'), 'Shift+Tab')
    await keyboard.press('Enter')
    await expect(views).toBeHidden()
    await keyboard.keepsFocus()
  })

  test('a question is answered', async ({ mesoscope, page }) => {
    const keyboard = await opened(mesoscope)
    await mesoscope.run('command.predict')
    const panel = page.getByRole('region', { name: mesoscope.word('predict.title'), exact: true })
    await keyboard.use(panel.getByRole('button', { name: mesoscope.word('predict.next') }))
    await keyboard.use(panel.getByRole('group').getByRole('button').first())
    const [right, wrong] = [1, 0].map((n) => mesoscope.word('predict.score', { right: n, wrong: 1 - n }))
    await expect(panel).toContainText(new RegExp(`${right}|${wrong}`))
    await keyboard.keepsFocus()
  })

  test('a link is copied, a scenario is edited, an incident is opened', async ({ mesoscope, page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const keyboard = await opened(mesoscope)
    await keyboard.press('y')
    await expect(mesoscope.dialog.getByRole('textbox').first()).toBeFocused()
    await keyboard.use(mesoscope.button('share.copy'))
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('#/s/first-app')
    await keyboard.press('Escape')
    await keyboard.keepsFocus()
    await mesoscope.run('command.editor')
    const editor = page.getByRole('dialog', { name: mesoscope.word('editor.title') })
    const json = editor.getByRole('radio', { name: mesoscope.word('editor.json') })
    await keyboard.tabTo(json)
    await keyboard.press('ArrowRight')
    await keyboard.use(editor.getByRole('button', { name: mesoscope.word('editor.addAgent') }))
    await expect.poll(async () => JSON.stringify((await mesoscope.state()).scenario)).toContain('"agent-2"')
    await keyboard.press('Escape')
    await expect(editor).toBeHidden()
    await mesoscope.run('command.gallery')
    await keyboard.use(mesoscope.dialog.getByRole('link', { name: mesoscope.word('gallery.shows') }).first())
    await expect(mesoscope.dialog).toHaveCount(0)
    await keyboard.keepsFocus()
  })

  test('settings are changed, and the page is left as it was asked to be', async ({ mesoscope, page }) => {
    const keyboard = await opened(mesoscope)
    await mesoscope.run('command.settings')
    await expect(mesoscope.dialog.getByRole('radio', { name: 'English' })).toBeFocused()
    await keyboard.press('Tab')
    await keyboard.press('ArrowRight')
    await keyboard.press('ArrowRight')
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await keyboard.press('Escape')
    await keyboard.keepsFocus()
  })
})

test('the heat map of many agents is one stop of Tab, and arrows go through it', async ({ mesoscope, page }) => {
  await mesoscope.open()
  await page.evaluate(() =>
    window.mesoscope.load({
      version: 1,
      agents: [{ id: 'n', count: 30, resources: 'cpus:4;mem:4096' }],
      frameworks: [{ id: 'batch', kind: 'batch', tasks: [{ id: 't', count: 20, cpus: 1, mem: 64 }] }],
      untilMs: 3000,
    }),
  )
  await page.evaluate(() => window.mesoscope.lines(0, Number.MAX_SAFE_INTEGER))
  await page.keyboard.press('End')
  await page.keyboard.press('G')
  const map = page.getByRole('region', { name: mesoscope.word('allocation.heat') })
  const cells = map.getByRole('button')
  await expect(cells).toHaveCount(30)
  const keyboard = new Keyboard(page)
  await keyboard.tabTo(cells.first())
  await keyboard.press('ArrowRight')
  await expect(cells.nth(1)).toBeFocused()
  await keyboard.press('End')
  await expect(cells.last()).toBeFocused()
  await keyboard.press('Enter')
  await expect(mesoscope.inspector).toContainText('n-30')
  await keyboard.press('Tab')
  await expect(map.locator(':focus')).toHaveCount(0)
})
