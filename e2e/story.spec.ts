import { expect, test } from './test.ts'

test.use({ contextOptions: { reducedMotion: 'reduce' } })

test.describe('a reader', () => {
  test('follows an offer’s life: made, accepted, its rest filtered, its task launched and told', async ({
    mesoscope,
    page,
  }) => {
    await mesoscope.open()
    await mesoscope.goto(await mesoscope.find({ type: 'sent', step: 12 }))
    await page.keyboard.press('/')
    await page.keyboard.type('kind:offer 21452')
    const search = page.getByRole('search')
    await expect(search).toContainText('2 messages')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    const title = mesoscope.inspector.getByRole('heading', { level: 2 })
    await expect(mesoscope.inspector).toContainText('resource offer')
    const life = ['accept offer', 'launch task', 'launch task', 'task status update']
    for (const next of life) {
      await page.keyboard.press('l')
      await expect(title.first()).toContainText(next)
    }
    for (const before of life.slice(0, -1).toReversed()) {
      await page.keyboard.press('h')
      await expect(title.first()).toContainText(before)
    }
    await page.keyboard.press('h')
    await expect(mesoscope.inspector).toContainText('resource offer')
    await page.keyboard.press('f')
    await expect(
      mesoscope
        .message(mesoscope.word('message.resourceOffer'), {
          from: mesoscope.word('lane.master'),
          to: 'Marathon',
        })
        .and(page.getByRole('option', { selected: true })),
    ).toBeAttached()
  })

  test('finds a lost acknowledgement, and sees the update come again', async ({ mesoscope, page }) => {
    await mesoscope.open('#/s/idea-6-two-acknowledgements?v=1')
    await mesoscope.button('command.toEnd').click()
    await page.keyboard.press('/')
    await mesoscope.button('search.filters').click()
    await page
      .getByRole('menuitemradio', { name: mesoscope.word('search.lostAck') })
      .or(mesoscope.menuItem(new RegExp(mesoscope.word('search.lostAck'))))
      .click()
    expect((await mesoscope.state()).depth).toBe(3)
    const field = page.getByRole('searchbox', { name: mesoscope.word('search.label') })
    await expect(field).toHaveValue('is:lostAck')
    await expect(page.getByRole('search')).toContainText('1 message')
    await field.press('Enter')
    await expect(mesoscope.inspector).toContainText('is lost')
    const lost = (await mesoscope.state()).record
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    // The agent sends the update again, since nobody has acknowledged it.
    const lines = await page.evaluate((from) => window.mesoscope.lines(from, Number.MAX_SAFE_INTEGER), lost)
    const again = lines
      .split('\n')
      .find(
        (line) =>
          line.includes('"from":"agent-1"') &&
          line.includes('"to":"master"') &&
          line.includes('StatusUpdateMessage') &&
          line.includes('"type":"sent"'),
      )
    expect(again).toBeDefined()
    await mesoscope.goto(JSON.parse(again as string).i as number)
    await expect(mesoscope.inspector).toContainText('task status update')
  })
})
